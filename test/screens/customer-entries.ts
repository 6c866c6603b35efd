import type { StoryEntry, StoryKind } from '#shared/views/story.ts';

type Of<K extends StoryKind> = Extract<StoryEntry, { kind: K }>;
const common = { id: 'e', at: 1_760_000_000_000, caseId: null, orderId: null, by: null, pending: false };

/** An entry of one kind; what is left out is empty. */
export function entry<K extends StoryKind>(
  kind: K,
  own: Omit<Of<K>, keyof typeof common | 'kind'> &
    Partial<typeof common | Pick<Of<K>, 'by' | 'caseId' | 'orderId'>>,
): StoryEntry {
  return { ...common, ...own, kind } as unknown as StoryEntry;
}

const number = '202611230417';
const euro = { minor: 23_985, currency: 'EUR' };
const hour = 3_600_000;

/** One entry of every kind and of every shape that reads differently, an hour and a half apart, newest first. */
export const entries: StoryEntry[] = [
  entry('contact', {
    channel: 'call',
    direction: 'in',
    number: '+34600112233',
    seconds: 412,
    code: 'complaint',
    language: 'ca',
    caseId: 'k1',
  }),
  entry('contact', {
    channel: 'call',
    direction: 'out',
    number: null,
    seconds: null,
    code: null,
    language: null,
  }),
  entry('contact', {
    channel: 'visit',
    direction: 'in',
    number: null,
    seconds: 0,
    code: 'other',
    language: null,
  }),
  entry('note', { text: 'Una nota', about: 'note', caseId: 'k1' }),
  entry('note', { text: 'Se revisó el enchufe', about: 'tried' }),
  entry('case-opened', {
    number,
    subject: 'No llega',
    words: 'Llevo una semana',
    caseKind: 'late',
    failure: null,
    caseId: 'k1',
  }),
  entry('case-solved', { number, subject: 'No llega', text: 'Llegó', released: [], caseId: 'k1' }),
  entry('case-solved', {
    number,
    subject: 'No llega',
    text: '',
    released: [{ promise: 'Llamar', said: 'Ya no hace falta' }],
    caseId: 'k1',
  }),
  entry('case-key-told', { number, subject: 'No llega', caseId: 'k1' }),
  entry('case-reopened', { number, subject: 'No llega', text: '', caseId: 'k1' }),
  entry('case-classified', { number, caseKind: 'lost', failure: 'no-scan', caseId: 'k1' }),
  entry('playbook-answered', {
    question: { en: 'Was anybody in?', es: '¿Había alguien?' },
    answer: 'Sí',
    caseId: 'k1',
  }),
  entry('apologised', { text: 'Lo siento', caseId: 'k1' }),
  entry('explained', { text: 'Sigue en Coslada', source: 'carrier', ref: 'SEUR', caseId: 'k1' }),
  entry('cause-found', { cause: 'supplier', text: 'Lote 7', caseId: 'k1' }),
  entry('supervisor-asked', { number, text: 'Quiero hablar con alguien', caseId: 'k1' }),
  entry('supervisor-answered', { number, text: '', caseId: 'k1' }),
  entry('order-linked', { number, orderNumber: '#1001', caseId: 'k1', orderId: 'o1' }),
  entry('order-linked', { number, orderNumber: null, caseId: 'k1', orderId: 'gone' }),
  entry('promise', {
    text: 'Llamar',
    until: common.at + hour,
    state: 'pending',
    proof: null,
    late: 0,
    caseId: 'k1',
  }),
  entry('promise-ended', { text: '', promise: 'Llamar', state: 'kept', proof: null, late: 0, caseId: 'k1' }),
  entry('promise-ended', {
    text: '',
    promise: 'Sale hoy',
    state: 'kept',
    proof: 'shipped',
    late: 2,
    caseId: 'k1',
    by: { id: 'hilo', name: 'Hilo' },
  }),
  entry('order', {
    number: '#1001',
    orderKind: 'sale',
    total: euro,
    payment: 'paid',
    delivery: 'sent',
    lineCount: 2,
    firstTitle: 'Taza',
    orderId: 'o1',
  }),
  entry('order', {
    number: 'C1',
    orderKind: 'cancellation',
    total: { minor: -100, currency: 'JPY' },
    payment: 'refunded',
    delivery: 'cancelled',
    lineCount: 0,
    firstTitle: null,
    orderId: 'o2',
  }),
  entry('order-cancelled', { number: '#1001', orderId: 'o1' }),
  entry('payment', {
    number: '#1001',
    paymentKind: 'payment',
    amount: euro,
    method: 'Visa',
    status: 'done',
    orderId: 'o1',
  }),
  entry('payment', {
    number: '#1001',
    paymentKind: 'refund',
    amount: euro,
    method: null,
    status: 'pending',
    orderId: 'o1',
  }),
  entry('shipment', { number: '#1001', carrier: 'SEUR', tracking: 'T1', pieces: 2, orderId: 'o1' }),
  entry('tracking', {
    number: '#1001',
    carrier: 'SEUR',
    tracking: 'T1',
    status: 'delivered',
    place: 'Madrid',
    text: null,
    signedBy: 'Portería',
    orderId: 'o1',
  }),
  entry('compensation', {
    remedy: 'voucher',
    amount: euro,
    cost: euro,
    text: 'GRACIAS-15',
    checked: null,
    why: null,
    asked: false,
    state: 'given',
    less: null,
  }),
  entry('newer', { type: 'survey.answered.2' }),
].map((one, n) => ({ ...one, id: `e${n}`, at: common.at - n * 1.5 * hour }));
