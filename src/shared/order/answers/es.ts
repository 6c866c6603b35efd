import { quoted } from '../../quoted.ts';
import type { TrackingStatus } from '../records.ts';
import type { AnswerWords } from './words.ts';

const n = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const parcels = (count: number) => n(count, 'paquete', 'paquetes');
const pieces = (count: number) => n(count, 'pieza', 'piezas');
const late = (days: number) => `${n(days, 'día', 'días')} de retraso`;
const then = (text: string, more: string | null) => (more === null ? text : `${text} ${more}`);

const comma = (text: string, more: string | null) => (more === null ? text : `${text}, ${more}`);

const statuses: Record<TrackingStatus, string> = {
  label: 'etiqueta impresa',
  collected: 'recogido',
  moving: 'en camino',
  'out-for-delivery': 'en reparto',
  attempted: 'intento de entrega',
  'at-pickup-point': 'en un punto de entrega',
  delivered: 'entregado',
  damaged: 'dañado',
  lost: 'perdido',
  returned: 'devuelto',
};

const spanish: AnswerWords = {
  labels: {
    paid: '¿Pagado?',
    left: '¿Salió?',
    holder: '¿Quién lo tiene?',
    promised: '¿Para cuándo?',
    signed: '¿Quién firmó?',
  },
  notKnown: 'No se sabe: la tienda no lo dice',
  document: {
    cancellation: 'Es un documento de anulación, no un envío',
    adjustment: 'Es una corrección de las cuentas, no un envío',
  },
  cancelled: (day) => then('Cancelado', day),
  sinceOrder: (days) => (days <= 0 ? 'Pedido hoy' : `Pedido hace ${n(days, 'día', 'días')}`),

  paid: (amount) => (amount === null ? 'Pagado' : `Pagado: ${amount}`),
  partlyPaid: (amount, total) =>
    amount === null ? 'Pagado en parte' : `Pagado en parte: ${amount} de ${total}`,
  authorised: 'Autorizado, sin cobrar todavía',
  paymentPending: 'Pago pendiente',
  paymentFailed: 'El pago falló',
  nothingToPay: 'Nada que pagar',
  voided: 'Pago anulado',
  refunded: (amount) => (amount === null ? 'Reembolsado' : `Reembolsado: ${amount}`),
  partlyRefunded: (amount) =>
    amount === null ? 'Reembolsado en parte' : `Pagado, con reembolso de ${amount}`,
  refundNotKnown: 'Reembolso: no se sabe, la tienda no lo dice',
  paidNotRefunded: 'Pagado y cancelado, sin reembolso registrado',
  refundPending: (amount) => `Reembolso de ${amount} pendiente`,
  attemptsFailed: (count) => n(count, 'intento fallido', 'intentos fallidos'),
  payments: (count, day) => (day === null ? n(count, 'pago', 'pagos') : `${count} pagos, el último ${day}`),

  left: (when) => (when === null ? 'Salió, no se sabe cuándo' : `Salió ${when}`),
  allLeft: (count, day) =>
    day === null ? `Salieron los ${count} paquetes` : `Salieron los ${count} paquetes, el último ${day}`,
  someLeft: (left, count, day) =>
    then(
      `${left === 1 ? 'Salió' : 'Salieron'} ${left} de ${parcels(count)}`,
      day === null ? null : `(${day})`,
    ),
  leftMoreToCome: (count, rest) =>
    `${count === 1 ? 'Salió' : 'Salieron'} ${parcels(count)}, ${rest === null ? 'falta el resto' : `${pieces(rest)} sin enviar`}`,
  partNotKnown: 'En parte; no se sabe qué parte',
  notYet: 'Todavía no',
  prepared: (count) =>
    count === 1 ? 'Todavía no: paquete preparado' : `Todavía no: ${count} paquetes preparados`,

  withCustomer: (since) =>
    since === null ? 'El cliente, no se sabe desde cuándo' : `El cliente, desde ${since}`,
  withCustomerDamaged: (since) =>
    then('El cliente, con daños del transporte', since === null ? null : `(${since})`),
  withCarrier: (carrier, status) =>
    `${carrier ?? 'Un transportista sin nombre conocido'}: ${statuses[status]}`,
  handedTo: (carrier, day) =>
    `${comma(carrier === null ? 'Salió' : `Salió con ${carrier}`, day)}; desde entonces no se sabe`,
  atPickup: (place) =>
    place === null ? 'Espera en un punto de entrega' : `Espera en un punto de entrega: ${place}`,
  lost: (carrier, day) =>
    comma(carrier === null ? 'Declarado perdido' : `${carrier} lo declaró perdido`, day),
  damaged: (carrier) => `${carrier ?? 'El transportista'}: dañado en el camino`,
  returned: (day) => comma('Devuelto al remitente', day),
  withUs: 'Lo tenemos nosotros, sin enviar',
  trouble: 'Con problemas en el camino; no se sabe dónde está',
  share: ({ parcels: count, with: holder, carrier }) => {
    if (holder === 'customer') return `${count} con el cliente`;
    if (holder === 'carrier') return `${count} con ${carrier ?? 'un transportista'}`;
    if (holder === 'pickup') return `${count} en un punto de entrega`;
    if (holder === 'us') return `${count} con nosotros`;
    if (holder === 'lost') return n(count, 'perdido', 'perdidos');
    if (holder === 'damaged') return n(count, 'dañado', 'dañados');
    return n(count, 'devuelto', 'devueltos');
  },
  notSent: (count) => `${pieces(count)} sin enviar`,
  lastScan: (ago, place) => (place === null ? `Última lectura ${ago}` : `Última lectura ${ago}, ${place}`),
  silent: (days) => `Sin lecturas desde hace ${n(days, 'día', 'días')}`,
  tracking: (number) => `Guía ${number}`,

  due: (day, relative) => `${day}, ${relative}`,
  dueToday: (day) => `Hoy, ${day}`,
  overdue: (day, days) => (days === 1 ? `Ayer, ${day}: 1 día de retraso` : `${day}: ${late(days)}`),
  passed: (day, days) => `${day}, hace ${n(days, 'día', 'días')}; sin entrega registrada`,
  keptInTime: (day) => `${day}, entregado a tiempo`,
  keptLate: (day, days) => `${day}, entregado con ${late(days)}`,
  promiseClosed: (day, why) =>
    ({
      cancelled: `${day}, antes de cancelarse`,
      returned: `${day}; fue devuelto`,
      refunded: `${day}; fue reembolsado`,
      delivered: `${day}; entregado, no se sabe cuándo`,
    })[why],
  noPromise: 'No se sabe: la tienda no da fecha',
  we: (text, until) => `Compromiso nuestro: ${quoted(text, 'es')}, hasta ${until}`,
  weOverdue: (text, until) => `Vencido desde ${until}: ${quoted(text, 'es')}`,
  morePromises: (count) => n(count, 'compromiso pendiente más', 'compromisos pendientes más'),

  signed: (names, when) => `${names}, ${when}`,
  signedSome: (names, signed, count) => `${names}: ${signed} de ${parcels(count)}`,
  noSignature: (when) => `${then('Entregado', when)}, sin firma registrada`,
  noSignatures: (count) => `${n(count, 'paquete entregado', 'paquetes entregados')}, sin firma registrada`,
  noDelivery: 'Sin entrega registrada',
  returnedNotDelivered: 'Devuelto al remitente',
};

/** Spanish as Latin America reads it. */
export const latinAmerican = spanish;

/** What Spain says otherwise. */
export const spain: AnswerWords = {
  ...spanish,
  labels: { ...spanish.labels, left: '¿Ha salido?', signed: '¿Quién ha firmado?' },
  leftMoreToCome: (count, rest) => spanish.leftMoreToCome(count, rest).replace('sin empacar', 'sin preparar'),
  withCarrier: (carrier, status) =>
    spanish.withCarrier(carrier, status).replace('en un punto de entrega', 'en un punto de recogida'),
  atPickup: (place) =>
    place === null ? 'Espera en un punto de recogida' : `Espera en un punto de recogida: ${place}`,
  share: (share) =>
    share.with === 'pickup' ? `${share.parcels} en un punto de recogida` : spanish.share(share),
  tracking: (number) => `Seguimiento ${number}`,
};
