import { z } from 'zod';
import { caseKind } from '../case/words.ts';
import { currency } from '../order/money.ts';
import { level, role } from '../people.ts';
import { texts } from './texts.ts';

/** What can be given to put something right. */
export const remedy = z.enum([
  'refund',
  'partial-refund',
  'voucher',
  'credit',
  'replacement',
  'partial-shipment',
  'express',
  'gift',
  'letter',
  'manager-call',
]);
export type Remedy = z.infer<typeof remedy>;

/** What a customer is to us, from their orders: rules/segment in recovery/. */
export const segment = z.enum(['new', 'one-off', 'regular', 'loyal', 'at-risk']);
export type Segment = z.infer<typeof segment>;

/** How bad it is for the customer. */
export const severity = z.enum(['low', 'medium', 'high']);
export type Severity = z.infer<typeof severity>;

const minor = z.int().min(0).max(100_000_000);
const percent = z.number().min(0).max(100);

/**
 * One alternative of the manual. It is proposed where kind, segment and severity match; an empty list matches all. The amount is a part of
 * what went wrong (`percent` of the order's total or of the failed lines), at least `least` and at most `most` minor units of the
 * manual's currency; both null for what has no amount (a letter).
 */
export const offer = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  remedy,
  kinds: z.array(caseKind).max(20),
  segments: z.array(segment).max(5),
  severities: z.array(severity).max(3),
  percent: percent.nullable(),
  least: minor.nullable(),
  most: minor.nullable(),
  /** What to say with it. */
  note: texts(200),
});
export type Offer = z.infer<typeof offer>;

/**
 * What a role may give at once, in minor units of the manual's currency: at one time, and in a calendar month. Without a level it is for all
 * levels of the role that have none of their own (authorityOf).
 */
export const authority = z.strictObject({
  role,
  level: level.optional(),
  once: minor,
  month: minor,
  remedies: z.array(remedy).max(20),
});
export type Authority = z.infer<typeof authority>;

/** The company's parameters of segments and of value at risk. */
export const worth = z.strictObject({
  /** Whoever ordered first within so many days is new. */
  newDays: z.int().min(1).max(3650),
  /** Loyal: so many orders within `loyalMonths`. */
  loyalOrders: z.int().min(2).max(1000),
  loyalMonths: z.int().min(1).max(120),
  /** At risk: silent for so many times their usual gap between orders. */
  silentGaps: z.number().min(1).max(20),
  /** Of what they spend, what is left to us. */
  marginPercent: percent,
  /** For so many years to come a customer who stays is counted. */
  years: z.number().min(0.5).max(10),
  /** How likely it is that one failure loses them, and how much each further one adds. */
  lossPercent: percent,
  lossPercentEach: percent,
});
export type Worth = z.infer<typeof worth>;

/** What things cost us, in minor units: where a remedy has no amount of its own. */
export const costs = z.strictObject({
  /** A minute of a person's time. */
  minute: minor,
  /** Sending a parcel once more; sending it express above the normal price. */
  parcel: minor,
  express: minor,
  gift: minor,
  /** Of a product's price, what it costs us. */
  productPercent: percent,
  letterMinutes: z.int().min(0).max(600),
  managerMinutes: z.int().min(0).max(600),
});
export type Costs = z.infer<typeof costs>;

/** The compensation manual of a team: kind x segment x severity gives alternatives. */
export const manual = z.strictObject({
  about: z.literal('manual'),
  currency,
  offers: z.array(offer).max(60),
  authorities: z.array(authority).max(16),
  worth,
  costs,
  /** What one unit of the manual's currency is worth in others: with these, what is given in them is measured too. */
  rates: z.array(z.strictObject({ currency, rate: z.number().positive().max(1_000_000) })).max(30),
});
export type Manual = z.infer<typeof manual>;
