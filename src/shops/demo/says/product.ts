import type { Says } from './affair.ts';

/** What came was another thing. */
export const wrong: readonly Says[] = [
  {
    kind: 'wrong-product',
    code: 'return-or-exchange',
    subjects: [
      'Producto equivocado: pidió {item}',
      'Error de preparación en {order}',
      'Recibió otro artículo',
    ],
    words: {
      es: [
        'Esto no es lo que pedí. El albarán está bien, pero el producto es otro.',
        'Pedí «{item}» y recibí otra cosa.',
        'Me llegó algo que no es mío. Por fuera la etiqueta sí es la mía.',
      ],
      spain: [
        'Me habéis mandado otra cosa. Y ya lo había abierto cuando me he dado cuenta.',
        'Que os habéis equivocado de caja, vaya.',
      ],
      en: [
        'This is not what I ordered. The delivery note is right, the thing in the box is not.',
        'I ordered “{item}” and got something else.',
        'Right label, wrong thing inside.',
      ],
    },
    first: [
      'Error nuestro de preparación. Confirmado con la foto de la etiqueta.',
      'El albarán dice una cosa y la caja otra. Aviso a almacén.',
      '{C} amable. Le pido disculpas: el fallo es nuestro.',
    ],
    tried: [
      'Referencia de la etiqueta comprobada por foto.',
      'Existencias del correcto consultadas en almacén.',
      'Comprobado que no es un cambio de embalaje del fabricante.',
    ],
    promises: [
      'Decirle si queda el correcto y cuándo le llega.',
      'Que almacén compruebe la referencia a mano.',
      '{Llamar} con la solución y la recogida del equivocado.',
    ],
    again: [
      '{Llama} porque nadie le confirmó nada. Lo reviso con almacén al momento.',
      'Segund{llamada}. Pide que alguien mire la referencia antes de enviar.',
    ],
    endings: {
      replacement: [
        'Correcto entregado y comprobado con {el}.',
        'Cambio hecho. El equivocado vuelve por mensajería.',
      ],
      refund: [
        'No quedaba el correcto: reembolsado.',
        'Lo compró en otro sitio. Reembolso hecho y disculpas.',
      ],
    },
  },
];

/** What came was not what the page said. */
export const described: readonly Says[] = [
  {
    kind: 'not-as-described',
    code: 'return-or-exchange',
    subjects: ['No es como en la web: {item}', 'Ficha con datos equivocados: {item}'],
    words: {
      es: ['La ficha dice una cosa y la caja otra.', 'En la página ponía otras medidas. No me sirve.'],
      spain: ['Lo que pone en vuestra web no es lo que me ha llegado.'],
      en: [
        'The page says one thing and the box says another.',
        'The page gives another size. It is no use to me.',
      ],
    },
    first: [
      'Tiene razón: la ficha está mal. Aviso a producto para corregirla.',
      'La medida de la ficha es la de la caja, no la del artículo.',
      '{C} quiere devolverlo, no cambiarlo.',
    ],
    tried: ['Ficha de la web comprobada y capturada.', 'Medidas tomadas por {el}, con foto.'],
    promises: ['Confirmar la recogida y el reembolso.', 'Avisarle cuando esté tramitado el reembolso.'],
    again: ['{Llama} por la recogida: el mensajero no llevaba etiqueta. Se la envío por correo.'],
    endings: {
      refund: ['Devuelto y reembolsado. Ficha corregida.', 'Reembolsado. Producto ya ha corregido la ficha.'],
    },
  },
  {
    kind: 'not-as-described',
    code: 'return-or-exchange',
    subjects: ['La foto muestra más de lo que viene: {item}'],
    words: {
      es: [
        'En la foto sale con más cosas de las que vienen.',
        'Por la foto pensé que era el juego completo.',
      ],
      spain: ['En la foto sale completo y aquí viene la mitad. Eso se avisa.'],
      en: ['The photo shows more than what is in the box.', 'From the picture I took it for the whole set.'],
    },
    first: [
      'La foto induce a error. Pido a producto que la cambie.',
      'Lo dice la letra pequeña, pero la foto engaña. Se acepta.',
    ],
    tried: ['Foto de la ficha comparada con el contenido: tiene razón.'],
    promises: ['Confirmarle el reembolso.'],
    again: ['{Llama} por el reembolso: no estaba tramitado. Lo hago ahora.'],
    endings: { refund: ['Reembolsado. Foto de la ficha cambiada.'] },
  },
];
