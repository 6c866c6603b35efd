import {
  broken,
  called,
  kept,
  links,
  meanwhile,
  noAnswer,
  note,
  opens,
  promises,
  type Story,
  tried,
  weCalled,
  weWrote,
} from './story.ts';

/** Lost, with a claim against the carrier. A Mexican number in the old writing. Open with Lucía. */
export const jose: Story = {
  key: 'jose',
  country: 'MX',
  name: 'José Guadalupe Hernández Peña',
  language: 'es',
  since: '-2y 19:30',
  phones: [
    ['044 55 1122 3344', '+525511223344'],
    ['+52 1 55 7788 9900', '+525577889900'],
  ],
  emails: ['lupe.hernandez@example.com'],
  addresses: [
    {
      lines: ['Calle Durango 118, int. 4', 'Col. Roma Norte'],
      city: 'Ciudad de México',
      region: 'CDMX',
      postcode: '06700',
    },
  ],
  orders: [
    {
      key: 'bomba',
      at: '-19 20:25',
      lines: { 'RIE-2108': 1, 'RIE-2111': 2, 'RIE-2110': 4 },
      method: 'Pago en efectivo en tienda',
      promised: '-14',
      parcels: [
        {
          left: '-17 16:20',
          carrier: 0,
          has: { 'RIE-2108': 1, 'RIE-2111': 2, 'RIE-2110': 4 },
          scans: [
            ['-16 09:40', 'moving', 'Tlalnepantla', 'Ingreso a centro de distribución'],
            ['-15 08:15', 'moving', 'Ciudad de México', 'En espera de ruta'],
            ['-7 12:30', 'lost', 'Ciudad de México', 'Guía sin localizar. Se abre aclaración'],
          ],
        },
      ],
    },
  ],
  routine: { count: 4, from: '-2y', to: '-80' },
  beats: [
    called(
      ['-12 11:10', 'aisha', null],
      3.4,
      'order-status',
      note(
        'Pregunta por {bomba}: ya pasó la fecha y no llega. La guía dice «en espera de ruta». Le pido dos días más.',
      ),
    ),
    called(
      ['-8 10:30', 'lucia', 'perdido'],
      8.7,
      'complaint',
      opens(
        'lost',
        'bomba',
        'Paquete perdido: bomba de riego y tubería',
        'Pagué en efectivo y llevo más de diez días sin bomba. Las plantas se me están secando. En la paquetería me dicen que hable con ustedes, y ustedes que hable con la paquetería.',
      ),
      links('bomba'),
      tried('Preguntó con la vecina del 3 y en la portería: no lo recibieron.'),
      tried('Dirección confirmada: interior 4, timbre roto, hay que llamar por teléfono.'),
      note('Le explico que responde Casa Lumbre, que con la paquetería hablamos nosotros.'),
      promises('busca', '-6 18:00', 'Llamar con el resultado de la búsqueda de Paquetería Quetzal.'),
    ),
    meanwhile(
      ['-7 13:10', 'lucia', 'perdido'],
      note(
        'Quetzal declara la guía {bomba.t1} sin localizar. Reclamación al transportista presentada con factura y guía. Contestan en 10 días hábiles; al cliente no le hacemos esperar.',
      ),
    ),
    noAnswer(['-6 12:15', 'lucia', 'perdido']),
    weCalled(
      ['-6 16:40', 'lucia', 'perdido'],
      5.8,
      'promise-made',
      kept('busca', 'Avisado: está perdido.'),
      note(
        'Prefiere que se lo reenviemos y no el dinero. La bomba está agotada en México hasta esta semana. La tubería y los goteros sí hay.',
      ),
      promises('fecha', '+1 18:00', 'Confirmar la fecha de salida de la bomba o devolver todo el importe.'),
    ),
    meanwhile(
      ['-2 11:00', 'mateo', 'perdido'],
      note('Quetzal pide foto de la etiqueta original. No la tenemos: mando la copia del sistema.'),
    ),
  ],
};

/** The parcel was signed for by somebody nobody knows. */
export const martin: Story = {
  key: 'martin',
  country: 'AR',
  name: 'Martín Ezequiel Yáñez Albornoz',
  language: 'es',
  since: '-3y 21:00',
  phones: [['011 15 5566 7788', '+5491155667788']],
  emails: ['martin.yanez@example.net'],
  addresses: [{ lines: ['Gorriti 4462, 6.º B'], city: 'Buenos Aires', region: 'CABA', postcode: 'C1414' }],
  orders: [
    {
      key: 'taladro',
      at: '-12 22:40',
      lines: { 'HER-3101': 1, 'HER-3105': 1 },
      method: 'Tarjeta',
      promised: '-6',
      parcels: [
        {
          left: '-10 17:15',
          carrier: 0,
          has: { 'HER-3101': 1, 'HER-3105': 1 },
          scans: [
            ['-9 10:05', 'moving', 'Avellaneda'],
            ['-7 09:00', 'out-for-delivery', 'Buenos Aires'],
            ['-7 15:48', 'delivered', 'Buenos Aires', 'Entregado a vecino'],
          ],
          delivered: '-7 15:48',
          signed: 'Vecino, 6.º D',
        },
      ],
    },
  ],
  routine: { count: 6, from: '-3y', to: '-70' },
  beats: [
    called(
      ['-5 11:35', 'mateo', 'vecino'],
      7.2,
      'complaint',
      opens(
        'lost',
        'taladro',
        'Firmado por un vecino del 6.º D que no existe',
        'Figura entregado a un vecino del 6.º D. En mi piso hay A, B y C. No hay ningún D. ¿A quién le dieron mi taladro?',
      ),
      tried('Preguntó al encargado y en los tres departamentos del piso: nadie lo tiene.'),
      note('Tranquilo y muy claro. Tiene razón: pido a Pampa Encomiendas la firma y el lugar del reparto.'),
      promises('firma', '-2 18:00', 'Mandarle la constancia de entrega con la firma.'),
    ),
    meanwhile(['-2 18:30', 'mateo', 'vecino'], broken('firma', 'Pampa no la mandó a tiempo.')),
    weWrote(
      ['-1 12:20', 'aisha', 'vecino'],
      'promise-made',
      note(
        'Llega la constancia: la firma es de Gorriti 4426, no 4462. Números cambiados. El repartidor vuelve a buscarlo.',
      ),
      promises('vuelta', '+2 18:00', 'Que reciba el taladro en su dirección, o sale otro.'),
    ),
  ],
};
