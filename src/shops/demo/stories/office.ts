import {
  called,
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

const studio = {
  lines: ['Plaza de España 3, entlo. izda.'],
  city: 'Bilbao',
  region: 'Bizkaia',
  postcode: '48009',
};

/** A company with 60 orders; part of the last one is not packed for want of stock. Open with Lucía. */
export const nogal: Story = {
  key: 'nogal',
  country: 'ES',
  name: 'Estudio Nogal Arquitectura, S. L. P.',
  attention: 'Begoña Etxeberria (recepción)',
  language: 'es',
  since: '-8y 09:30',
  remark: 'Factura mensual. Pedidos solo con el visto bueno de Begoña.',
  phones: [
    ['930 11 00 22', '+34930110022'],
    ['930 11 00 33', '+34930110033'],
    ['666 22 33 44', '+34666223344'],
  ],
  emails: ['pedidos@estudionogal.example.com', 'administracion@estudionogal.example.com'],
  addresses: [
    studio,
    { lines: ['Calle Doctor Fleming 71, nave 4'], city: 'Zaragoza', region: 'Zaragoza', postcode: '50014' },
  ],
  orders: [
    {
      key: 'sillas',
      at: '-10 10:15',
      lines: { 'OFI-3305': 8, 'OFI-3308': 8, 'OFI-3307': 4 },
      method: 'Transferencia',
      promised: '-5',
      discount: 0.08,
      parcels: [
        {
          left: '-8 16:00',
          carrier: 2,
          has: { 'OFI-3305': 8, 'OFI-3308': 5 },
          scans: [
            ['-7 09:10', 'moving', 'Burgos'],
            ['-6 10:40', 'delivered', 'Bilbao', 'Entregado en recepción, 11 bultos'],
          ],
          delivered: '-6 10:40',
          signed: 'B. Etxeberria',
        },
        {
          left: '-2 17:10',
          carrier: 2,
          has: { 'OFI-3308': 3 },
          scans: [['-1 08:35', 'moving', 'Burgos']],
          promised: '+1',
        },
        { left: null, carrier: 2, has: { 'OFI-3307': 4 }, promised: '+6' },
      ],
    },
  ],
  routine: { count: 59, from: '-8y', to: '-45', plain: false },
  beats: [
    called(
      ['-6 12:30', 'lucia', 'mesas'],
      7.8,
      'promise-made',
      opens(
        'late',
        'sillas',
        'Faltan cuatro mesas y tres brazos',
        'Han llegado las sillas, pero ni una mesa. La semana que viene entra gente nueva y ahora mismo trabajarían en el suelo. ¿Qué hay y qué no hay?',
      ),
      tried(
        'Existencias: brazos, tres en camino desde proveedor. Mesas elevables, cero hasta la próxima entrada.',
      ),
      note(
        'Begoña, muy directa. No quiere descuento, quiere fechas. Pagar dos portes corre de nuestra cuenta.',
      ),
      promises('brazos', '-2 20:00', 'Que salgan los tres brazos que faltan.'),
      promises('mesas', '+1 12:00', 'Decirle la fecha de entrada de las mesas, aunque sea mala.'),
    ),
    meanwhile(['-2 17:20', 'lucia', 'mesas'], kept('brazos', 'Salen hoy con {sillas.t2}.')),
    wrote(
      ['-1 11:50', 'aisha', 'mesas'],
      'order-status',
      note(
        'Escribe administración: no pagan la factura de {sillas} hasta que esté completa. Es lógico. Se lo digo a cobros.',
      ),
    ),
  ],
};

/** Works there: her own account, the office's number. */
export const begona: Story = {
  key: 'begona',
  country: 'ES',
  name: 'Begoña Etxeberria Zabala',
  language: 'es',
  since: '-2y 15:10',
  phones: [
    ['930 11 00 22', '+34930110022'],
    ['633 44 55 66', '+34633445566'],
  ],
  emails: ['bego.etxeberria@example.org'],
  addresses: [{ lines: ['Calle Mayor 90, 4.º C'], city: 'Bilbao', region: 'Bizkaia', postcode: '48003' }],
  orders: [
    {
      key: 'maceta',
      at: '-25 14:58',
      lines: { 'MAC-2302': 1 },
      method: 'Tarjeta',
      promised: '-22',
      parcels: [
        {
          left: '-24 17:00',
          carrier: 0,
          has: { 'MAC-2302': 1 },
          scans: [['-22 10:10', 'delivered', 'Bilbao']],
          delivered: '-22 10:10',
          signed: 'Begoña E.',
        },
      ],
    },
  ],
  routine: { count: 3, from: '-2y', to: '-60', plain: true },
  beats: [
    called(
      ['-21 09:05', 'tom', null],
      2.1,
      'answered',
      note('Llama para decir que la maceta es preciosa y que el embalaje venía perfecto. Da gusto.'),
    ),
  ],
};

/** A gardener with 248 orders since the first year; a refund out of goodwill. */
export const rogelio: Story = {
  key: 'rogelio',
  country: 'ES',
  name: 'Rogelio Ibáñez Zúñiga',
  language: 'es',
  since: '-11y 08:15',
  remark: 'Jardinero autónomo. Cliente desde 2014 (primero por teléfono). Llama siempre desde la furgoneta.',
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
  routine: { count: 246, from: '-11y', to: '-46', plain: false },
  beats: [
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
