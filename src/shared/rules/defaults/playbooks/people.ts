import type { Playbook } from '../../playbook.ts';
import { page } from './page.ts';

/** What is asked, how somebody was treated, and everything else. */
export const peoplePlaybooks: readonly Playbook[] = [
  page('question', ['A simple question', 'Una consulta sencilla'], {
    ask: [
      ['Which order or product is it about?', '¿De qué pedido o producto se trata?'],
      [
        'Is there anything else that I can settle right now?',
        '¿Hay algo más que pueda resolver ahora mismo?',
      ],
    ],
    check: [
      [
        'The five answers above the story: paid, left, who has it, promised for, signed by.',
        'Las cinco respuestas sobre la historia: pagado, salió, quién lo tiene, para cuándo y quién firmó.',
      ],
      [
        'Did they ask the same before? The story says so: then the first answer was not good enough.',
        '¿Ya lo preguntó antes? Lo dice la historia: entonces la primera respuesta no fue suficiente.',
      ],
      [
        'Is it really a question, or is it late, lost or wrong? Then say so in the case.',
        '¿Es de verdad una consulta, o llega tarde, se perdió o es otro? Entonces indíquelo en el caso.',
      ],
    ],
    say: [
      ['I see your order here. Let me tell you where it is.', 'Tengo aquí su pedido. Le digo dónde está.'],
      [
        'I do not know that, and I will not guess: I find out and call you at …',
        'Eso no lo sé y no quiero adivinar: lo averiguo y le llamo a las …',
      ],
    ],
    options: [
      [
        'Answer and solve it in the wrap-up, in one step. The customer is still told the number.',
        'Responder y resolver al tipificar, en un paso. El número se le dice igualmente.',
      ],
      [
        'A promise to call back with a day and an hour, if you do not know the answer: P.',
        'Un compromiso de llamar con día y hora, si no sabe la respuesta: P.',
      ],
      [
        'Send the page, the manual or the invoice by e-mail.',
        'Enviar por correo la página, el manual o la factura.',
      ],
    ],
    never: [
      [
        'Never “that is on the web page” without having read it out.',
        'Nunca «eso está en la página web» sin habérselo leído.',
      ],
      ['Never guess a date.', 'Nunca adivine una fecha.'],
    ],
  }),
  page('attitude', ['How we treated them', 'El trato que recibió'], {
    ask: [
      [
        'Please tell me what happened. (Then be silent, and write it down as they say it.)',
        'Cuénteme qué pasó, por favor. (Después calle y anótelo tal como lo dice.)',
      ],
      ['What would have been right in that moment?', '¿Qué habría sido lo correcto en ese momento?'],
      ['What is still open from that day?', '¿Qué quedó pendiente desde ese día?'],
    ],
    check: [
      [
        'Who spoke to them and what was promised: the story, and the names in the case.',
        'Quién habló con el cliente y qué se prometió: la historia y los nombres del caso.',
      ],
      [
        'Which answers contradict each other? Read the last three contacts before you say a fourth thing.',
        '¿Qué respuestas se contradicen? Lea los tres últimos contactos antes de dar una cuarta versión.',
      ],
      [
        'Is a callback overdue? It burns in the queue and stands in the case under Promises.',
        '¿Hay una llamada pendiente y vencida? Arde en la cola y está en los compromisos del caso.',
      ],
    ],
    say: [
      [
        'Nobody should be spoken to like that. I am sorry, and I say it in the name of all of us.',
        'Nadie debería recibir ese trato. Le pido disculpas en nombre de todos nosotros.',
      ],
      [
        'We said that we would call, and did not. You had to do our work. That ends today: it is my case now.',
        'Dijimos que llamaríamos y no llamamos. Usted tuvo que hacer nuestro trabajo. Eso se acaba hoy: el caso es mío.',
      ],
    ],
    options: [
      [
        'First put right what they called about in the first place. Without that an apology is empty.',
        'Primero, arreglar aquello por lo que llamó al principio. Sin eso, la disculpa está vacía.',
      ],
      [
        'Take the case (A), give your name, and promise a call on a day and an hour.',
        'Tomar el caso (A), dar su nombre y comprometer una llamada con día y hora.',
      ],
      [
        'A call or a letter from a supervisor: ask whether they would like that.',
        'Una llamada o una carta de supervisión: pregunte si lo desea.',
      ],
    ],
    never: [
      ['Never defend or blame a colleague.', 'Nunca defienda ni culpe a un compañero.'],
      [
        'Never “I understand” and then the rules. Say what you heard.',
        'Nunca diga «le entiendo» y después recite las normas. Diga lo que ha oído.',
      ],
      [
        'Never begin with money: it sounds as if their dignity had a price.',
        'Nunca empiece por el dinero: suena a ponerle precio a su dignidad.',
      ],
    ],
  }),
  page('other', ['Something else', 'Otra cosa'], {
    ask: [
      ['What happened, in your own words?', '¿Qué pasó, con sus propias palabras?'],
      ['What would be a good end of this for you?', '¿Qué sería para usted una buena solución?'],
      ['By when does it have to be settled?', '¿Para cuándo tiene que estar resuelto?'],
    ],
    check: [
      [
        'Is a known incident on the screen that touches this customer? It says what to tell them.',
        '¿Hay en pantalla una incidencia conocida que afecte a este cliente? Ahí está qué decir.',
      ],
      [
        'Has it come up before: read the story, search in it.',
        '¿Ha pasado antes? Lea la historia y búsquelo en ella.',
      ],
      [
        'The web or the app: which page, which message, since when, on which device. Write the message down word for word.',
        'La web o la aplicación: qué página, qué mensaje, desde cuándo y en qué aparato. Anote el mensaje palabra por palabra.',
      ],
    ],
    say: [
      [
        'I have not had this before, so I want to understand it properly. May I read back to you what I wrote?',
        'Es la primera vez que me pasa y quiero entenderlo bien. ¿Le leo lo que anoté?',
      ],
      [
        'I am sorry that you had to call about this. I stay with it until somebody who knows has answered you.',
        'Lamento que haya tenido que llamar por esto. Me quedo a cargo hasta que le responda quien sabe.',
      ],
    ],
    options: [
      [
        'Ask a colleague who knows: H, and tell them what is missing. The case stays yours until they take it.',
        'Pedírselo a quien sabe: H, diciendo qué falta. El caso sigue siendo suyo hasta que lo tomen.',
      ],
      [
        'A promise of an answer with a day and an hour, even if the answer will be “not yet”.',
        'Comprometer una respuesta con día y hora, aunque la respuesta sea «todavía no».',
      ],
    ],
    never: [
      [
        'Never ask for a password, nor change an address or an account for somebody who cannot say which orders they made.',
        'Nunca pida una contraseña, ni cambie una dirección o cuenta a quien no sabe decir qué pedidos hizo.',
      ],
      [
        'Never transfer the call and leave the story behind: write it once.',
        'Nunca transfiera la llamada sin la historia: escríbala una vez.',
      ],
    ],
  }),
];
