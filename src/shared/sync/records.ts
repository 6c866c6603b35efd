import { z } from 'zod';
import { instant, zone } from '../instant.ts';
import { isOwnName, teamId } from '../team.ts';

/** How much one `POST /records` may carry. Bytes are of UTF-8. */
export const recordLimits = { records: 1000, bytes: 1024 * 1024 } as const;

/**
 * Why a record was not taken. `shape`: it is no record, `field` says where; `unknown-customer`: send the customer first;
 * `other-team`: the order is another team's already and cannot move; `no-team`: no rule gives the customer a team;
 * `person`: people, and who is away, come from the centre's accounts; `rules`: a team's rules are published by a person; `skills`: the list is an admin's;
 * `erased`: its person was erased, and what was erased does not come back.
 */
export const recordRefusal = z.enum([
  'shape',
  'unknown-customer',
  'other-team',
  'no-team',
  'person',
  'rules',
  'skills',
  'erased',
]);
export type RecordRefusal = z.infer<typeof recordRefusal>;

/** What became of one record, in the order in which they were sent. `same`: nothing changed and it got no number. */
export const recordOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.enum(['new', 'changed', 'same']) }),
  z.strictObject({
    outcome: z.literal('refused'),
    why: recordRefusal,
    field: z.string().max(300).nullable(),
  }),
]);
export type RecordOutcome = z.infer<typeof recordOutcome>;

/** Records are read one by one: one that is wrong does not stop the others. */
export const recordsAsk = z.strictObject({ records: z.array(z.unknown()).min(1).max(recordLimits.records) });
export const recordsAnswer = z.strictObject({ outcomes: z.array(recordOutcome) });

const country = z.string().regex(/^[A-Z]{2}$/);
/** A shop's name begins the ids of its orders and people (`shop:1001`), so it holds no colon. */
export const shopName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,63}$/u)
  .refine(isOwnName);

/** Gives a new customer a team. Null matches everything; `brand` is how the shop's name begins. */
export const teamRule = z.strictObject({
  shop: z.string().min(1).max(64).nullable(),
  brand: z.string().min(1).max(64).nullable(),
  country: country.nullable(),
  team: teamId,
});
export type TeamRule = z.infer<typeof teamRule>;

/** The first rule that matches wins; `rest` is the team of whoever matches none. */
export const teamRules = z.strictObject({ rules: z.array(teamRule).max(1000), rest: teamId.nullable() });
export type TeamRules = z.infer<typeof teamRules>;

/** Customers whom no rule gives a team, of the last thirty days. `shops`: which sent them, at most twenty. */
export const untaken = z.strictObject({
  customers: z.int().min(0),
  first: instant.nullable(),
  last: instant.nullable(),
  shops: z.array(z.string()),
});
export type Untaken = z.infer<typeof untaken>;

export const shopKind = z.enum(['shopify', 'woocommerce']);
const secret = z.string().min(8).max(400);

/** A shop as an admin sets it. Secrets, the newest first, are only ever written: left out, they stay as they are. */
export const shopAsk = z.strictObject({
  kind: shopKind,
  zone: zone.nullable(),
  country: country.nullable(),
  secrets: z.array(secret).min(1).max(2).optional(),
});
export type ShopAsk = z.infer<typeof shopAsk>;

/** `last`: its newest webhook whose signature was right. */
export const shopView = z.strictObject({
  name: shopName,
  kind: shopKind,
  zone: zone.nullable(),
  country: country.nullable(),
  secrets: z.int().min(0),
  last: z.strictObject({ at: instant, topic: z.string(), outcome: z.string() }).nullable(),
});
export type ShopView = z.infer<typeof shopView>;

export const integrationView = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  scope: z.literal('records'),
  created: instant,
  lastUsed: instant.nullable(),
  revoked: instant.nullable(),
});
export type IntegrationView = z.infer<typeof integrationView>;

/** How much a team holds. `n`: the last number of its stream. */
export const teamCounts = z.strictObject({
  team: teamId,
  name: z.string(),
  n: z.int().min(0),
  customers: z.int().min(0),
  orders: z.int().min(0),
  twins: z.int().min(0),
  people: z.int().min(0),
});
export type TeamCounts = z.infer<typeof teamCounts>;
