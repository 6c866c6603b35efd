import {
  called,
  kept,
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

const home = { lines: ['Calle Góngora 5, 2.º dcha.'], city: 'Córdoba', region: 'Córdoba', postcode: '14003' };

/** Three people, one landline. Rosa has a doubt about a bill, open with Lucía. */
export const rosa: Story = {
  key: 'rosa',
  country: 'ES',
  name: 'Rosa Agüero Cañizares',
  language: 'es',
  since: '-7y 11:05',
  phones: [
    ['957 11 22 33', '+34957112233'],
    ['611 77 88 99', '+34611778899'],
  ],
  emails: ['rosa.aguero@example.com'],
  addresses: [home],
  orders: [
    {
      key: 'luz',
      at: '-13 17:48',
      lines: { 'ILU-1010': 1, 'ILU-1001': 2 },
      method: 'Tarjeta',
      promised: '-10',
      parcels: [
        {
          left: '-12 17:20',
          carrier: 1,
          has: { 'ILU-1010': 1, 'ILU-1001': 2 },
          scans: [['-10 11:30', 'delivered', 'Córdoba']],
          delivered: '-10 11:30',
          signed: 'Rosa Agüero',
        },
      ],
    },
  ],
  routine: { count: 16, from: '-7y', to: '-45' },
  beats: [
    called(
      ['-3 10:20', 'lucia', 'cargo'],
      6.1,
      'billing',
      opens(
        'billing',
        'luz',
        'Ve dos cargos del mismo pedido',
        'En el banco me salen dos cargos iguales del mismo día. Uno es la lámpara, ¿y el otro qué es? No quiero líos, quiero que me lo quiten.',
      ),
      tried('Pasarela de pago comprobada: un solo cobro y una retención sin confirmar.'),
      note(
        'La retención caduca sola, pero no quiere esperar sin un papel. Pido justificante a administración.',
      ),
      promises('papel', '+1 14:00', 'Enviarle el justificante de que el segundo cargo no se cobra.'),
    ),
    wrote(
      ['-1 09:15', 'mateo', 'cargo'],
      'billing',
      note('Manda captura del banco: el segundo cargo sigue como «pendiente».'),
    ),
  ],
};

export const inigo: Story = {
  key: 'inigo',
  country: 'ES',
  name: 'Íñigo Muñoz de la Peña',
  language: 'es',
  since: '-3y 21:35',
  phones: [
    ['957112233', '+34957112233'],
    ['622 33 44 55', '+34622334455'],
  ],
  emails: ['inigo.mp@example.org'],
  addresses: [home],
  orders: [
    {
      key: 'escalera',
      at: '-2 20:10',
      lines: { 'HER-3108': 1, 'ELE-3008': 3 },
      method: 'Bizum',
      promised: '+1',
      parcels: [
        { left: '-1 17:40', carrier: 2, has: { 'ELE-3008': 3 } },
        { left: null, carrier: 2, has: { 'HER-3108': 1 } },
      ],
    },
  ],
  routine: { count: 7, from: '-3y', to: '-40' },
  beats: [],
};

export const nuria: Story = {
  key: 'nuria',
  country: 'ES',
  name: 'Nuria Muñoz Agüero',
  language: 'es',
  since: '-300 19:15',
  phones: [
    ['0034 957 11 22 33', '+34957112233'],
    ['644 55 66 77', '+34644556677'],
  ],
  emails: ['nuria.munoz@example.net'],
  addresses: [
    home,
    { lines: ['Calle San Roque 30, bajo'], city: 'Sevilla', region: 'Sevilla', postcode: '41005' },
  ],
  orders: [
    {
      key: 'silla',
      at: '-62 16:22',
      lines: { 'OFI-3305': 1 },
      method: 'Tarjeta',
      promised: '-59',
      parcels: [
        {
          left: '-61 17:00',
          carrier: 0,
          has: { 'OFI-3305': 1 },
          scans: [['-59 12:05', 'delivered', 'Sevilla']],
          delivered: '-59 12:05',
          signed: 'Nuria M.',
        },
      ],
      refunds: [{ at: '-48 11:30', pieces: { 'OFI-3305': 1 } }],
      takenBack: '-49 10:00',
    },
  ],
  routine: { count: 2, from: '-300', to: '-90' },
  beats: [
    called(
      ['-56 13:10', 'aisha', 'silla'],
      5.2,
      'return-or-exchange',
      opens(
        'return',
        'silla',
        'Devuelve la silla: no cabe bajo la mesa',
        'La silla está muy bien, pero los brazos no entran debajo de mi mesa. La he montado, ¿la puedo devolver igual?',
      ),
      note('Dentro de plazo. Se acepta montada, sin caja. Recogida en Sevilla, no en casa de sus padres.'),
      promises('recoger', '-52 20:00', 'Recogerla en Sevilla.'),
    ),
    weCalled(['-52 12:15', 'aisha', 'silla'], 1.8, 'answered', kept('recoger', 'Recogida por la mañana.')),
    weWrote(['-48 11:40', 'tom', 'silla'], 'refund', solves('Silla en almacén y reembolsada.')),
  ],
};
