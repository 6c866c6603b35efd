import {
  approves,
  asksFor,
  called,
  kept,
  meanwhile,
  note,
  opens,
  promises,
  type Story,
  ties,
  tried,
  weCalled,
} from './story.ts';

/** Promised for yesterday and still moving: a guest. Open with Lucía. */
export const beatriz: Story = {
  key: 'beatriz',
  country: 'ES',
  name: 'Beatriz Solana Marín',
  guest: true,
  language: null,
  since: null,
  phones: [['655 00 11 22', '+34655001122']],
  emails: ['bsolana@example.org'],
  addresses: [
    { lines: ['Avenida de Portugal 41, 5.º A'], city: 'Logroño', region: 'La Rioja', postcode: '26001' },
  ],
  orders: [
    {
      key: 'aire',
      at: '-5 15:32',
      lines: { 'CLI-3206': 1 },
      method: 'Bizum',
      promised: '-1',
      remark: 'Llamar antes, el timbre no va',
      parcels: [
        {
          left: '-4 18:05',
          carrier: 0,
          has: { 'CLI-3206': 1 },
          scans: [
            ['-3 08:40', 'moving', 'Coslada'],
            ['-2 10:20', 'moving', 'Burgos', 'Desvío por exceso de volumen'],
            ['-1 09:05', 'moving', 'Logroño', 'En la plataforma de destino'],
          ],
        },
      ],
    },
  ],
  beats: [
    called(
      ['-1 12:10', 'lucia', 'tarde'],
      4.6,
      'promise-made',
      opens(
        'late',
        'aire',
        'Prometido para hoy y no ha salido a reparto',
        'He pedido la tarde en el trabajo para recibirlo y veo que sigue en la nave. ¿Viene hoy o no viene? Tengo humedad en el cuarto de la niña.',
      ),
      tried('Teléfono de NorteLog Logroño: no cabe en la furgoneta de hoy.'),
      note('Primera compra. Educada, preocupada por la niña. El timbre no funciona: que la llamen.'),
      promises('hoy', '+0 21:00', 'Llamarla con la hora de reparto.'),
    ),
  ],
};

/** Late; wants to be called in English. */
export const graham: Story = {
  key: 'graham',
  country: 'ES',
  name: 'Graham Wainwright',
  language: 'en',
  since: '-5y 12:00',
  remark: 'Call in English, please. Deaf in one ear: speak up.',
  phones: [['0034 677 88 99 00', '+34677889900']],
  emails: ['g.wainwright@example.com'],
  addresses: [{ lines: ['Camino de los Almendros 8'], city: 'Málaga', region: 'Málaga', postcode: '29018' }],
  orders: [
    {
      key: 'parasol',
      at: '-11 09:20',
      lines: { 'MUE-2203': 1, 'MUE-2204': 1 },
      method: 'Tarjeta',
      promised: '-7',
      parcels: [
        {
          left: '-9 18:30',
          carrier: 1,
          has: { 'MUE-2204': 1 },
          scans: [['-7 12:50', 'delivered', 'Málaga']],
          delivered: '-7 12:50',
          signed: 'G. Wainwright',
        },
        {
          left: '-9 18:30',
          carrier: 1,
          has: { 'MUE-2203': 1 },
          scans: [
            ['-7 09:00', 'attempted', 'Málaga', 'Dirección no encontrada'],
            ['-5 09:30', 'attempted', 'Málaga', 'Camino sin número visible'],
            ['-4 10:00', 'at-pickup-point', 'Málaga', 'En la oficina de Málaga, 7 días'],
          ],
        },
      ],
    },
  ],
  routine: { count: 14, from: '-5y', to: '-60' },
  beats: [
    called(
      ['-6 10:15', 'mateo', 'camino'],
      3.9,
      'callback-agreed',
      opens(
        'late',
        'parasol',
        'Parasol: el repartidor no encuentra la casa',
        'The base came, the parasol did not. Same van, same day! I was in the garden the whole time. Could somebody who speaks English ring me?',
      ),
      note('Pide que le llamemos en inglés. Se lo paso a Tom.'),
      promises('ingles', '-6 18:00', 'Que le llame Tom, en inglés.'),
    ),
    weCalled(
      ['-6 16:20', 'tom', 'camino'],
      6.4,
      'promise-made',
      kept('ingles', 'Llamado a las 16:20.'),
      tried('Indicaciones del camino enviadas a Correo Sur Express: verja verde, después de la fuente.'),
      note('Muy amable. Oye mal por teléfono: hablar alto y despacio.'),
    ),
    called(
      ['-3 12:05', 'aisha', 'camino'],
      5.0,
      'promise-made',
      note(
        '«Now it is in an office 20 km away and I do not drive any more.» Tiene 79 años. No puede ir a la oficina.',
      ),
      promises('casa', '+1 14:00', 'Llevárselo a casa desde la oficina de Málaga.'),
      ties('correo-sur-huelga'),
    ),
    meanwhile(
      ['-2 10:15', 'mateo', 'camino'],
      asksFor('espera', {
        remedy: 'partial-refund',
        minor: 4000,
        cost: 4000,
        order: 'parasol',
        what: 'Parte del parasol, por la espera y las dos llamadas.',
        why: 'Tiene 79 años, ha llamado dos veces y el parasol está en una oficina a la que no puede ir. Paso de mis 30 euros.',
        from: { severity: 'high', segment: 'loyal', offer: 'refund-part', atRisk: 32_000 },
      }),
    ),
    meanwhile(
      ['-1 16:30', 'ines', 'camino'],
      approves(
        'espera',
        'Sí. Díselo en la misma llamada en que le des la hora de entrega, y que sea Tom, en inglés.',
      ),
    ),
  ],
};
