import {
  called,
  chatted,
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
  routine: { count: 9, from: '-3y', to: '-50', plain: true },
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
  routine: { count: 3, from: '-1y', to: '-60', plain: true },
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
  routine: { count: 12, from: '-5y', to: '-50', plain: true },
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
  ],
};

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
  routine: { count: 5, from: '-2y', to: '-70', plain: true },
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
    weWrote(
      ['-19 09:30', 'ines', 'trato'],
      'answered',
      solves(
        'NorteLog pide disculpas por escrito y devuelve el servicio de subida. Carta enviada al cliente.',
      ),
    ),
  ],
};
