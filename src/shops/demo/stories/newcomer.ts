import { chatted, note, opens, type Story, solves } from './story.ts';

/** Brand new: her first card did not go through, the first order is cancelled and the second is on its way. */
export const luz: Story = {
  key: 'luz',
  country: 'CO',
  name: 'Luz Dary Ospina Cárdenas',
  language: 'es',
  since: '-6 20:05',
  phones: [['300 112 2334', '+573001122334']],
  emails: ['luzdary.ospina@example.com'],
  addresses: [
    { lines: ['Carrera 43A #18-65, apto. 902'], city: 'Medellín', region: 'Antioquia', postcode: '050021' },
  ],
  orders: [
    {
      key: 'primero',
      at: '-6 20:12',
      lines: { 'CLI-3207': 1 },
      method: 'Tarjeta',
      failed: '-6 20:13',
      unpaid: true,
      cancelled: '-5 09:00',
      parcels: [],
    },
    {
      key: 'segundo',
      at: '-5 10:30',
      lines: { 'CLI-3207': 1, 'CLI-3210': 1 },
      method: 'Débito bancario en línea',
      promised: '+1',
      parcels: [
        {
          left: '-3 16:30',
          carrier: 0,
          has: { 'CLI-3207': 1, 'CLI-3210': 1 },
          scans: [
            ['-2 09:00', 'moving', 'Fontibón'],
            ['-1 10:40', 'moving', 'Medellín'],
          ],
        },
      ],
    },
  ],
  beats: [
    chatted(
      ['-5 10:05', 'lucia', 'pago'],
      9,
      'answered',
      opens(
        'question',
        'primero',
        'La tarjeta no pasó en su primera compra',
        'Buenos días, es mi primera compra. La tarjeta me la rechazó y no sé si quedó el pedido o no. ¿Me van a cobrar dos veces?',
      ),
      note(
        'Primera compra, algo desconfiada. Le confirmo que el primer pedido está anulado y sin cobro. Hace otro por débito.',
      ),
      solves('Comprado de nuevo por débito ({segundo}). El primero quedó anulado sin cobro.'),
    ),
  ],
};
