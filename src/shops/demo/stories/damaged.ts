import {
  called,
  claims,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  tried,
  weCalled,
} from './story.ts';

/** Damaged, and a furious remark on the delivery note. Open with Lucía. */
export const jordi: Story = {
  key: 'jordi',
  country: 'ES',
  name: 'Jordi Casademunt Rius',
  language: 'es',
  since: '-4y 10:40',
  phones: [['688 44 55 66', '+34688445566']],
  emails: ['jordi.casademunt@example.net'],
  addresses: [
    { lines: ['Carrer de Mallorca 212, 1.º 2.ª'], city: 'Barcelona', region: 'Barcelona', postcode: '08008' },
  ],
  orders: [
    {
      key: 'fuente',
      at: '-8 22:03',
      lines: { 'MAC-2307': 1, 'MAC-2301': 2 },
      method: 'Tarjeta',
      promised: '-4',
      parcels: [
        {
          left: '-6 16:10',
          carrier: 2,
          has: { 'MAC-2307': 1, 'MAC-2301': 2 },
          scans: [
            ['-5 09:25', 'moving', 'Zaragoza'],
            ['-4 07:55', 'damaged', 'Barcelona', 'Caja rajada en la base. Se entrega con reserva'],
            ['-4 08:20', 'out-for-delivery', 'Barcelona'],
            ['-4 13:42', 'delivered', 'Barcelona', 'Entregado. Reserva del cliente en el albarán'],
          ],
          delivered: '-4 13:42',
          signed: 'J. Casademunt (con reserva)',
        },
      ],
    },
  ],
  routine: { count: 11, from: '-4y', to: '-50' },
  beats: [
    called(
      ['-4 14:05', 'lucia', 'rota'],
      9.4,
      'complaint',
      opens(
        'damaged',
        'fuente',
        'Fuente de pared rota: «embalaje de vergüenza»',
        'En el albarán he escrito «VERGÜENZA DE EMBALAJE. Llega hecha añicos y el repartidor se ríe». Y no lo retiro. Era para la inauguración del patio, este fin de semana viene toda la familia.',
      ),
      note(
        'Furioso al principio; más tranquilo al ver que no le discuto nada. La fuente está partida en tres. Las macetas, bien.',
      ),
      tried('Fotos de la caja, del albarán con el comentario y de la fuente: recibidas.'),
      tried('Preguntado si sirve un vale: no lo quiere. Quiere la fuente.'),
      promises('hay', '-3 12:00', 'Decirle si queda otra fuente y cuándo llegaría.'),
    ),
    weCalled(
      ['-3 11:20', 'lucia', 'rota'],
      5.1,
      'promise-made',
      kept('hay', 'Queda una, en la tienda de Valencia.'),
      note(
        'La traen de Valencia a Getafe. La rota no hace falta devolverla. Pide que el embalaje sea otro: lo hablo con almacén.',
      ),
      promises('doble', '+1 14:00', 'Confirmarle día y hora de entrega de la fuente nueva, con doble caja.'),
    ),
    meanwhile(
      ['-2 10:30', 'lucia', 'rota'],
      note('Reclamación a Mensajería Duero presentada con el acta de {fuente.t1}.'),
      claims('duero', {
        against: 'carrier',
        name: 'Mensajería Duero',
        order: 'fuente',
        tracking: '{fuente.t1}',
        reason: 'damaged',
        minor: 18_900,
        reference: 'MD-R-20418',
        due: '+1 14:00',
        text: 'La caja salió entera de Getafe y llegó rajada en la base: lo dice su propia acta. La fuente está partida en tres. Factura, acta y fotos enviadas.',
      }),
    ),
    meanwhile(
      ['-1 17:45', 'ines', 'rota'],
      note(
        'Visto el albarán. Si la segunda también llega mal, me llamáis en el momento. Autorizado el reembolso de las macetas si lo pide.',
      ),
    ),
  ],
};

/** The same man without signing in: a twin to be suggested. */
export const jordiGuest: Story = {
  key: 'jordi-guest',
  country: 'ES',
  name: 'JORDI CASADEMUNT',
  guest: true,
  language: null,
  since: null,
  phones: [],
  emails: ['patio.casademunt@example.org'],
  addresses: [{ lines: ['C/ Mallorca 212 1-2'], city: 'Barcelona', region: 'Barcelona', postcode: '08008' }],
  orders: [
    {
      key: 'luces',
      at: '-33 23:50',
      lines: { 'ILU-1016': 2 },
      method: 'Bizum',
      promised: '-30',
      parcels: [
        {
          left: '-32 17:00',
          carrier: 0,
          has: { 'ILU-1016': 2 },
          scans: [['-30 10:15', 'delivered', 'Barcelona']],
          delivered: '-30 10:15',
          signed: 'Casademunt',
        },
      ],
    },
  ],
  beats: [],
  twinOf: { key: 'jordi', why: 'same-address' },
};
