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
  routine: { count: 59, from: '-8y', to: '-45' },
  beats: [
    wrote(
      ['-395 09:50', 'mateo', 'factura'],
      'billing',
      opens(
        'billing',
        null,
        'Factura mensual con el CIF antiguo',
        'Hemos cambiado de forma jurídica y nos siguen facturando con el CIF de antes. Hacienda no entiende de costumbres.',
      ),
      tried('Escritura con el CIF nuevo recibida y archivada.'),
      promises('cif', '-393 18:00', 'Rehacer las tres últimas facturas.'),
    ),
    weWrote(
      ['-393 12:20', 'mateo', 'factura'],
      'answered',
      kept('cif', 'Las tres facturas enviadas a administración.'),
      solves('CIF cambiado en la ficha y facturas rehechas.'),
    ),
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
      gives('portes', {
        remedy: 'partial-shipment',
        minor: null,
        cost: 600,
        order: 'sillas',
        what: 'Lo que haya sale ya y el resto después. Los portes de los dos envíos los ponemos nosotros.',
        from: { severity: 'high', segment: 'loyal', offer: 'ship-what-there-is', atRisk: 61_000 },
      }),
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
  routine: { count: 3, from: '-2y', to: '-60' },
  beats: [
    called(
      ['-21 09:05', 'tom', null],
      2.1,
      'answered',
      note('Llama para decir que la maceta es preciosa y que el embalaje venía perfecto. Da gusto.'),
    ),
  ],
};
