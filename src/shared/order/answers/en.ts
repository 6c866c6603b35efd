import { quoted } from '../../quoted.ts';
import type { TrackingStatus } from '../records.ts';
import type { AnswerWords } from './words.ts';

const n = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const parcels = (count: number) => n(count, 'parcel', 'parcels');
const pieces = (count: number) => n(count, 'piece', 'pieces');
const late = (days: number) => `${n(days, 'day', 'days')} late`;
const then = (text: string, more: string | null) => (more === null ? text : `${text} ${more}`);

const comma = (text: string, more: string | null) => (more === null ? text : `${text}, ${more}`);

const statuses: Record<TrackingStatus, string> = {
  label: 'label printed',
  collected: 'collected',
  moving: 'on its way',
  'out-for-delivery': 'out for delivery',
  attempted: 'delivery attempted',
  'at-pickup-point': 'at a pickup point',
  delivered: 'delivered',
  damaged: 'damaged',
  lost: 'lost',
  returned: 'returned',
};

export const english: AnswerWords = {
  labels: {
    paid: 'Paid?',
    left: 'Left?',
    holder: 'Who has it?',
    promised: 'Promised for?',
    signed: 'Signed by?',
  },
  notKnown: 'Not known: the shop does not say',
  document: {
    cancellation: 'A cancellation document, not a shipment',
    adjustment: 'A correction of the accounts, not a shipment',
  },
  cancelled: (day) => then('Cancelled', day),
  sinceOrder: (days) => (days <= 0 ? 'Ordered today' : `Ordered ${n(days, 'day', 'days')} ago`),

  paid: (amount) => (amount === null ? 'Paid' : `Paid: ${amount}`),
  partlyPaid: (amount, total) => (amount === null ? 'Paid in part' : `Paid in part: ${amount} of ${total}`),
  authorised: 'Authorised, not charged yet',
  paymentPending: 'Payment pending',
  paymentFailed: 'Payment failed',
  nothingToPay: 'Nothing to pay',
  voided: 'Payment voided',
  refunded: (amount) => (amount === null ? 'Refunded' : `Refunded: ${amount}`),
  partlyRefunded: (amount) => (amount === null ? 'Refunded in part' : `Paid, ${amount} refunded`),
  refundNotKnown: 'Refund not known: the shop does not say',
  paidNotRefunded: 'Paid and cancelled, no refund recorded',
  refundPending: (amount) => `Refund of ${amount} pending`,
  attemptsFailed: (count) => n(count, 'failed attempt', 'failed attempts'),
  payments: (count, day) =>
    day === null ? n(count, 'payment', 'payments') : `${count} payments, the last ${day}`,

  left: (when) => (when === null ? 'Left, date not known' : `Left ${when}`),
  allLeft: (count, day) => {
    const all = count === 2 ? 'Both parcels left' : `All ${count} parcels left`;
    return day === null ? all : `${all}, the last ${day}`;
  },
  someLeft: (left, count, day) => then(`${left} of ${parcels(count)} left`, day === null ? null : `(${day})`),
  leftMoreToCome: (count, rest) =>
    `${parcels(count)} left, ${rest === null ? 'more to come' : `${pieces(rest)} not sent`}`,
  partNotKnown: 'In part; which part is not known',
  notYet: 'Not yet',
  prepared: (count) => (count === 1 ? 'Not yet: parcel prepared' : `Not yet: ${count} parcels prepared`),

  withCustomer: (since) => (since === null ? 'The customer, date not known' : `The customer, since ${since}`),
  withCustomerDamaged: (since) =>
    then('The customer, damaged on the way', since === null ? null : `(${since})`),
  withCarrier: (carrier, status) => `${carrier ?? 'A carrier, name not known'}: ${statuses[status]}`,
  handedTo: (carrier, day) =>
    `${comma(carrier === null ? 'Sent' : `Handed to ${carrier}`, day)}; since then not known`,
  atPickup: (place) => (place === null ? 'Waiting at a pickup point' : `Waiting at a pickup point: ${place}`),
  lost: (carrier, day) => comma(carrier === null ? 'Declared lost' : `Declared lost by ${carrier}`, day),
  damaged: (carrier) => `${carrier ?? 'The carrier'}: damaged on the way`,
  returned: (day) => comma('Returned to the sender', day),
  withUs: 'With us, not sent yet',
  trouble: 'Trouble on the way; where it is, is not known',
  share: ({ parcels: count, with: holder, carrier }) => {
    if (holder === 'customer') return `${count} with the customer`;
    if (holder === 'carrier') return `${count} with ${carrier ?? 'a carrier'}`;
    if (holder === 'pickup') return `${count} at a pickup point`;
    if (holder === 'us') return `${count} with us`;
    return `${count} ${holder}`;
  },
  notSent: (count) => `${pieces(count)} not sent`,
  lastScan: (ago, place) => (place === null ? `Last scan ${ago}` : `Last scan ${ago}, ${place}`),
  silent: (days) => `No scan for ${n(days, 'day', 'days')}`,
  tracking: (number) => `Tracking ${number}`,

  due: (day, relative) => `${day}, ${relative}`,
  dueToday: (day) => `Today, ${day}`,
  overdue: (day, days) => (days === 1 ? `Yesterday, ${day}: 1 day late` : `${day}: ${late(days)}`),
  passed: (day, days) => `${day}, ${n(days, 'day', 'days')} ago; no delivery recorded`,
  keptInTime: (day) => `${day}, delivered in time`,
  keptLate: (day, days) => `${day}, delivered ${late(days)}`,
  promiseClosed: (day, why) =>
    ({
      cancelled: `${day}, before it was cancelled`,
      returned: `${day}; it was returned`,
      refunded: `${day}; it was refunded`,
      delivered: `${day}; delivered, date not known`,
    })[why],
  noPromise: 'Not known: the shop gives no date',
  we: (text, until) => `We promised ${quoted(text, 'en')} by ${until}`,
  weOverdue: (text, until) => `Overdue since ${until}: we promised ${quoted(text, 'en')}`,
  morePromises: (count) => n(count, 'more promise pending', 'more promises pending'),

  signed: (names, when) => `${names}, ${when}`,
  signedSome: (names, signed, count) => `${names}: ${signed} of ${parcels(count)}`,
  noSignature: (when) => `${then('Delivered', when)}, no signature recorded`,
  noSignatures: (count) => `${parcels(count)} delivered, no signature recorded`,
  noDelivery: 'No delivery recorded',
  returnedNotDelivered: 'Returned to the sender',
};
