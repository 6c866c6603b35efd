import type { Says } from './affair.ts';

/** What came was broken, or not all of it came. */
export const damaged: readonly Says[] = [
  {
    kind: 'damaged',
    code: 'return-or-exchange',
    subjects: [
      'Llegó roto: {item}',
      'Golpe en el transporte: {item}',
      'Producto dañado en el pedido {order}',
    ],
    words: {
      es: [
        'Abrí la caja y estaba roto. La caja venía abollada.',
        'Llegó con un golpe en una esquina. Así no lo quiero.',
        'Venía sin relleno, suelto dentro de la caja. Normal que se rompa.',
      ],
      spain: [
        'El repartidor lo ha dejado caer delante de mí, os lo juro.',
        'La caja venía reventada por un lado. Os mando fotos.',
      ],
      en: [
        'The box was crushed and so is what was inside.',
        'It arrived cracked. I have photos of the box too.',
        'It was rattling before I opened it, and no wonder.',
      ],
    },
    first: [
      'Fotos recibidas: golpe claro en una esquina. Ofrezco cambio o reembolso.',
      'Daño de transporte, se ve en las fotos de la caja.',
      '{C} disgustad{o}. No quiere vale.',
      'Embalaje insuficiente según las fotos. Aviso a almacén.',
    ],
    tried: [
      'Fotos de la caja y del daño pedidas y recibidas.',
      'Comprobado que no hay pieza suelta para repararlo.',
    ],
    promises: [
      'Decirle si hay otro en almacén o si es mejor el reembolso.',
      '{Llamar} con la solución.',
      'Confirmarle por escrito que no tiene que devolver el roto.',
    ],
    again: [
      '{Llama} porque no ha sabido nada más. Las fotos ya estaban en el caso: no hay que volver a pedirlas.',
      'Segund{llamada}. Le digo que tire el roto: no compensa recogerlo.',
    ],
    endings: {
      replacement: ['Nuevo entregado en perfecto estado.', 'Cambio hecho. No hace falta devolver el roto.'],
      refund: ['Reembolsado. Puede quedarse la pieza dañada.', 'Reembolso del artículo, confirmado.'],
    },
  },
  {
    kind: 'damaged',
    code: 'return-or-exchange',
    subjects: ['Llegó mojado: {item}', 'Caja mojada en el pedido {order}'],
    words: {
      es: ['La caja estaba mojada y lo de dentro también.', 'Lo dejaron bajo la lluvia y está inservible.'],
      spain: ['Me lo han dejado en la puerta con la que estaba cayendo. Está empapado.'],
      en: ['The box was soaked, and so is everything in it.', 'They left it out in the rain.'],
    },
    first: [
      'Fotos de la caja empapada. Se acepta sin más preguntas.',
      'Lo dejaron fuera sin avisar. Queja pasada a {carrier}.',
    ],
    tried: ['Fotos pedidas y recibidas.', 'Preguntado si se salva algo al secarlo: no.'],
    promises: ['Decirle hoy o mañana si hay cambio o reembolso.'],
    again: ['{Llama} de nuevo, sin respuesta nuestra. Lo cierro yo.'],
    endings: {
      replacement: ['Nuevo entregado en mano.'],
      refund: ['Reembolsado. Prefirió no esperar a otro.'],
    },
  },
];

/** For what is put together at home: see `assembled` in the generator. */
export const missing: readonly Says[] = [
  {
    kind: 'missing-part',
    code: 'complaint',
    subjects: ['Falta la bolsa de tornillos: {item}', 'Sin tornillería: {item}'],
    words: {
      es: ['Faltan los tornillos y no puedo montarlo.', 'La bolsa de tornillos no viene en la caja.'],
      spain: ['He vaciado la caja dos veces y los tornillos no están.'],
      en: ['There are no screws in the box.', 'I emptied the box twice. The bag of screws is not there.'],
    },
    first: ['{C} lo tiene a medio montar en el salón. Urge.', 'Tornillería identificada en el despiece.'],
    tried: [
      'Revisados la caja y el relleno con {el}: no está.',
      'Medidas de los tornillos comprobadas: no son de ferretería.',
    ],
    promises: ['Enviar la bolsa de tornillos por mensajería urgente.'],
    again: ['{Llama}: sigue sin tornillos. Saco la bolsa de otra caja del almacén.'],
    endings: {
      replacement: ['Tornillería recibida y montado. Todo correcto.', 'Recibió los tornillos. Montado.'],
    },
  },
  {
    kind: 'missing-part',
    code: 'complaint',
    subjects: ['Falta una pieza: {item}', 'Caja incompleta: {item}'],
    words: {
      es: ['En las instrucciones sale una pieza que no viene.', 'Falta una pieza grande. Lo tengo a medias.'],
      spain: ['Falta la pieza F. Está todo menos la pieza F.'],
      en: ['Part F on the drawing is not in the box.', 'A large piece is missing, so I had to stop halfway.'],
    },
    first: [
      'Pieza identificada en el despiece. La pido al proveedor.',
      'No hay pieza suelta: se ve enviar otro completo.',
    ],
    tried: ['Despiece enviado por correo; {el} marca la pieza que falta.', 'Revisada la caja con {el}.'],
    promises: ['Decirle si la pieza existe suelta o se envía otro completo.'],
    again: ['{Llama}: sigue sin saber nada. El proveedor no contesta, decido yo.'],
    endings: {
      replacement: ['Enviado otro completo, ya montado.'],
      refund: ['Sin pieza ni repuesto: reembolso del artículo.'],
    },
  },
];
