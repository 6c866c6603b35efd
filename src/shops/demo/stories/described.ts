import {
  asksFor,
  called,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  tried,
  weCalled,
  weWrote,
  wrote,
} from './story.ts';

/** British; the page promised a plug that was not there. Open with Tom. */
export const helen: Story = {
  key: 'helen',
  country: 'GB',
  name: 'Helen Whitcombe',
  language: 'en',
  since: '-3y 20:05',
  phones: [
    ['0117 496 0461', '+441174960461'],
    ['020 7946 0122', '+442079460122'],
  ],
  emails: ['helen.whitcombe@example.com'],
  addresses: [{ lines: ['9 Orchard Close'], city: 'Bristol', region: 'Bristol', postcode: 'BS6 4QT' }],
  orders: [
    {
      key: 'fryer',
      at: '-14 20:31',
      lines: { 'COC-1203': 1, 'COC-1204': 1 },
      method: 'Card',
      promised: '-10',
      parcels: [
        {
          left: '-12 17:25',
          carrier: 0,
          has: { 'COC-1203': 1, 'COC-1204': 1 },
          scans: [
            ['-11 08:15', 'moving', 'Northampton'],
            ['-10 08:30', 'out-for-delivery', 'Bristol'],
            ['-10 13:05', 'delivered', 'Bristol', 'Left in porch'],
          ],
          delivered: '-10 13:05',
        },
      ],
      refunds: [{ at: '-6 15:20', pieces: {}, minor: 1000 }],
    },
  ],
  routine: { count: 9, from: '-3y', to: '-50' },
  beats: [
    called(
      ['-9 11:40', 'tom', 'plug'],
      6.9,
      'return-or-exchange',
      opens(
        'not-as-described',
        'fryer',
        'La ficha dice enchufe británico y venía europeo',
        'The page says “UK plug”. The kettle has one. The air fryer has two round pins, so it is a very large ornament. I’d rather have the right one than my money back.',
      ),
      tried('Foto del enchufe recibida: es el europeo. Etiqueta de la caja: versión UE.'),
      note('Paciente y con humor. Ofrecí adaptador: no lo quiere en un aparato de 1700 W, y tiene razón.'),
      promises('stock', '-6 18:00', 'Find out when the UK version is back in stock.'),
    ),
    weCalled(
      ['-6 15:10', 'tom', 'plug'],
      4.4,
      'refund',
      kept('stock', 'UK version due next week.'),
      note(
        'Le devuelvo 10 libras por la espera. Se queda la europea hasta que llegue la otra; luego la recogemos.',
      ),
      promises('swap', '+2 17:00', 'Swap the air fryer for the UK version at her door.'),
    ),
    meanwhile(
      ['-5 09:30', 'ines', 'plug'],
      note(
        'Pido a producto que corrija la ficha: la foto es la del modelo europeo. Van tres casos con esta.',
      ),
    ),
  ],
};

/** The longest name of the house. She only writes. */
export const angeles: Story = {
  key: 'angeles',
  country: 'ES',
  name: 'María de los Ángeles Fernández de Castroverde y Gutiérrez de la Solana',
  language: 'es',
  since: '-5y 23:40',
  remark: 'Solo por correo. No contesta al teléfono.',
  phones: [],
  emails: ['mangeles.fcs@example.org'],
  addresses: [
    { lines: ['Paseo de la Alameda 14, ático'], city: 'Cáceres', region: 'Cáceres', postcode: '10003' },
  ],
  orders: [
    {
      key: 'espejo',
      at: '-16 23:12',
      lines: { 'BAN-1303': 1, 'BAN-1306': 1 },
      method: 'Tarjeta',
      promised: '-12',
      parcels: [
        {
          left: '-14 16:00',
          carrier: 1,
          has: { 'BAN-1303': 1, 'BAN-1306': 1 },
          scans: [['-12 18:20', 'delivered', 'Cáceres']],
          delivered: '-12 18:20',
          signed: 'Portería',
        },
      ],
    },
  ],
  routine: { count: 12, from: '-5y', to: '-50' },
  beats: [
    wrote(
      ['-11 23:30', 'aisha', 'espejo'],
      'return-or-exchange',
      opens(
        'not-as-described',
        'espejo',
        'Espejo anunciado con luz cálida y es fría',
        'Estimados señores: en su página el espejo figura con «luz cálida de 3000 K». El que he recibido da una luz de quirófano. Les ruego me indiquen por escrito cómo proceder. No me llamen, por favor.',
      ),
    ),
    weWrote(
      ['-10 10:05', 'aisha', 'espejo'],
      'promise-made',
      tried('Ficha comprobada: dice 3000 K. La caja del proveedor dice 6000 K. La ficha está mal.'),
      note('Contestar siempre por escrito y con formalidad. No llamar.'),
      promises('opciones', '-7 20:00', 'Escribirle con las opciones: cambio por otro modelo o devolución.'),
    ),
    weWrote(['-7 12:15', 'aisha', 'espejo'], 'answered', kept('opciones', 'Opciones enviadas por correo.')),
    wrote(
      ['-6 22:50', 'mateo', 'espejo'],
      'answered',
      note('Elige quedárselo si le cambiamos el módulo de luz. Pregunto al proveedor si existe en 3000 K.'),
    ),
    weWrote(
      ['-4 09:40', 'aisha', 'espejo'],
      'promise-made',
      promises('modulo', '+3 20:00', 'Confirmarle por escrito si hay módulo de luz cálida.'),
    ),
    meanwhile(
      ['-1 17:40', 'aisha', 'espejo'],
      asksFor('espejo', {
        remedy: 'partial-refund',
        minor: 3500,
        cost: 3500,
        order: 'espejo',
        what: 'Parte del espejo, si se lo queda con la luz fría.',
        why: 'La ficha estaba mal y el proveedor no asegura el módulo de 3000 K. Ella prefiere quedárselo a devolverlo. Yo llego a 30 euros y me parece poco; quiero escribirle una sola vez y con todo cerrado.',
        from: { severity: 'medium', segment: 'loyal', offer: 'refund-part', atRisk: 19_500 },
      }),
    ),
  ],
};
