import type { Says } from './affair.ts';

/** Parcels that are late or lost. */
export const late: Says = {
  kind: 'late',
  code: 'order-status',
  subjects: [
    'Pedido {order} retrasado',
    'No ha llegado en la fecha prometida: {order}',
    'Retraso de {carrier}',
  ],
  words: {
    es: [
      'Me prometieron una fecha y ya pasó. Nadie me dice nada.',
      'El seguimiento no se mueve desde hace días. ¿Dónde está mi pedido?',
      'Pedí el día libre para recibirlo y no vino nadie.',
      'Era un regalo y el cumpleaños es pasado mañana. ¿Llega o no llega?',
      'Solo quiero saber qué día llega, para organizarme.',
    ],
    spain: [
      'Me dijisteis que llegaba en tres días y llevo una semana esperando.',
      'He estado toda la mañana en casa y el repartidor ni ha llamado al timbre.',
      'Pone «en reparto» desde anteayer. Así no se puede.',
    ],
    en: [
      'It was due days ago and the tracking has not moved.',
      'I stayed in all day and nobody came.',
      'It was meant for a birthday. Will it arrive or not?',
      'I only want to know which day, so I can be at home.',
    ],
  },
  first: [
    'Parado en la plataforma de {carrier}. Pido que lo prioricen.',
    '{C} muy correct{o} pero cansad{o} de esperar. Le explico lo que se ve en el seguimiento.',
    'Comprobado: salió de almacén en fecha, el retraso es de {carrier}.',
    'Última lectura de hace dos días. Abro consulta con {carrier}.',
    '{C} molest{o}. Necesita franja horaria, trabaja por las mañanas.',
  ],
  tried: [
    'Dirección y teléfono comprobados: están bien.',
    'Reclamado a {carrier} por teléfono.',
    'Seguimiento revisado con {el} en línea.',
  ],
  promises: [
    'Llamar con la nueva fecha de entrega.',
    'Confirmar con {carrier} que sale a reparto.',
    'Enviar un correo con la fecha y la franja.',
  ],
  again: [
    'Llama otra vez: sigue sin noticias. Pide disculpas por escrito. Vuelvo a reclamar a {carrier}.',
    'Segunda llamada. {C} muy molest{o}, y con razón: no se le llamó.',
  ],
  endings: {
    arrived: [
      'Entregado. Llamada de comprobación hecha, todo correcto.',
      'Llegó con retraso. Pedidas disculpas; {el} lo da por bueno.',
      'Entregado y confirmado por teléfono. No quiere nada más.',
    ],
  },
};

export const lost: Says = {
  kind: 'lost',
  code: 'complaint',
  subjects: [
    'Paquete perdido por {carrier}',
    'Pedido {order} extraviado',
    'Sin noticias del paquete: {order}',
  ],
  words: {
    es: [
      'El paquete no aparece por ningún lado y la mensajería me cuelga.',
      'Pagué hace dos semanas y no tengo ni el producto ni el dinero.',
      'Dicen que lo perdieron. ¿Y ahora qué?',
      'Aquí no ha llegado nada, y en la mensajería no saben nada.',
    ],
    spain: [
      'He llamado tres veces a la mensajería y cada vez me dicen una cosa.',
      'Si está perdido, decídmelo y acabamos antes.',
    ],
    en: [
      'The courier says it is lost. What happens now?',
      'I have paid and I have nothing. Nobody will tell me where it is.',
      'The tracking stopped at the depot and never moved again.',
    ],
  },
  first: [
    '{carrier} no localiza el bulto. Abro expediente de pérdida.',
    'Sin lecturas desde la plataforma. {C} prefiere que se lo enviemos de nuevo si hay existencias.',
    'Pido a {carrier} búsqueda física. Plazo de respuesta: 48 horas.',
    '{C} tranquil{o}, pero quiere una respuesta con fecha.',
  ],
  tried: [
    'Preguntado en portería y a los vecinos: no lo tienen.',
    'Búsqueda en la plataforma pedida a {carrier}.',
    'Comprobada la dirección de la etiqueta.',
  ],
  promises: [
    'Llamar con la respuesta de {carrier} sobre la búsqueda.',
    'Decidir reenvío o reembolso y avisar por teléfono.',
    'Dar una solución aunque {carrier} no conteste.',
  ],
  again: [
    'Llama porque nadie le ha dado respuesta. {carrier} sigue sin contestar: no le hago esperar más.',
    'Segunda llamada por lo mismo. {C} muy molest{o}. Se resuelve hoy.',
  ],
  endings: {
    replacement: [
      '{carrier} reconoce la pérdida. Reenviado con otro transportista y entregado.',
      'Reenvío entregado. Reclamación al transportista presentada.',
    ],
    refund: [
      'Sin existencias para reenviar: reembolsado todo. Reclamación a {carrier} en curso.',
      '{El} prefiere el dinero. Reembolso hecho y confirmado por correo.',
    ],
  },
};
