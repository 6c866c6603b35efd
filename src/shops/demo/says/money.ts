import type { Says } from './affair.ts';

export const billing: readonly Says[] = [
  {
    kind: 'billing',
    code: 'billing',
    subjects: ['Ve dos cargos del pedido {order}', 'Cargo duplicado en el banco'],
    words: {
      es: ['Veo el cargo dos veces en el banco.', 'Me cobraron doble y quiero que me lo devuelvan.'],
      spain: ['Me habéis cobrado dos veces lo mismo.'],
      en: ['I can see the charge twice on my statement.'],
    },
    first: [
      'El segundo cargo es una retención: el banco la libera en 3 a 5 días.',
      '{C} preocupad{o}. Le explico qué es una retención.',
    ],
    tried: ['Pagos comprobados en la pasarela: un solo cobro.'],
    promises: ['Comprobar que la retención se ha liberado y avisarle.'],
    again: ['{Llama}: el banco aún la muestra. Envío el justificante de la pasarela.'],
    endings: { explained: ['Era una retención, ya liberada. {El} lo confirma.'] },
  },
  {
    kind: 'billing',
    code: 'billing',
    subjects: ['Factura con otros datos: {order}', 'Factura rectificada de {order}'],
    words: {
      es: ['Necesito la factura a nombre de la empresa.', 'Los datos fiscales de la factura están mal.'],
      spain: ['Me habéis puesto el NIF mal y así no me la acepta la gestoría.'],
      en: ['I need the invoice in the company’s name.'],
    },
    first: [
      'Pide factura con otros datos. La solicito a administración.',
      'Datos fiscales confirmados letra a letra.',
    ],
    tried: ['Factura original localizada y enviada por correo.'],
    promises: ['Enviar la factura rectificada.'],
    again: ['{Llama}: aún no tiene la factura. Administración la tenía parada por un dato; va ahora mismo.'],
    endings: { explained: ['Factura rectificada enviada y recibida.'] },
  },
  {
    kind: 'billing',
    code: 'billing',
    subjects: ['No entiende el importe de {order}'],
    words: {
      es: ['El importe no coincide con lo que yo había calculado.', '¿De dónde sale este total?'],
      spain: ['No me cuadra lo que me habéis cobrado.'],
      en: ['The total is not the one I expected.'],
    },
    first: ['Repaso con {el} línea a línea: artículos, envío e impuestos.'],
    tried: ['Desglose enviado por correo.'],
    promises: ['Enviarle el desglose con los impuestos.'],
    again: ['{Llama}: el correo se fue a otra dirección. Reenviado.'],
    endings: { explained: ['Aclarado el desglose. Conforme.'] },
  },
];

export const returning: readonly Says[] = [
  {
    kind: 'return',
    code: 'return-or-exchange',
    subjects: ['Devolución de {item}', 'Desistimiento dentro de plazo: {order}'],
    words: {
      es: [
        'No es lo que esperaba y quisiera devolverlo. Está sin usar.',
        'Me equivoqué yo al pedir. ¿Puedo devolverlo?',
      ],
      spain: ['Al final no me hace falta. ¿Cómo os lo devuelvo?'],
      en: ['I have changed my mind. It is unopened.', 'My mistake: I picked the wrong one.'],
    },
    first: [
      'Dentro de plazo. Envío etiqueta de devolución.',
      'Le explico los pasos: caja original, etiqueta y punto de entrega.',
    ],
    tried: ['Etiqueta de devolución enviada por correo.', 'Comprobado que está dentro del plazo.'],
    promises: ['Avisarle en cuanto entre en almacén.'],
    again: ['{Llama} por el reembolso: el paquete ya entró en almacén. Lo tramito ahora.'],
    endings: {
      refund: [
        'Recibido en almacén y reembolsado.',
        'Devolución correcta. Reembolso por el mismo medio de pago.',
      ],
    },
  },
  {
    kind: 'return',
    code: 'return-or-exchange',
    subjects: ['Devolución con recogida en casa: {item}'],
    words: {
      es: ['Quiero devolverlo, pero no puedo llevarlo a ningún sitio. ¿Lo recogen?'],
      spain: ['No me cabe donde lo iba a poner. ¿Me lo recogéis en casa?'],
      en: ['I would like to return it, but I cannot carry it anywhere. Can you collect it?'],
    },
    first: ['Se acepta la recogida en casa sin coste.', 'Recogida pedida a {carrier}.'],
    tried: ['Comprobado que está dentro del plazo y completo.'],
    promises: ['Confirmarle el día de la recogida.'],
    again: ['{Llama}: no pasaron a recogerlo. Cambio de transportista.'],
    endings: { refund: ['Recogido y reembolsado.'] },
  },
];
