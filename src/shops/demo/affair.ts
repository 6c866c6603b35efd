import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import { later } from './parcels.ts';
import type { Ending, Says } from './says/affair.ts';
import { damaged, missing } from './says/broken.ts';
import { late, lost } from './says/delivery.ts';
import { billing, returning } from './says/money.ts';
import { described, wrong } from './says/product.ts';

const says = {
  late,
  lost,
  damaged,
  wrong,
  missing,
  described,
  billing,
  return: returning,
} as const satisfies {
  [trouble: string]: readonly Says[];
};
export type Trouble = keyof typeof says;

/** When a generated case moves. The order follows the same plan, so that words and facts agree. */
export type Affair = {
  says: Says;
  ending: Ending;
  firstAt: number;
  /** The promise made in the first call, null when none was. */
  until: number | null;
  broken: boolean;
  secondAt: number;
  refundAt: number | null;
  resentAt: number | null;
  receivedAt: number | null;
  doneAt: number;
};

/** When somebody of ours is there, on the customer's clock: the afternoon in Madrid is the morning in America. */
export function openHours(zone: string): readonly [from: number, to: number] {
  return zone.startsWith('America/') ? [9, 14] : [9, 19];
}

/** Plans a case about an order: the call, a promise that is kept or not, and an end. */
export function affairOf(
  { dice, calendar }: World,
  { market: { zone } }: Buyer,
  trouble: Trouble,
  order: { promisedAt: number; arrived: number; placedAt: number },
): Affair {
  const chosen = dice.pick<Says>(says[trouble]);
  const ending = dice.pick(Object.keys(chosen.endings) as Ending[]);
  const open = openHours(zone);
  const after = (from: number, days: number) => later(dice, calendar, zone, from, days, open);
  const firstAt =
    trouble === 'late'
      ? after(order.promisedAt, 1)
      : trouble === 'lost'
        ? after(order.promisedAt, dice.int(2, 3))
        : trouble === 'billing'
          ? after(order.placedAt, dice.int(3, 20))
          : after(order.arrived, dice.int(trouble === 'return' ? 2 : 0, trouble === 'return' ? 12 : 3));
  const until = dice.chance(0.75)
    ? calendar.at(
        zone,
        calendar.workday(
          zone,
          calendar.dayOf(zone, firstAt) + (trouble === 'return' ? dice.int(4, 7) : dice.int(1, 2)),
        ),
        open[1] * 60 + 30,
      )
    : null;
  // Nobody asks again for what has arrived meanwhile.
  const broken =
    until !== null && dice.chance(0.2) && (trouble !== 'late' || until + 24 * 3_600_000 < order.arrived);
  const secondAt =
    until === null
      ? after(firstAt, trouble === 'return' ? dice.int(4, 7) : dice.int(1, 3))
      : broken
        ? after(until, 1)
        : Math.max(until - dice.int(20, 300) * 60_000, firstAt + 3_600_000);
  const refundAt = ending === 'refund' ? Math.max(secondAt, order.arrived) + 14 * 60_000 : null;
  const resentAt =
    ending === 'replacement' ? after(Math.max(secondAt, trouble === 'lost' ? order.arrived : 0), 1) : null;
  const receivedAt = resentAt === null ? null : after(resentAt, dice.int(1, 3));
  const end = receivedAt ?? refundAt ?? (ending === 'arrived' ? Math.max(order.arrived, secondAt) : secondAt);
  const doneAt = end + dice.int(12, 25) * 60_000;
  return { says: chosen, ending, firstAt, until, broken, secondAt, refundAt, resentAt, receivedAt, doneAt };
}
