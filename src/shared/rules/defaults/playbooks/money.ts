import type { Playbook } from '../../playbook.ts';
import { page } from './page.ts';

/** Money, and what goes back. */
export const moneyPlaybooks: readonly Playbook[] = [
  page('billing', ['A charge, a refund or an invoice', 'Un cargo, un reembolso o una factura'], {
    ask: [
      [
        'Which amount, on which day, and what does the bank write beside it?',
        '¿Qué importe, qué día y qué pone el banco al lado?',
      ],
      [
        'Is it booked, or only held? Banks show both, and what is only held goes away by itself.',
        '¿Es un cargo definitivo o una retención? El banco muestra las dos, y la retención desaparece sola.',
      ],
      [
        'For an invoice: which name, tax number and address?',
        'Para una factura: ¿a qué nombre, número fiscal y dirección?',
      ],
    ],
    check: [
      [
        'What was charged and given back, with dates: “Paid?” above the story, then Payments in the order at the right.',
        'Qué se cobró y qué se devolvió, con fechas: «¿Pagado?» sobre la historia y Pagos en el pedido, a la derecha.',
      ],
      [
        'Is there a second order of the same day, made by pressing twice?',
        '¿Hay un segundo pedido del mismo día, hecho al pulsar dos veces?',
      ],
      [
        'A refund that is “done” since less than five working days is on its way at the bank. One that is “failed” has to be made again.',
        'Un reembolso «hecho» hace menos de cinco días hábiles está en camino en el banco. Uno «fallido» hay que hacerlo de nuevo.',
      ],
    ],
    say: [
      [
        'It is your money, and you should not have to run after it. I am sorry.',
        'Es su dinero y no debería tener que ir detrás de él. Lo siento.',
      ],
      [
        'I see both charges here. One of them is ours to give back, and I do it while we speak.',
        'Veo aquí los dos cargos. Uno lo tenemos que devolver, y lo hago mientras hablamos.',
      ],
    ],
    options: [
      [
        'Give back the wrong charge now and tell the day by which the bank shows it.',
        'Devolver ahora el cargo equivocado y decir el día en que el banco lo mostrará.',
      ],
      [
        'The discount that was missed, as a partial refund.',
        'El descuento que no se aplicó, como reembolso parcial.',
      ],
      ['The invoice by e-mail, today.', 'La factura por correo electrónico, hoy.'],
      [
        'Their bank took a fee because of us: ask how much and propose to pay it.',
        'Su banco le cobró una comisión por nuestra culpa: pregunte cuánto y proponga pagarla.',
      ],
    ],
    never: [
      [
        'Never ask for the number of a card, nor for a photo of it.',
        'Nunca pida el número de la tarjeta ni una foto de ella.',
      ],
      [
        'Never “wait two weeks and call again”: promise the day and call yourself.',
        'Nunca «espere dos semanas y vuelva a llamar»: comprometa el día y llame usted.',
      ],
    ],
  }),
  page('return', ['Wants to give something back', 'Quiere devolver algo'], {
    ask: [
      [
        'What would you like instead: the money, another one, or a different one?',
        '¿Qué prefiere: el dinero, otro igual o uno distinto?',
      ],
      [
        'Where and when can it be collected, or is it easier to take it somewhere?',
        '¿Dónde y cuándo se puede recoger, o le resulta más fácil llevarlo a un punto?',
      ],
      [
        'Would you tell me why? Not to argue: so that we learn. “No” is a good answer.',
        '¿Me diría por qué? No para discutirlo: para aprender. «No» es una buena respuesta.',
      ],
    ],
    check: [
      [
        'On which day it was delivered: “Signed by?” above the story. The period to withdraw counts from there.',
        'Qué día se entregó: «¿Quién firmó?» sobre la historia. El plazo para desistir cuenta desde ahí.',
      ],
      [
        'Did it come broken or wrong? Then it is no return: change what the case is about.',
        '¿Llegó roto o equivocado? Entonces no es una devolución: cambie de qué trata el caso.',
      ],
      [
        'Was a collection arranged already, and did nobody come? Story and promises.',
        '¿Ya se acordó una recogida y no pasó nadie? Historia y compromisos.',
      ],
    ],
    say: [
      [
        'Of course. You need no reason, and you have lost nothing by trying it.',
        'Por supuesto. No necesita ningún motivo y no ha perdido nada por probarlo.',
      ],
      [
        'The driver did not come and you waited in vain. I am sorry; this time I see to it myself.',
        'No pasaron a recogerlo y usted esperó en vano. Lo siento; esta vez me ocupo yo.',
      ],
    ],
    options: [
      [
        'Collection at the door, on a day and in hours that they choose.',
        'Recogida a domicilio, el día y en el horario que elija.',
      ],
      ['A label or a code for the nearest point.', 'Una etiqueta o un código para el punto más cercano.'],
      [
        'An exchange that leaves now, without waiting for the first to come back.',
        'Un cambio que sale ya, sin esperar a que vuelva el primero.',
      ],
      [
        'The money back as soon as the carrier scans it, not once it is on the shelf.',
        'El dinero de vuelta en cuanto lo lea el transportista, no cuando esté en el estante.',
      ],
    ],
    never: [
      ['Never talk them out of it.', 'Nunca intente convencer de que no lo devuelva.'],
      [
        'Never ask for the original box if the law or our own page does not.',
        'Nunca pida la caja original si no la exigen la ley ni nuestra propia página.',
      ],
    ],
  }),
];
