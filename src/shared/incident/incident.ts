import { z } from 'zod';
import { instant } from '../instant.ts';
import { texts } from '../rules/texts.ts';

const word = z.string().trim().min(1).max(100);
const words = z.array(word).max(50);
const range = z.strictObject({ from: instant.nullable(), to: instant.nullable() });

/**
 * Whom an incident touches. Everything that is given must be so, and one of several words is enough; what is not given does not matter.
 * Upper and lower case and accents do not matter.
 */
export const incidentRule = z.strictObject({
  carriers: words,
  /** Where a parcel was labelled or collected: shops name no warehouse. */
  warehouses: words,
  /** A whole SKU, or a part of a product's title. */
  products: words,
  /** In the SKU, the title or the remark on the order: shops keep no field for it. */
  batches: words,
  shops: words,
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(50),
  /** Beginnings of postcodes. */
  postcodes: words,
  /** A region or a city. */
  regions: words,
  /** When it was ordered, both ends included; null: does not matter. */
  ordered: range.nullable(),
  /** When a parcel of it left. */
  shipped: range.nullable(),
});
export type IncidentRule = z.infer<typeof incidentRule>;

export const emptyRule: IncidentRule = Object.freeze({
  carriers: [],
  warehouses: [],
  products: [],
  batches: [],
  shops: [],
  countries: [],
  postcodes: [],
  regions: [],
  ordered: null,
  shipped: null,
});

export const severity = z.enum(['info', 'warning', 'serious']);
export type Severity = z.infer<typeof severity>;

/** The most severe first. */
export const bySeverity = (a: { severity: Severity }, b: { severity: Severity }): number =>
  severity.options.indexOf(b.severity) - severity.options.indexOf(a.severity);

/** Whether a rule says anything: one that does not would touch everybody. */
export function isEmptyRule(rule: IncidentRule): boolean {
  return Object.values(rule).every((part) =>
    part === null ? true : Array.isArray(part) ? part.length === 0 : part.from === null && part.to === null,
  );
}

/** A known trouble that touches many: a page of a team's rules, `incident:ID`. */
export const incident = z.strictObject({
  about: z.literal('incident'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  title: texts(120),
  /** What to say to the customer, and what to offer. */
  say: texts(2000),
  offer: texts(2000),
  severity,
  since: instant,
  /** Null: nobody knows. */
  until: instant.nullable(),
  state: z.enum(['open', 'closed']),
  rule: incidentRule.refine((rule) => !isEmptyRule(rule)),
});
export type Incident = z.infer<typeof incident>;

/** What is to be said of it now: an open one that has begun and is not over. */
export function isOnNow(
  { state, since, until }: Pick<Incident, 'state' | 'since' | 'until'>,
  now: number,
): boolean {
  return state === 'open' && since <= now && (until === null || until > now);
}
