import {
  called,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  tried,
  weWrote,
  wrote,
} from './story.ts';

/** Irish: the shelf brackets are missing and the greenhouse stands half built. Open with Lucía. */
export const siobhan: Story = {
  key: 'siobhan',
  country: 'IE',
  name: 'Siobhán O’Brien',
  language: 'en',
  since: '-1y 13:50',
  phones: [['085 112 2334', '+353851122334']],
  emails: ['siobhan.obrien@example.net'],
  addresses: [
    { lines: ['Old Mill House', 'Chapel Lane'], city: 'Cork', region: 'Cork', postcode: 'T12 X4K9' },
  ],
  orders: [
    {
      key: 'glass',
      at: '-17 18:44',
      lines: { 'JAR-2009': 1, 'JAR-2019': 2 },
      method: 'Digital wallet',
      promised: '-11',
      parcels: [
        {
          left: '-15 16:30',
          carrier: 0,
          has: { 'JAR-2009': 1 },
          scans: [['-12 14:00', 'delivered', 'Cork']],
          delivered: '-12 14:00',
          signed: 'S. O’Brien',
        },
        {
          left: '-14 16:30',
          carrier: 0,
          has: { 'JAR-2019': 2 },
          scans: [['-11 12:15', 'delivered', 'Cork']],
          delivered: '-11 12:15',
          signed: 'S. O’Brien',
        },
      ],
    },
  ],
  routine: { count: 3, from: '-1y', to: '-60' },
  beats: [
    called(
      ['-7 14:20', 'lucia', 'brackets'],
      8.3,
      'promise-made',
      opens(
        'missing-part',
        'glass',
        'Invernadero: faltan las escuadras (bolsa G)',
        'Bag G is not in either box. My husband has been holding up a pane of glass all weekend. He is joking, but only just.',
      ),
      tried('Revisadas con ella las dos cajas y el relleno: la bolsa G no está.'),
      tried('Despiece enviado: son las 8 escuadras de esquina, no las de la puerta.'),
      note('Hablamos en inglés, sin problema. El proveedor no vende la bolsa suelta.'),
      promises('bolsa', '-3 18:00', 'Take bag G out of another box and send it by express.'),
    ),
    meanwhile(
      ['-4 12:10', 'lucia', 'brackets'],
      kept('bolsa', 'Sacada de otra caja y enviada por correo urgente.'),
    ),
    wrote(
      ['-2 19:05', 'lucia', 'brackets'],
      'complaint',
      note('«Bag G arrived. Bag G has six brackets. The drawing says eight.» Faltan dos.'),
    ),
    weWrote(
      ['-1 10:25', 'lucia', 'brackets'],
      'promise-made',
      promises('dos', '+2 18:00', 'Send the two missing corner brackets, counted by hand.'),
    ),
  ],
};
