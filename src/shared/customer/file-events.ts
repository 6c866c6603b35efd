import { z } from 'zod';
import { twinWhy } from './records.ts';
import { revealWhy } from './reveal.ts';

const id = z.string().min(1).max(200);
/** Minutes since midnight. */
const minutes = z.int().min(0).max(1440);
const pointKind = z.enum(['phone', 'email']);

/** What we note about a customer ourselves, in the customer's own stream (`caseId` null). Merged into `eventData`. */
export const fileEventData = {
  /**
   * Something that everybody has to see at every contact. Changing one is another one that `replaces` it: of two people who change the same
   * at once both texts stay, and nothing is written over that its writer had not seen.
   */
  'customer.remark-set.1': z.strictObject({
    remarkId: id,
    text: z.string().min(1).max(500),
    replaces: id.nullable(),
  }),
  /** `text`: what it said. */
  'customer.remark-removed.1': z.strictObject({ remarkId: id, text: z.string().max(500) }),
  /** `value` as it was written; `country` (ISO 3166-1 alpha-2) is where a phone number without its country is read. */
  'customer.contact-point-added.1': z.strictObject({
    pointId: id,
    kind: pointKind,
    value: z.string().min(1).max(200),
    country: z.string().length(2).nullable(),
    /** Whose it is, or which: "neighbour", "work". */
    label: z.string().max(100),
  }),
  'customer.contact-point-removed.1': z.strictObject({
    pointId: id,
    kind: pointKind,
    value: z.string().max(200),
  }),
  /** What the customer prefers, all of it: the newest counts. */
  'customer.preferred.1': z.strictObject({
    /** ISO 639-1, as in a customer's record. */
    language: z.string().length(2).nullable(),
    /** 1 Monday to 7 Sunday. None: any day. */
    days: z.array(z.int().min(1).max(7)).max(7),
    /** The hours, in `zone`; both or none. */
    from: minutes.nullable(),
    until: minutes.nullable(),
    /** IANA, where the customer lives. Null: nobody said. */
    zone: z.string().min(1).max(64).nullable(),
  }),
  /**
   * This record and `into` are one person, and from now on that person is shown as `into`. It stands in the stream of the record that is
   * not shown by itself any more, so that a record is never in two of them.
   */
  'customer.linked.1': z.strictObject({ into: id, why: z.string().max(500) }),
  'customer.unlinked.1': z.strictObject({ into: id, why: z.string().max(500) }),
  /** `hints`: what spoke for one person when somebody said that they are two. It says nothing new from then on (decision 0048). */
  'customer.unlinked.2': z.strictObject({
    into: id,
    why: z.string().max(500),
    hints: z.array(twinWhy).max(4),
  }),
  /** Somebody asked or looked: the suggestion that these two are one person is wrong. */
  'customer.not-twin.1': z.strictObject({ otherId: id }),
  /** Somebody whose role sees phones and e-mails masked saw those of this customer whole, and said why. */
  'customer.revealed.1': z.strictObject({ why: revealWhy }),
} as const;
