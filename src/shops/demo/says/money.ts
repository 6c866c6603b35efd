import type { Says } from './affair.ts';

/** Money, returns and the rest. */
export const billing: Says = {
  kind: 'billing',
  code: 'billing',
  subjects: [
    'Duda con la factura de {order}',
    'Cargo que no reconoce',
    'Factura con datos fiscales equivocados',
  ],
  words: {
    es: [
      'Veo el cargo dos veces en el banco.',
      'Necesito la factura a nombre de la empresa.',
      'El importe no coincide con lo que decía la página.',
      '¿Por qué me cobraron el envío, si pasaba del mínimo?',
    ],
    spain: ['Me habéis puesto el NIF mal y así no me la acepta la gestoría.'],
    en: [
      'I can see the charge twice on my statement.',
      'I need the invoice in the company’s name.',
      'The amount is not the one on the page.',
    ],
  },
  first: [
    'El segundo cargo es una retención: el banco la libera en 3 a 5 días.',
    'Pide factura con otros datos. La solicito a administración.',
    'Comprobado el desglose con {el} en línea.',
    'El cupón no se aplicó por llegar en dos entregas. Lo consulto.',
  ],
  tried: ['Pagos comprobados en la pasarela: un solo cobro.', 'Desglose enviado por correo.'],
  promises: ['Enviar la factura rectificada.', 'Confirmar con el banco que la retención se libera.'],
  again: [
    'Llama: aún no tiene la factura. Administración la tenía parada por un dato; la mando ahora mismo.',
  ],
  endings: {
    explained: [
      'Factura rectificada enviada y recibida.',
      'Era una retención, ya liberada. {El} lo confirma.',
      'Aclarado el desglose. Conforme.',
    ],
  },
};

export const returning: Says = {
  kind: 'return',
  code: 'return-or-exchange',
  subjects: ['Devolución de {item}', 'Quiere devolver el pedido {order}', 'Desistimiento dentro de plazo'],
  words: {
    es: [
      'No es lo que esperaba y quisiera devolverlo. Está sin usar.',
      'Compré dos medidas y devuelvo una.',
      'Me equivoqué yo al pedir. ¿Puedo devolverlo?',
    ],
    spain: ['Al final no me cabe en el trastero. ¿Me lo recogéis?'],
    en: [
      'I have changed my mind. It is unopened.',
      'I bought two sizes and would like to send one back.',
      'My mistake: I picked the wrong one.',
    ],
  },
  first: [
    'Dentro de plazo. Envío etiqueta de devolución.',
    'Le explico los pasos: caja original, etiqueta y punto de entrega.',
    'Pide recogida en casa: pesa demasiado para llevarlo.',
  ],
  tried: ['Etiqueta de devolución enviada por correo.', 'Comprobado que está dentro del plazo.'],
  promises: ['Reembolsar en cuanto entre en almacén.', 'Confirmar el día de la recogida.'],
  again: ['Llama por el reembolso: el paquete entró ayer en almacén. Lo tramito ya.'],
  endings: {
    refund: [
      'Recibido en almacén y reembolsado.',
      'Devolución correcta. Reembolso hecho por el mismo medio de pago.',
    ],
  },
};

/** Calls that need no case: what was noted, by language of nobody in particular. */
export const smallTalk: readonly {
  code: 'order-status' | 'answered' | 'other' | 'billing' | 'wrong-number' | 'cut-off';
  notes: readonly string[];
}[] = [
  {
    code: 'order-status',
    notes: [
      'Pregunta cuándo llega {order}. Le doy la fecha prometida y el seguimiento.',
      'Quería saber si {order} había salido. Le confirmo el estado.',
      'Pide que lo dejen en portería si no está en casa. Anotado para el transportista.',
      'Consulta de fecha de entrega. Conforme.',
    ],
  },
  {
    code: 'answered',
    notes: [
      'Pregunta por la garantía de «{item}»: tres años. Aclarado.',
      'Duda de montaje de «{item}». Envío el manual por correo.',
      'Quiere saber si «{item}» sirve para exterior. Le leo la ficha.',
      'Pregunta si hacemos montaje a domicilio. No en su zona.',
      'Consulta de compatibilidad. Resuelta con la ficha técnica.',
    ],
  },
  {
    code: 'billing',
    notes: [
      'Pide copia de la factura de {order}. Enviada por correo.',
      'Pregunta cómo poner el NIF en la próxima compra. Le explico dónde.',
    ],
  },
  {
    code: 'other',
    notes: [
      'Quiere darse de baja de los correos de ofertas. Hecho.',
      'Llama para dar las gracias por lo rápido que llegó {order}.',
      'Cambia la dirección para próximos pedidos. Actualizada en la tienda.',
    ],
  },
  { code: 'cut-off', notes: ['Se corta la llamada. No vuelve a llamar.'] },
];
