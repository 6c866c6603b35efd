import { causeNames, kindNames } from '../case/kind-names.ts';
import { remedyNames } from '../recovery/remedy-names.ts';
import type { AuditCase } from './record.ts';

/** What the page of a record says, in the customer's language: they may ask for it. */
export type AuditWords = {
  lang: 'en' | 'es';
  locale: string;
  title: (company: string) => string;
  intro: string;
  fields: Record<
    | 'number'
    | 'customer'
    | 'subject'
    | 'words'
    | 'status'
    | 'owner'
    | 'opened'
    | 'solved'
    | 'how'
    | 'answer'
    | 'told'
    | 'languages'
    | 'contacts'
    | 'spokeTo'
    | 'minutes',
    string
  >;
  status: Record<AuditCase['case']['status'], string>;
  answer: (due: string, taken: number, state: AuditCase['answer']['state']) => string;
  /** Which holidays were taken into account. */
  holidays: (taken: AuditCase['answer']['holidays']) => string;
  channels: Readonly<Record<string, string>>;
  directions: Readonly<Record<string, string>>;
  remedies: Readonly<Record<string, string>>;
  /** What the case is about, and why it happened. */
  kinds: Readonly<Record<string, string>>;
  causes: Readonly<Record<string, string>>;
  promises: string;
  promise: Record<AuditCase['promises'][number]['state'], string>;
  until: (when: string) => string;
  said: (text: string) => string;
  events: string;
  columns: readonly [string, string, string, string];
  notRecorded: string;
  record: string;
  exported: (when: string) => string;
  /** By an event's name without its number. */
  types: Readonly<Record<string, string>>;
};

const english: AuditWords = {
  lang: 'en',
  locale: 'en-GB',
  title: (company) => `${company}: record of a case`,
  intro: 'Everything that is on record of this case, in the order in which it was recorded.',
  fields: {
    number: 'Case number',
    customer: 'Customer',
    subject: 'Subject',
    words: "In the customer's words",
    status: 'Status',
    owner: 'Responsible',
    opened: 'Opened',
    solved: 'Solved',
    how: 'How it was solved',
    answer: 'Answer',
    told: 'Case number told to the customer',
    languages: 'Languages of the contacts',
    contacts: 'Contacts',
    spokeTo: 'The customer spoke to',
    minutes: 'Minutes of work',
  },
  status: { open: 'open', solved: 'solved' },
  answer: (due, taken, state) =>
    `Due by ${due}. Working days ${state === 'in-time' || state === 'late' ? 'taken' : 'so far'}: ${taken}. ${{ running: 'Under way.', near: 'Under way.', overdue: 'Overdue.', 'in-time': 'In time.', late: 'Late.' }[state]}`,
  holidays: ({ holidays, country, region }) =>
    holidays === 'none' ? 'Weekends only.' : `Weekends and holidays of ${region ?? country}.`,
  directions: { in: 'from the customer', out: 'to the customer' },
  remedies: namesIn('en'),
  kinds: kindNames.en,
  causes: causeNames.en,
  channels: { call: 'Call', email: 'E-mail', chat: 'Chat', visit: 'Visit', letter: 'Letter' },
  promises: 'What was promised',
  promise: { pending: 'pending', kept: 'kept', broken: 'broken', cancelled: 'cancelled' },
  until: (when) => `until ${when}`,
  said: (text) => `The customer was told: ${text}`,
  events: 'What happened',
  columns: ['When (desk)', 'Recorded (centre)', 'Who', 'What'],
  notRecorded: 'not yet',
  record: 'The same for programs (JSON)',
  exported: (when) => `Made on ${when}.`,
  types: {
    'case.opened': 'Case opened',
    'contact.recorded': 'Contact',
    'note.added': 'Note',
    'promise.made': 'Promise made',
    'promise.ended': 'Promise ended',
    'order.linked': 'Order linked',
    'case.solved': 'Case solved',
    'case.reopened': 'Case reopened',
    'case.offered': 'Colleague asked to take it',
    'case.taken': 'Case taken',
    'case.offer-ended': 'Nobody is asked to take it any more',
    'case.key-told': 'Case number told to the customer',
    'time.spent': 'Time worked',
    'attachment.added': 'Document added',
    'attachment.removed': 'Document removed',
    'compensation.given': 'Compensation given',
    'compensation.requested': 'Compensation asked for',
    'compensation.approved': 'Compensation approved',
    'compensation.declined': 'Compensation declined',
    'compensation.withdrawn': 'Compensation taken back',
    'compensation.answer-read': 'Answer read',
    'fact.flagged': 'Marked to be looked at',
    'claim.opened': 'Claim opened',
    'claim.noted': 'Note in the claim',
    'claim.closed': 'Claim closed',
    'claim.offered': 'Colleague asked to see to the claim',
    'claim.taken': 'Claim taken',
    'case.classified': 'What went wrong, chosen',
    'playbook.used': 'Page for this kind of trouble followed',
    'playbook.answered': 'Asked or checked',
    'case.apologised': 'Apologised',
    'case.explained': 'Explained',
    'case.cause-found': 'Cause found',
    'case.supervisor-asked': 'The customer asked for a supervisor',
    'case.supervisor-answered': 'Answer of a supervisor',
    'case.tied-to-incident': 'Part of a known incident',
    'incident.called-back': 'Called back about the incident',
  },
};

const spanish: AuditWords = {
  lang: 'es',
  locale: 'es',
  title: (company) => `${company}: registro de un caso`,
  intro: 'Todo lo que consta de este caso, en el orden en que se registró.',
  fields: {
    number: 'Número de caso (clave identificativa)',
    customer: 'Cliente',
    subject: 'Asunto',
    words: 'En palabras del cliente',
    status: 'Estado',
    owner: 'A cargo de',
    opened: 'Abierto',
    solved: 'Resuelto',
    how: 'Cómo se resolvió',
    answer: 'Respuesta',
    told: 'Número comunicado al cliente',
    languages: 'Idiomas de los contactos',
    contacts: 'Contactos',
    spokeTo: 'El cliente habló con',
    minutes: 'Minutos de trabajo',
  },
  status: { open: 'abierto', solved: 'resuelto' },
  answer: (due, taken, state) =>
    `Hasta el ${due}. Días hábiles ${state === 'in-time' || state === 'late' ? 'empleados' : 'hasta ahora'}: ${taken}. ${{ running: 'En curso.', near: 'En curso.', overdue: 'Fuera de plazo.', 'in-time': 'En plazo.', late: 'Fuera de plazo.' }[state]}`,
  holidays: ({ holidays, country, region }) =>
    holidays === 'none' ? 'Solo fines de semana.' : `Fines de semana y festivos de ${region ?? country}.`,
  directions: { in: 'del cliente', out: 'al cliente' },
  remedies: namesIn('es'),
  kinds: kindNames.es,
  causes: causeNames.es,
  channels: { call: 'Llamada', email: 'Correo', chat: 'Chat', visit: 'Visita', letter: 'Carta' },
  promises: 'Lo prometido',
  promise: { pending: 'pendiente', kept: 'cumplido', broken: 'incumplido', cancelled: 'anulado' },
  until: (when) => `hasta ${when}`,
  said: (text) => `Se le dijo al cliente: ${text}`,
  events: 'Lo ocurrido',
  columns: ['Cuándo (puesto)', 'Registrado (central)', 'Quién', 'Qué'],
  notRecorded: 'aún no',
  record: 'Lo mismo para programas (JSON)',
  exported: (when) => `Hecho el ${when}.`,
  types: {
    'case.opened': 'Caso abierto',
    'contact.recorded': 'Contacto',
    'note.added': 'Nota',
    'promise.made': 'Compromiso hecho',
    'promise.ended': 'Compromiso terminado',
    'order.linked': 'Pedido vinculado',
    'case.solved': 'Caso resuelto',
    'case.reopened': 'Caso reabierto',
    'case.offered': 'Se pidió a un colega que lo tomara',
    'case.taken': 'Caso tomado',
    'case.offer-ended': 'Ya no se pide a nadie que lo tome',
    'case.key-told': 'Número de caso comunicado al cliente',
    'time.spent': 'Tiempo de trabajo',
    'attachment.added': 'Documento adjuntado',
    'attachment.removed': 'Documento retirado',
    'compensation.given': 'Compensación dada',
    'compensation.requested': 'Compensación pedida',
    'compensation.approved': 'Compensación aprobada',
    'compensation.declined': 'Compensación denegada',
    'compensation.withdrawn': 'Compensación retirada',
    'compensation.answer-read': 'Respuesta leída',
    'fact.flagged': 'Marcado para revisar',
    'claim.opened': 'Reclamación abierta',
    'claim.noted': 'Nota en la reclamación',
    'claim.closed': 'Reclamación cerrada',
    'claim.offered': 'Se pidió a un colega que llevara la reclamación',
    'claim.taken': 'Reclamación tomada',
    'case.classified': 'Qué falló, elegido',
    'playbook.used': 'Se siguió la página de este problema',
    'playbook.answered': 'Preguntado o revisado',
    'case.apologised': 'Disculpa',
    'case.explained': 'Explicación',
    'case.cause-found': 'Causa encontrada',
    'case.supervisor-asked': 'El cliente pidió hablar con supervisión',
    'case.supervisor-answered': 'Respuesta de supervisión',
    'case.tied-to-incident': 'Parte de una incidencia conocida',
    'incident.called-back': 'Llamada por la incidencia',
  },
};

/** In English for whom nobody spoke Spanish to; everybody else reads the company's language. `language`: ISO 639-1. */
export const auditWords = (language: string | null): AuditWords => (language === 'en' ? english : spanish);

function namesIn(language: 'en' | 'es'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(remedyNames[language]).map(([remedy, { name }]) => [remedy, name]),
  );
}
