import {
  called,
  claimPaid,
  claims,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  solves,
  weCalled,
  weWrote,
} from './story.ts';

/** An old wrong product, solved, and a complaint about manners that went up to Inés. */
export const xoan: Story = {
  key: 'xoan',
  country: 'ES',
  name: 'Xoán Caamaño Piñeiro',
  language: 'es',
  since: '-2y 17:00',
  phones: [
    ['666 00 33 66', '+34666003366'],
    ['981 00 33 66', null],
  ],
  emails: ['xoan.caamano@example.net'],
  addresses: [
    {
      lines: ['Rúa do Vilar 22, 1.º'],
      city: 'Santiago de Compostela',
      region: 'A Coruña',
      postcode: '15705',
    },
  ],
  orders: [
    {
      key: 'mesa',
      at: '-34 12:25',
      lines: { 'MUE-2201': 1 },
      method: 'Transferencia',
      promised: '-28',
      parcels: [
        {
          left: '-31 15:40',
          carrier: 0,
          has: { 'MUE-2201': 1 },
          scans: [['-28 19:40', 'delivered', 'Santiago de Compostela']],
          delivered: '-28 19:40',
          signed: 'X. Caamaño',
        },
      ],
    },
  ],
  routine: { count: 5, from: '-2y', to: '-70' },
  beats: [
    called(
      ['-27 10:00', 'mateo', 'trato'],
      7.0,
      'escalated',
      opens(
        'attitude',
        'mesa',
        'Queja por el trato del repartidor',
        'La mesa está bien. Lo que no está bien es que te dejen 60 kilos en la acera y te digan que eso no es asunto suyo.',
      ),
      note('No pide nada, quiere que se sepa. Pide que lo lea un responsable.'),
      promises('ines', '-25 20:00', 'Que le llame la supervisora.'),
    ),
    weCalled(
      ['-26 12:30', 'ines', 'trato'],
      9.5,
      'answered',
      kept('ines', 'Llamado y escuchado.'),
      note('Le doy la razón: la entrega incluía subirla. Queja pasada a NorteLog con fecha y matrícula.'),
    ),
    meanwhile(
      ['-26 12:50', 'ines', 'trato'],
      claims('subida', {
        against: 'carrier',
        name: 'NorteLog',
        order: 'mesa',
        tracking: '{mesa.t1}',
        reason: 'other',
        minor: 2490,
        reference: 'NL-26-7731',
        due: '-16 18:00',
        text: 'Pagamos la subida al piso y dejaron los 60 kilos en la acera. Pedimos el importe del servicio y una disculpa al cliente.',
      }),
    ),
    meanwhile(
      ['-19 09:10', 'ines', 'trato'],
      claimPaid('subida', 2490, 'Devuelven el servicio de subida y escriben la carta para el cliente.'),
    ),
    weWrote(
      ['-19 09:30', 'ines', 'trato'],
      'answered',
      solves(
        'NorteLog pide disculpas por escrito y devuelve el servicio de subida. Carta enviada al cliente.',
      ),
    ),
  ],
};
