import type { Compensation } from '#shared/case/compensation.ts';
import type { CaseKind, WrapUpCode } from '#shared/case/words.ts';
import type { ClaimAgainst, ClaimOutcome, ClaimReason } from '#shared/claim/words.ts';
import type { Address } from '#shared/customer/records.ts';
import type { TrackingStatus } from '#shared/order/records.ts';
import type { Country } from '../markets.ts';
import type { StaffId } from '../staff.ts';

/**
 * A moment of a story on the customer's own clock: `-9 10:42` is nine days before the demo's today, `+1 20:00` is
 * tomorrow, `-6y 10:00` about six years ago, `now-3h` three hours before the demo's now.
 */
export type When = string;

/** Pieces by SKU. */
export type Pieces = { [sku: string]: number };

export type StoryParcel = {
  /** Null: prepared, not gone. */
  left: When | null;
  /** Which of the market's carriers, from 0. */
  carrier: number;
  has: Pieces;
  /** After the label and the collection, which are added. A text of the carrier's own where one is given. */
  scans?: readonly (readonly [at: When, status: TrackingStatus, place: string, text?: string])[];
  delivered?: When;
  signed?: string;
  promised?: When;
};

export type StoryOrder = {
  key: string;
  at: When;
  lines: Pieces;
  method: string;
  promised?: When;
  parcels: readonly StoryParcel[];
  /** `minor` where it is not the price of the pieces. */
  refunds?: readonly { at: When; pieces: Pieces; minor?: number }[];
  /** A share of the goods' price. */
  discount?: number;
  failed?: When;
  /** Not paid (yet): a transfer awaited, or a card that did not work. */
  unpaid?: boolean;
  cancelled?: When;
  takenBack?: When;
  remark?: string;
};

/** What happens in a beat. Texts may hold {key} for an order's number, {key.t1} for its first tracking number, {#key} for a case number. */
export type Deed =
  | { do: 'open'; kind: CaseKind; subject: string; words: string; order: string | null }
  | { do: 'note' | 'tried' | 'solve' | 'reopen'; text: string }
  | { do: 'promise'; key: string; text: string; until: When }
  | { do: 'kept' | 'broken' | 'cancelled'; key: string; text: string }
  | { do: 'link'; order: string }
  | { do: 'claim'; key: string; claim: StoryClaim }
  | { do: 'claim-closed'; key: string; outcome: ClaimOutcome; minor: number; text: string }
  | { do: 'give' | 'request'; key: string; remedy: StoryRemedy }
  | { do: 'approve'; key: string; text: string }
  | { do: 'tie'; incident: string };

/** A claim that was sent already. Amounts here and below are minor units of the market's currency. */
export type StoryClaim = {
  against: ClaimAgainst;
  name: string;
  order: string;
  /** Its tracking number, as a slot: {key.t1}. */
  tracking: string;
  reason: ClaimReason;
  minor: number;
  reference: string;
  due: When;
  text: string;
};

/** What puts it right, with what it was decided from. `why`: only where it is asked for. */
export type StoryRemedy = {
  remedy: Compensation['remedy'];
  /** What the customer gets and what it costs us; null where it has no amount. */
  minor: number | null;
  cost: number;
  order: string;
  what: string;
  why?: string;
  from: Pick<Compensation['decidedFrom'], 'severity' | 'segment' | 'offer'> & { atRisk: number };
};

export type Beat = {
  at: When;
  by: StaffId;
  /** The case by its key, or null. */
  about: string | null;
  /** Null: nobody was spoken to, somebody of ours did something. */
  talk: {
    channel: 'call' | 'email' | 'chat' | 'visit' | 'letter';
    way: 'in' | 'out';
    minutes: number | null;
    code: WrapUpCode | null;
  } | null;
  deeds: readonly Deed[];
};

export type Story = {
  key: string;
  country: Country;
  name: string;
  guest?: true;
  language: 'es' | 'en' | null;
  since: When | null;
  remark?: string;
  /** The writing in the shop, its E.164 form, and its country where that is not the story's. */
  phones: readonly (readonly [raw: string, e164: string | null, country?: Country])[];
  emails: readonly string[];
  addresses: readonly Pick<Address, 'lines' | 'city' | 'region' | 'postcode'>[];
  /** Who receives parcels, where the customer is a company. */
  attention?: string;
  orders: readonly StoryOrder[];
  /** Orders before the story with which nothing went wrong, spread evenly. */
  routine?: { count: number; from: When; to: When };
  beats: readonly Beat[];
  /** The key of an earlier story that may be the same person. */
  twinOf?: { key: string; why: 'same-phone' | 'same-name' | 'same-email' | 'same-address' };
};

type Who = readonly [at: When, by: StaffId, about: string | null];
type Code = WrapUpCode | null;
const beat = ([at, by, about]: Who, talk: Beat['talk'], deeds: readonly Deed[]): Beat => ({
  at,
  by,
  about,
  talk,
  deeds,
});

/** A call from the customer that lasted `minutes`. */
export const called = (who: Who, minutes: number, code: Code, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'call', way: 'in', minutes, code }, deeds);
/** We called. */
export const weCalled = (who: Who, minutes: number, code: Code, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'call', way: 'out', minutes, code }, deeds);
/** We called and nobody answered. */
export const noAnswer = (who: Who, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'call', way: 'out', minutes: null, code: 'no-answer' }, deeds);
export const wrote = (who: Who, code: Code, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'email', way: 'in', minutes: 0, code }, deeds);
export const weWrote = (who: Who, code: Code, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'email', way: 'out', minutes: 0, code }, deeds);
export const chatted = (who: Who, minutes: number, code: Code, ...deeds: Deed[]): Beat =>
  beat(who, { channel: 'chat', way: 'in', minutes, code }, deeds);
/** Work between two conversations. */
export const meanwhile = (who: Who, ...deeds: Deed[]): Beat => beat(who, null, deeds);

export const opens = (kind: CaseKind, order: string | null, subject: string, words: string): Deed => ({
  do: 'open',
  kind,
  order,
  subject,
  words,
});
export const note = (text: string): Deed => ({ do: 'note', text });
export const tried = (text: string): Deed => ({ do: 'tried', text });
export const solves = (text: string): Deed => ({ do: 'solve', text });
export const reopens = (text: string): Deed => ({ do: 'reopen', text });
export const promises = (key: string, until: When, text: string): Deed => ({
  do: 'promise',
  key,
  until,
  text,
});
export const kept = (key: string, text: string): Deed => ({ do: 'kept', key, text });
export const broken = (key: string, text: string): Deed => ({ do: 'broken', key, text });
export const claims = (key: string, claim: StoryClaim): Deed => ({ do: 'claim', key, claim });
export const claimPaid = (key: string, minor: number, text: string): Deed => ({
  do: 'claim-closed',
  key,
  outcome: 'paid',
  minor,
  text,
});
export const gives = (key: string, remedy: StoryRemedy): Deed => ({ do: 'give', key, remedy });
export const asksFor = (key: string, remedy: StoryRemedy): Deed => ({ do: 'request', key, remedy });
export const approves = (key: string, text: string): Deed => ({ do: 'approve', key, text });
export const ties = (incident: string): Deed => ({ do: 'tie', incident });
export const links = (order: string): Deed => ({ do: 'link', order });
