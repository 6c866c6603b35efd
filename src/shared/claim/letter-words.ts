import type { LetterParcel } from './letter.ts';
import type { ClaimAgainst, ClaimReason } from './words.ts';

type Said = {
  against: ClaimAgainst;
  reason: ClaimReason;
  reference: string;
  trackingNumber: string | null;
  amount: string;
  order: string | null;
  company: string;
};

/** Every sentence of a claim's letter in one language. Dates and amounts come in ready to show. */
export type LetterWords = {
  subject(said: Said): string;
  greeting(name: string): string;
  claim(said: Said): string;
  /** One line each. */
  facts(said: Said, parcel: LetterParcel | null): string[];
  evidence: string;
  ask(amount: string, due: string | null, caseNumber: string): string;
  regards: string;
};

const there = (lines: readonly (string | null | false)[]): string[] =>
  lines.filter((line): line is string => typeof line === 'string');

const englishReason: Record<ClaimReason, string> = {
  damaged: 'damage',
  lost: 'loss',
  late: 'late delivery',
  'missing-part': 'missing contents',
  'wrong-product': 'a wrong product',
  charge: 'a wrong charge',
  other: 'what is described below',
};

export const letterEnglish: LetterWords = {
  subject: ({ reason, order, trackingNumber, reference }) =>
    there([
      `Claim for ${englishReason[reason]}`,
      trackingNumber !== null && `parcel ${trackingNumber}`,
      order !== null && `order ${order}`,
      reference !== '' && `your reference ${reference}`,
    ]).join(', '),
  greeting: (name) => `To ${name}:`,
  claim: ({ company, reason, amount }) =>
    `${company} hereby makes a claim for ${englishReason[reason]}, of ${amount}. The facts:`,
  facts: ({ order, trackingNumber, reference }, parcel) =>
    there([
      reference !== '' && `Your reference: ${reference}`,
      trackingNumber !== null && `Tracking number: ${trackingNumber}`,
      order !== null && `Our order: ${order}`,
      parcel?.left ? `Handed over to you: ${parcel.left}` : null,
      parcel?.promised ? `Promised for: ${parcel.promised}` : null,
      parcel?.delivered
        ? `Delivered: ${parcel.delivered}${parcel.signedBy === null ? '' : `, signed for by ${parcel.signedBy}`}`
        : null,
      parcel?.scan
        ? `Scanned as ${parcel.scan.status}: ${parcel.scan.when}${parcel.scan.place === null ? '' : `, ${parcel.scan.place}`}`
        : null,
      ...(parcel?.contents ?? []).map((line) => `Contents: ${line}`),
    ]),
  evidence: 'We hold as proof, and send on request:',
  ask: (amount, due, caseNumber) =>
    `We ask you to acknowledge this claim and to pay ${amount}${due === null ? '' : ` by ${due}`}. Please give our case number ${caseNumber} in your answer.`,
  regards: 'Kind regards,',
};

const spanishReason: Record<ClaimReason, string> = {
  damaged: 'avería',
  lost: 'pérdida',
  late: 'retraso en la entrega',
  'missing-part': 'falta de contenido',
  'wrong-product': 'producto equivocado',
  charge: 'cobro indebido',
  other: 'lo que se describe más abajo',
};

/** As written to companies in Spain and Latin America alike. */
export const letterSpanish: LetterWords = {
  subject: ({ reason, order, trackingNumber, reference }) =>
    there([
      `Reclamación por ${spanishReason[reason]}`,
      trackingNumber !== null && `envío ${trackingNumber}`,
      order !== null && `pedido ${order}`,
      reference !== '' && `su referencia ${reference}`,
    ]).join(', '),
  greeting: (name) => `A la atención de ${name}:`,
  claim: ({ company, reason, amount }) =>
    `Por la presente, ${company} presenta una reclamación por ${spanishReason[reason]}, por importe de ${amount}. Los hechos:`,
  facts: ({ order, trackingNumber, reference }, parcel) =>
    there([
      reference !== '' && `Su referencia: ${reference}`,
      trackingNumber !== null && `Número de envío: ${trackingNumber}`,
      order !== null && `Nuestro pedido: ${order}`,
      parcel?.left ? `Entregado a ustedes: ${parcel.left}` : null,
      parcel?.promised ? `Prometido para el: ${parcel.promised}` : null,
      parcel?.delivered
        ? `Entregado al destinatario: ${parcel.delivered}${parcel.signedBy === null ? '' : `; firmó ${parcel.signedBy}`}`
        : null,
      parcel?.scan
        ? `Registrado como ${parcel.scan.status === 'lost' ? 'perdido' : 'dañado'}: ${parcel.scan.when}${parcel.scan.place === null ? '' : `, ${parcel.scan.place}`}`
        : null,
      ...(parcel?.contents ?? []).map((line) => `Contenido: ${line}`),
    ]),
  evidence: 'Tenemos como prueba, y enviamos si lo piden:',
  ask: (amount, due, caseNumber) =>
    `Les pedimos que acusen recibo de esta reclamación y que abonen ${amount}${due === null ? '' : ` antes del ${due}`}. Indiquen en su respuesta nuestro número de caso ${caseNumber}.`,
  regards: 'Atentamente,',
};
