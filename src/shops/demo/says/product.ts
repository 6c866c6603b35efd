import type { Says } from './affair.ts';

/** What came was broken, another thing, not all of it, or not what the page said. */
export const damaged: Says = {
  kind: 'damaged',
  code: 'return-or-exchange',
  subjects: ['Llegó roto: {item}', 'Producto dañado en el pedido {order}', 'Golpe en el transporte: {item}'],
  words: {
    es: [
      'Abrí la caja y estaba roto. La caja venía abollada.',
      'Llegó con un golpe en una esquina y no enciende.',
      'Venía sin relleno, suelto dentro de la caja. Normal que se rompa.',
      'La caja estaba mojada y lo de dentro también.',
    ],
    spain: [
      'El repartidor lo ha dejado caer delante de mí, os lo juro.',
      'Está rajado de arriba abajo. Os mando fotos de la caja y de la pieza.',
    ],
    en: [
      'The box was crushed and so is what was inside.',
      'It arrived cracked. I have photos of the box too.',
      'It was rattling before I opened it. It does not work.',
    ],
  },
  first: [
    'Fotos recibidas: golpe claro en una esquina. Ofrezco cambio o reembolso.',
    '{C} envía fotos de la caja y del producto. Daño de transporte.',
    '{C} disgustad{o}. No quiere vale, quiere el producto bien.',
    'Embalaje insuficiente según las fotos. Aviso a almacén.',
  ],
  tried: [
    'Fotos de la caja y del daño pedidas y recibidas.',
    'Probado en otro enchufe: no funciona.',
    'Comprobado que no es pieza que se pueda reponer suelta.',
  ],
  promises: [
    'Enviar uno nuevo y recoger el roto sin coste.',
    'Llamar para acordar la recogida.',
    'Confirmar el reembolso por correo.',
  ],
  again: [
    'Llama porque nadie pasó a recoger el roto. Le digo que lo tire: no compensa recogerlo.',
    'Segunda llamada. Las fotos estaban en el correo desde el primer día, no hay que volver a pedirlas.',
  ],
  endings: {
    replacement: ['Nuevo entregado en perfecto estado.', 'Cambio hecho. El roto se recogió a la vez.'],
    refund: [
      'Reembolsado. Puede quedarse la pieza dañada.',
      'Reembolso completo del artículo, confirmado por correo.',
    ],
  },
};

export const wrong: Says = {
  kind: 'wrong-product',
  code: 'return-or-exchange',
  subjects: ['Producto equivocado: pidió {item}', 'Error de preparación en {order}', 'Recibió otro artículo'],
  words: {
    es: [
      'Esto no es lo que pedí. El albarán está bien, pero el producto es otro.',
      'Me llegó el pedido de otra persona.',
      'Pedí «{item}» y recibí otra cosa.',
      'Es el mismo producto pero en otra medida. No me sirve.',
    ],
    spain: [
      'Me habéis mandado otro modelo. Y ya lo había abierto cuando me he dado cuenta.',
      'Que os habéis equivocado de caja, vaya.',
    ],
    en: [
      'This is not what I ordered. The delivery note is right, the thing in the box is not.',
      'I ordered “{item}” and got something else.',
      'You have sent me somebody else’s order.',
    ],
  },
  first: [
    'Error nuestro de preparación. Confirmado con la foto de la etiqueta.',
    'El albarán dice una cosa y la caja otra. Aviso a almacén.',
    '{C} amable. Lo necesita para este fin de semana.',
    'Envío el correcto hoy; que devuelva el otro cuando pueda.',
  ],
  tried: [
    'Referencia de la etiqueta comprobada por foto.',
    'Existencias del correcto comprobadas en almacén.',
    'Comprobado que no es un cambio de embalaje del fabricante.',
  ],
  promises: [
    'Enviar el correcto y recoger el equivocado.',
    'Avisar cuando salga el correcto, con su número de seguimiento.',
    'Que almacén compruebe la referencia a mano antes de cerrar la caja.',
  ],
  again: [
    'Llama porque no le llegó el aviso de salida. El correcto sale hoy, lo confirmo con almacén.',
    'Segunda llamada. Pide que alguien mire la referencia antes de enviar.',
  ],
  endings: {
    replacement: [
      'Correcto entregado y comprobado con {el}.',
      'Cambio hecho. El equivocado vuelve por mensajería.',
    ],
    refund: ['No quedaba el correcto: reembolsado.', 'Lo compró en otro sitio. Reembolso hecho y disculpas.'],
  },
};

export const missing: Says = {
  kind: 'missing-part',
  code: 'complaint',
  subjects: [
    'Falta una pieza: {item}',
    'Bolsa de tornillos no incluida',
    'Pedido {order} incompleto en la caja',
  ],
  words: {
    es: [
      'Faltan los tornillos y no puedo montarlo.',
      'En las instrucciones sale una pieza que no viene.',
      'Viene sin el mando.',
      'Falta una pata. Lo tengo a medias en el salón.',
    ],
    spain: ['He vaciado la caja dos veces y la pieza F no está.'],
    en: [
      'There are no screws in the box.',
      'Part F on the drawing is not in the box.',
      'The remote is missing.',
    ],
  },
  first: [
    'Pieza identificada en el despiece. La pido al proveedor.',
    '{C} tiene el mueble a medio montar. Urge.',
    'No hay pieza suelta: propongo enviar otro completo.',
  ],
  tried: [
    'Revisada la caja y el relleno con {el} en línea.',
    'Despiece enviado por correo para marcar la pieza.',
  ],
  promises: ['Enviar la pieza por mensajería urgente.', 'Decir cuándo llega la pieza del proveedor.'],
  again: ['Llama: sigue sin la pieza. El proveedor no contesta, saco la bolsa de otra caja del almacén.'],
  endings: {
    replacement: ['Pieza recibida y montado. Todo correcto.', 'Enviado otro completo, ya entregado.'],
    refund: ['Sin pieza ni repuesto: reembolso del artículo.'],
  },
};

export const described: Says = {
  kind: 'not-as-described',
  code: 'return-or-exchange',
  subjects: [
    'No es como en la web: {item}',
    'Medidas distintas a las de la ficha',
    'Descripción errónea de {item}',
  ],
  words: {
    es: [
      'En la página decía otra medida. No cabe donde lo iba a poner.',
      'El color no se parece al de la foto.',
      'Dice «acero» y es plástico pintado.',
      'La ficha decía que era compatible y no lo es.',
    ],
    spain: ['En la foto salía con tapa y aquí no viene ninguna tapa.'],
    en: [
      'The page gives another size. It does not fit.',
      'The colour is nothing like the photo.',
      'It says steel and it is painted plastic.',
    ],
  },
  first: [
    'Tiene razón: la ficha está mal. Aviso a producto para corregirla.',
    'Comparada la ficha con el producto: la medida es la de la caja, no la del artículo.',
    '{C} quiere devolverlo, no cambiarlo.',
  ],
  tried: ['Ficha de la web comprobada y capturada.', 'Medidas tomadas por {el} con foto.'],
  promises: ['Avisar cuando se corrija la ficha.', 'Confirmar la recogida y el reembolso.'],
  again: ['Llama por la recogida: el mensajero no llevaba etiqueta. La envío por correo.'],
  endings: {
    refund: ['Devuelto y reembolsado. Ficha corregida.', 'Reembolsado. Producto ya ha corregido la ficha.'],
  },
};
