import type { Says } from './affair.ts';

/** Parcels that are late. */
export const late: readonly Says[] = [
  {
    kind: 'late',
    code: 'order-status',
    subjects: ['Pedido {order} retrasado', 'No llegó en la fecha prometida: {order}', 'Retraso de {carrier}'],
    words: {
      es: [
        'Me prometieron una fecha y ya pasó. Nadie me dice nada.',
        'El seguimiento no se mueve. ¿Dónde está mi pedido?',
        'Pedí el día libre para recibirlo y no vino nadie.',
        'Era un regalo y el cumpleaños es pasado mañana. ¿Llega o no llega?',
        'Solo quiero saber qué día llega, para organizarme.',
        'Entiendo que haya retrasos, pero avisen. Me enteré porque miré yo.',
      ],
      spain: [
        'Me dijisteis una fecha y aquí sigo, esperando.',
        'He estado toda la mañana en casa y el repartidor ni ha llamado al timbre.',
        'Entre unos y otros, nadie sabe dónde está. Así no se puede.',
      ],
      en: [
        'It was due already and the tracking has not moved.',
        'I stayed in all day and nobody came.',
        'It is a birthday present and the birthday is nearly here. Will it arrive or not?',
        'I only want to know which day, so I can be at home.',
        'Delays happen, I know. But I found out by looking it up myself.',
      ],
    },
    first: [
      'Parado en la plataforma de {carrier}. Pido que lo prioricen.',
      '{C} muy correct{o}, pero cansad{o} de esperar. Le explico lo que se ve en el seguimiento.',
      'Salió de almacén en fecha: el retraso es de {carrier}. Se lo digo, pero no le paso el problema.',
      'Sin lecturas nuevas. Abro consulta con {carrier}.',
      '{C} molest{o}. Necesita saber la franja, trabaja por las mañanas.',
    ],
    tried: [
      'Dirección y teléfono comprobados: están bien.',
      'Reclamado a {carrier}.',
      'Seguimiento revisado con {el}: la última lectura es la de la plataforma.',
    ],
    promises: [
      '{Llamar} con la nueva fecha de entrega.',
      'Confirmar con {carrier} que sale a reparto.',
      'Enviarle la fecha y la franja en cuanto las den.',
    ],
    again: [
      '{Llama} otra vez: sigue sin noticias nuestras. Le pido disculpas y vuelvo a reclamar a {carrier}.',
      'Segund{llamada}. {C} muy molest{o}, y con razón: nadie le avisó.',
    ],
    endings: {
      arrived: [
        'Entregado. Comprobado con {el}, todo correcto.',
        'Llegó con retraso. Pedidas disculpas; lo da por bueno.',
        'Entregado y confirmado. No quiere nada más.',
      ],
    },
  },
];

/** Parcels that are lost. */
export const lost: readonly Says[] = [
  {
    kind: 'lost',
    code: 'complaint',
    subjects: [
      'Paquete perdido por {carrier}',
      'Pedido {order} extraviado',
      'Sin noticias del paquete: {order}',
    ],
    words: {
      es: [
        'El paquete no aparece por ningún lado y la mensajería no contesta.',
        'Pagué y no tengo ni el producto ni el dinero.',
        'La mensajería dice que no lo encuentra. ¿Y ahora qué?',
        'Aquí no ha llegado nada, y en la mensajería no saben nada.',
      ],
      spain: [
        'He llamado tres veces a la mensajería y cada vez me dicen una cosa.',
        'Si está perdido, decídmelo y acabamos antes.',
      ],
      en: [
        'The courier cannot find it. What happens now?',
        'I have paid and I have nothing. Nobody will tell me where it is.',
        'The tracking stopped at the depot and never moved again.',
      ],
    },
    first: [
      '{carrier} no localiza el bulto. Abro expediente de pérdida.',
      'Sin lecturas desde la plataforma. Le explico que respondemos nosotros, no {carrier}.',
      'Pido a {carrier} búsqueda física. Plazo de respuesta: 48 horas.',
      '{C} tranquil{o}, pero quiere una respuesta con fecha.',
    ],
    tried: [
      'Preguntado en portería y a los vecinos: no lo tienen.',
      'Búsqueda en la plataforma pedida a {carrier}.',
      'Comprobada la dirección de la etiqueta: es la correcta.',
    ],
    promises: [
      '{Llamar} con la respuesta de {carrier} sobre la búsqueda.',
      'Decidir reenvío o reembolso y avisar.',
      'Dar una solución aunque {carrier} no conteste.',
    ],
    again: [
      '{Llama} porque nadie le ha dado respuesta. {carrier} sigue sin contestar: no le hacemos esperar más.',
      'Segund{llamada} por lo mismo. {C} muy molest{o}. Se resuelve ya.',
    ],
    endings: {
      replacement: [
        '{carrier} reconoce la pérdida. Reenviado y entregado.',
        'Reenvío entregado. Reclamación al transportista presentada.',
      ],
      refund: [
        'Sin existencias para reenviar: reembolsado todo. Reclamación a {carrier} en curso.',
        'Prefiere el dinero. Reembolso completo hecho y confirmado.',
      ],
    },
  },
];
