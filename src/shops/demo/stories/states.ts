import { kept, note, opens, promises, type Story, solves, weCalled, weWrote, wrote } from './story.ts';

/** Two parcels to the United States, one late; paid back the postage. Solved. */
export const dolores: Story = {
  key: 'dolores',
  country: 'US',
  name: 'Dolores Peterson-Vega',
  language: 'es',
  since: '-2y 10:10',
  remark: 'Habla español e inglés. Prefiere español.',
  phones: [['(212) 555-0147', '+12125550147']],
  emails: ['dolores.pv@example.com'],
  addresses: [{ lines: ['310 Bedford Avenue', 'Apt 5C'], city: 'Brooklyn', region: 'NY', postcode: '11211' }],
  orders: [
    {
      key: 'vajilla',
      at: '-40 19:15',
      lines: { 'COC-1211': 1, 'COC-1207': 1 },
      method: 'Card',
      promised: '-35',
      parcels: [
        {
          left: '-38 16:00',
          carrier: 0,
          has: { 'COC-1207': 1 },
          scans: [['-35 13:10', 'delivered', 'Brooklyn, NY']],
          delivered: '-35 13:10',
          signed: 'D. Peterson',
        },
        {
          left: '-34 17:00',
          carrier: 1,
          has: { 'COC-1211': 1 },
          scans: [
            ['-32 09:00', 'moving', 'Allentown, PA'],
            ['-30 12:45', 'delivered', 'Brooklyn, NY', 'Left with the doorman'],
          ],
          delivered: '-30 12:45',
          signed: 'Doorman',
        },
      ],
      refunds: [{ at: '-31 11:00', pieces: {}, minor: 1500 }],
    },
  ],
  routine: { count: 5, from: '-2y', to: '-70' },
  beats: [
    wrote(
      ['-33 20:40', 'tom', 'platos'],
      'order-status',
      opens(
        'late',
        'vajilla',
        'La vajilla no llegó con la paellera',
        'Llegó la paellera pero los platos no. Tengo invitados en una semana y nadie me avisó de que venían en dos cajas.',
      ),
      note('No se le avisó de que iba en dos bultos. Error nuestro, no del transportista.'),
      promises('platos', '-29 18:00', 'Avisarla el día de la entrega.'),
    ),
    weCalled(
      ['-31 10:50', 'tom', 'platos'],
      4.1,
      'refund',
      note('Le devuelvo 15 dólares por la espera. No lo había pedido; muy agradecida.'),
    ),
    weWrote(
      ['-30 14:00', 'tom', 'platos'],
      'answered',
      kept('platos', 'Avisada: los tiene el portero.'),
      solves('Vajilla recibida completa. Contenta con la atención.'),
    ),
  ],
};
