import type { Playbook } from '../../playbook.ts';
import { page } from './page.ts';

/** What has not come. */
export const deliveryPlaybooks: readonly Playbook[] = [
  page('late', ['It is late', 'Llega tarde'], {
    ask: [
      ['By when do you need it, and what for?', '¿Para cuándo lo necesita y para qué?'],
      [
        'Is somebody at that address during the day, and on which number can the driver call?',
        '¿Hay alguien en esa dirección durante el día y a qué número puede llamar el repartidor?',
      ],
    ],
    check: [
      [
        'Who has it now and since when: “Who has it?” above the story, then the scans in the order at the right.',
        'Quién lo tiene y desde cuándo: «¿Quién lo tiene?» sobre la historia y luego las lecturas en el pedido, a la derecha.',
      ],
      [
        'What was promised, and by us or by the shop: “Promised for?” above the story and the promises in the case.',
        'Qué se prometió, y si fue la tienda o nosotros: «¿Para cuándo?» sobre la historia y los compromisos del caso.',
      ],
      [
        'It never left us: ask the warehouse now, while the customer listens, whether it is in stock and leaves today.',
        'No ha salido de aquí: pregunte ahora mismo al almacén, con el cliente en línea, si hay existencias y si sale hoy.',
      ],
    ],
    say: [
      [
        'We gave you a day, it has passed, and nobody told you. That is our fault and I am sorry.',
        'Le dimos un día, ese día pasó y nadie le avisó. Es culpa nuestra y le pido disculpas.',
      ],
      [
        'I can see where it is: … I am going to stay with this until you have it, and I will call you, not the other way round.',
        'Veo dónde está: … Me quedo a cargo de esto hasta que lo tenga. Yo le llamo a usted, no al revés.',
      ],
    ],
    options: [
      [
        'Send another one express today, if they need it on a day that the first will not make.',
        'Enviar hoy otro por entrega urgente, si lo necesita un día al que el primero no llega.',
      ],
      [
        'Ship now what is in stock, the rest after it at our cost.',
        'Enviar ya lo que hay y después el resto, por nuestra cuenta.',
      ],
      [
        'Change to a pick-up point near them, or cancel and pay back at once if it comes too late to be of use.',
        'Cambiar a un punto de entrega cercano, o cancelar y devolver el dinero de inmediato si ya no le sirve.',
      ],
      [
        'A promise with a day and an hour that you can keep: P. Then keep it.',
        'Un compromiso con día y hora que pueda cumplir: P. Y cúmplalo.',
      ],
    ],
    never: [
      [
        'Never “it should arrive tomorrow” without having looked at the scans.',
        'Nunca «debería llegar mañana» sin haber mirado las lecturas.',
      ],
      [
        'Never send the customer to the carrier: they bought from us.',
        'Nunca mande al cliente a llamar al transportista: nos compró a nosotros.',
      ],
    ],
  }),
  page(
    'lost',
    ['It is lost, or says delivered and is not there', 'Se perdió, o consta entregado y no está'],
    {
      ask: [
        [
          'Did you look with neighbours, the caretaker, the mailbox and the shop downstairs? A “no” is enough: believe it.',
          '¿Preguntó a vecinos, al portero, miró el buzón y la tienda de abajo? Con un «no» basta: créalo.',
        ],
        [
          'Is the address on the screen right, floor and door included?',
          '¿Es correcta la dirección que aparece en pantalla, con piso y puerta?',
        ],
        ['By when do you need it?', '¿Para cuándo lo necesita?'],
      ],
      check: [
        [
          'Last scan, its place and its hour: order at the right, scans of the carrier.',
          'Última lectura, con lugar y hora: pedido a la derecha, lecturas del transportista.',
        ],
        [
          'Who signed: “Signed by?” above the story. Is it a name that this customer knows?',
          'Quién firmó: «¿Quién firmó?» sobre la historia. ¿Es un nombre que el cliente conoce?',
        ],
        [
          'Does the order tell the same address as the customer does? Compare both, letter by letter.',
          '¿Coincide la dirección del pedido con la que dice el cliente? Compárelas letra por letra.',
        ],
        [
          'Has a parcel of this customer got lost before? Then it stands in red above the story.',
          '¿Ya se perdió antes otro paquete suyo? Si es así, está en rojo sobre la historia.',
        ],
      ],
      say: [
        [
          'You paid for something and you do not have it. From here on it is my problem, not yours.',
          'Usted pagó por algo que no tiene. A partir de ahora es problema mío, no suyo.',
        ],
        [
          'I am not going to ask you to wait while the carrier searches. I send you another one now and argue with them myself.',
          'No le voy a pedir que espere mientras el transportista investiga. Le envío otro ahora y con ellos discuto yo.',
        ],
      ],
      options: [
        [
          'Send it again today, to an address or pick-up point that works for the customer.',
          'Enviarlo otra vez hoy, a la dirección o punto de entrega que le convenga.',
        ],
        ['Pay it back in full, postage included.', 'Devolver todo el dinero, envío incluido.'],
        [
          'Open the claim against the carrier in the case: it has its own clock, and the customer does not wait for it.',
          'Abrir en el caso la reclamación al transportista: tiene su propio plazo y el cliente no la espera.',
        ],
      ],
      never: [
        [
          'Never make the customer wait for the result of the claim.',
          'Nunca haga esperar al cliente a que se resuelva la reclamación al transportista.',
        ],
        [
          'Never let it sound as if they were lying. “It says delivered” is what the carrier says, not what happened.',
          'Nunca dé a entender que miente. «Consta entregado» es lo que dice el transportista, no lo que pasó.',
        ],
      ],
    },
  ),
];
