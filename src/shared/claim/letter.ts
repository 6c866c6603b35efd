import { type Formats, formatsOf } from '../order/format.ts';
import { damageScan, deliveredAt, lastScan } from '../order/parcel.ts';
import type { OrderRecord, Shipment } from '../order/records.ts';
import type { Language } from '../settings.ts';
import type { ClaimView } from '../views/case.ts';
import { letterEnglish, letterSpanish } from './letter-words.ts';

type Claim = Pick<
  ClaimView,
  | 'against'
  | 'name'
  | 'reference'
  | 'trackingNumber'
  | 'amount'
  | 'reason'
  | 'text'
  | 'dueAt'
  | 'step'
  | 'notes'
>;

/** What a letter is made from. `order`: the claim's, null where there is none here. */
export type LetterFacts = {
  claim: Claim;
  order: OrderRecord | null;
  company: string;
  person: string;
  caseNumber: string;
  /** Names of photos and documents, by id; of those that are not here nothing is said. */
  files: ReadonlyMap<string, string>;
};

/** What is known of the parcel, ready to show; null: not known. */
export type LetterParcel = {
  left: string | null;
  promised: string | null;
  delivered: string | null;
  signedBy: string | null;
  /** The scan that says what went wrong. */
  scan: { status: 'damaged' | 'lost'; when: string; place: string | null } | null;
  contents: string[];
};

export type Letter = { subject: string; body: string };

/**
 * A letter or e-mail to the other side with every fact that we have, for a person to read, change and send: nothing is sent by itself.
 * @param zone the desk's, where the order does not say its own.
 */
export function claimLetter(facts: LetterFacts, now: number, zone: string, language: Language): Letter {
  const words = language === 'en' ? letterEnglish : letterSpanish;
  const { claim, order, company, person, caseNumber } = facts;
  const f = formatsOf(language, order?.zone ?? zone, now);
  const parcel = order && parcelOf(order, claim.trackingNumber);
  const told = order && parcel ? tell(order, parcel, f) : null;
  const said = { ...claim, amount: f.money(claim.amount), order: order?.number ?? null, company };
  const proofs = claim.notes.filter(({ what }) => what === 'evidence');
  const evidence = proofs
    .flatMap(({ text, attachmentIds }) => [text, ...attachmentIds.map((id) => facts.files.get(id) ?? '')])
    .filter((text) => text !== '');
  const due =
    claim.step === 'answer' && claim.dueAt !== null && claim.dueAt > now ? f.day(claim.dueAt) : null;
  const paragraphs = [
    words.greeting(claim.name),
    words.claim(said),
    bullets(words.facts(said, told)),
    claim.text.trim(),
    evidence.length > 0 ? `${words.evidence}\n${bullets(evidence)}` : '',
    words.ask(said.amount, due, caseNumber),
    `${words.regards}\n${person}\n${company}`,
  ];
  return { subject: words.subject(said), body: paragraphs.filter((text) => text !== '').join('\n\n') };
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function parcelOf({ shipments }: OrderRecord, tracking: string | null): Shipment | null {
  const byNumber = tracking === null ? undefined : shipments.find((one) => one.tracking === tracking);
  return byNumber ?? (shipments.length === 1 ? (shipments[0] ?? null) : null);
}

function tell(order: OrderRecord, parcel: Shipment, f: Formats): LetterParcel {
  const last = lastScan(parcel.events);
  const scan = last?.status === 'lost' ? last : damageScan(parcel);
  const day = (at: number | null): string | null => (at === null ? null : f.day(at));
  const lines = order.lines.filter(({ kind }) => kind === 'product');
  const inIt = parcel.lines.flatMap(({ lineId, quantity }) => {
    const line = lines.find(({ id }) => id === lineId);
    return line ? [{ line, quantity }] : [];
  });
  const contents = inIt.length > 0 ? inIt : lines.map((line) => ({ line, quantity: line.quantity }));
  return {
    left: day(parcel.leftAt),
    promised: day(parcel.promisedAt ?? order.promisedAt),
    delivered: day(deliveredAt(parcel)),
    signedBy: parcel.signedBy,
    scan: scan && {
      status: scan.status === 'lost' ? 'lost' : 'damaged',
      when: f.moment(scan.at),
      place: scan.place,
    },
    contents: contents
      .slice(0, 20)
      .map(({ line, quantity }) => `${quantity} × ${line.title}${line.sku === null ? '' : ` (${line.sku})`}`),
  };
}
