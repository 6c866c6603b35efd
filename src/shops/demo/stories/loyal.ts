import {
  called,
  gives,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  solves,
  tried,
  weCalled,
  weWrote,
} from './story.ts';

/** A gardener with 248 orders since the first year; a refund out of goodwill. */
export const rogelio: Story = {
  key: 'rogelio',
  country: 'ES',
  name: 'Rogelio Ibáñez Zúñiga',
  language: 'es',
  since: '-12y 08:15',
  remark: 'Jardinero autónomo. Los primeros años pedía por teléfono. Llama siempre desde la furgoneta.',
  phones: [
    ['699 00 88 77', '+34699008877'],
    ['960 11 44 77', '+34960114477'],
  ],
  emails: ['rogelio.jardines@example.com'],
  addresses: [
    { lines: ['Camino del Pinar s/n, nave 2'], city: 'Sagunt', region: 'València', postcode: '46500' },
  ],
  orders: [
    {
      key: 'segadora',
      at: '-30 07:10',
      lines: { 'JAR-2003': 1, 'JAR-2005': 2 },
      method: 'Transferencia',
      promised: '-27',
      parcels: [
        {
          left: '-29 16:45',
          carrier: 1,
          has: { 'JAR-2003': 1, 'JAR-2005': 2 },
          scans: [['-27 09:40', 'delivered', 'Sagunt']],
          delivered: '-27 09:40',
          signed: 'R. Ibáñez',
        },
      ],
      refunds: [{ at: '-24 13:00', pieces: {}, minor: 4500 }],
    },
    {
      key: 'riego',
      at: '-2 06:55',
      lines: { 'RIE-2102': 2, 'RIE-2111': 6, 'RIE-2110': 10 },
      method: 'Transferencia',
      promised: '+1',
      parcels: [{ left: '-1 16:15', carrier: 1, has: { 'RIE-2102': 2, 'RIE-2111': 6, 'RIE-2110': 10 } }],
    },
  ],
  routine: { count: 246, from: '-11y', to: '-46' },
  beats: [
    called(
      ['-2y 07:50', 'aisha', 'goteros'],
      3.1,
      'return-or-exchange',
      opens(
        'wrong-product',
        null,
        'Goteros autocompensantes en vez de regulables',
        'Me habéis mandado los goteros que no son. Da igual, estos los gasto en otra obra, pero los míos los necesito esta semana.',
      ),
      note('Se queda los equivocados y los paga. Solo quiere los suyos rápido.'),
      promises('goteros', '-728 14:00', 'Llevarle los goteros regulables a la nave.'),
    ),
    weCalled(
      ['-728 13:10', 'aisha', 'goteros'],
      1.2,
      'answered',
      kept('goteros', 'Entregados en la nave.'),
      solves('Recibidos. «Así da gusto», dice.'),
    ),
    called(
      ['-26 08:05', 'tom', 'desbrozadora'],
      5.5,
      'complaint',
      opens(
        'other',
        'segadora',
        'La desbrozadora se para a los diez minutos',
        'La desbrozadora se me para en mitad del trabajo. Estoy en casa de un cliente y quedo yo como un chapuzas.',
      ),
      tried('Batería cargada al completo y contactos limpios: se para igual.'),
      tried('Probada con la batería de otra máquina: funciona. Es la batería.'),
      promises('bateria', '-24 14:00', 'Enviarle una batería nueva.'),
    ),
    meanwhile(
      ['-24 12:50', 'ines', 'desbrozadora'],
      note(
        'Más de diez años con nosotros y una mañana perdida. Autorizo 45 euros de devolución además de la batería.',
      ),
      gives('manana', {
        remedy: 'partial-refund',
        minor: 4500,
        cost: 4500,
        order: 'segadora',
        what: 'Por la mañana de trabajo que perdió en casa de un cliente, además de la batería nueva.',
        from: { severity: 'high', segment: 'loyal', offer: null, atRisk: 84_000 },
      }),
    ),
    weCalled(
      ['-24 13:05', 'tom', 'desbrozadora'],
      3.2,
      'refund',
      kept('bateria', 'Recibida esta mañana en la nave.'),
      note('Le digo lo de los 45 euros: «No hacía falta, pero se agradece».'),
    ),
    weWrote(
      ['-22 10:00', 'tom', 'desbrozadora'],
      'answered',
      solves('Batería cambiada, 45 euros devueltos por la mañana perdida. Sigue comprando.'),
    ),
    called(
      ['-1 08:20', 'mateo', null],
      1.9,
      'order-status',
      note('Pregunta si {riego} sale hoy: sí. Que lo dejen dentro de la nave si no está.'),
    ),
  ],
};
