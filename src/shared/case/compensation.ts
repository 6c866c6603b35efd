import { z } from 'zod';
import { type Money, money } from '../order/money.ts';
import { remedy, segment, severity } from '../rules/manual.ts';
import { caseKind } from './words.ts';

const id = z.string().min(1).max(200);

/**
 * What is given, or asked for, to put something right, with everything it was decided from: the segment, the value at risk and the version of
 * the manual are those of that moment, so that it can be explained when all of them are others.
 */
export const compensation = z.strictObject({
  compensationId: id,
  remedy,
  /** What the customer gets; null for what has no amount. */
  amount: money.nullable(),
  /** What it costs us, as the manual reckoned it; null: not known. */
  cost: money.nullable(),
  orderId: id.nullable(),
  /** In the person's words: which product, the voucher's code, what was said with it. */
  what: z.string().max(2000),
  decidedFrom: z.strictObject({
    kind: caseKind,
    severity,
    segment,
    valueAtRisk: money.nullable(),
    /** The manual's own alternative; null for another. */
    offer: z.string().max(40).nullable(),
    /** Version of the manual; 0: the program's own. */
    manual: z.int().min(0),
  }),
  /** Earlier remedies that the person saw, and gave this one all the same. */
  despite: z.array(id).max(100),
  /**
   * The stop before the same thing is sent once more: how often it went wrong, and what was checked by hand this time. Null where
   * there was nothing to stop for.
   */
  stop: z.strictObject({ times: z.int().min(2).max(1000), checked: z.string().min(1).max(2000) }).nullable(),
});
/** Of the second shape: sending it costs something besides, in a currency that the manual could not reckon into that of the goods. */
export const compensationBesides = compensation.extend({ besides: money });
export type Compensation = z.infer<typeof compensation> & { besides?: Money };

/**
 * `requested`: somebody with more authority has to say yes. `given`: the customer has it, or was told so. `withdrawn`: it was taken back, whether
 * asked for or given by mistake.
 */
export type CompensationState = 'requested' | 'given' | 'declined' | 'withdrawn';

/** A compensation as the events left it. `by` asked for it or gave it; `answered` is who said yes or no, or took it back. */
export type CompensationNow = Compensation & {
  state: CompensationState;
  by: string;
  at: number;
  answered: { by: string; at: number; text: string } | null;
  /** Somebody else answered it, and whoever asked has neither read that nor written anything in the case since. */
  unread?: boolean;
  /** What was asked for, where less was said yes to. */
  askedFor?: Compensation['amount'];
  /** With a request: what whoever decides should know. */
  why?: string;
};

/** Whether two are for the same thing: the same order, or both for none. */
export function isForSame(one: Pick<Compensation, 'orderId'>, other: Pick<Compensation, 'orderId'>): boolean {
  return one.orderId === other.orderId;
}

/** What was asked for, when only so much of it is said yes to: it costs us as much less. */
export function lessOf<C extends Compensation>(
  one: C,
  amount: Money,
): C & { askedFor: Compensation['amount'] } {
  const { amount: askedFor, cost } = one;
  const minor =
    cost && askedFor && askedFor.minor > 0 && Math.round((cost.minor * amount.minor) / askedFor.minor);
  return { ...one, amount, cost: cost && typeof minor === 'number' ? { ...cost, minor } : cost, askedFor };
}

/** What it is worth to the customer, else what it costs us: what an authority is measured by. */
export function worthOf({ amount, cost }: Pick<Compensation, 'amount' | 'cost'>): Compensation['amount'] {
  return amount ?? cost;
}
