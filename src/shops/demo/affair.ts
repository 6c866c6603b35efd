import type { Item } from './catalogue.ts';
import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import type { Dice } from './dice.ts';
import { fill, genderSlots } from './fill.ts';
import { later } from './parcels.ts';
import type { Pen } from './pen.ts';
import type { Ending, Says } from './says/affair.ts';
import { late, lost } from './says/delivery.ts';
import { billing, returning } from './says/money.ts';
import { damaged, described, missing, wrong } from './says/product.ts';
import type { StaffId } from './staff.ts';

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
  [trouble: string]: Says;
};
export type Trouble = keyof typeof says;

/** When a generated case moves. The order follows the same plan, so that words and facts agree. */
export type Affair = {
  trouble: Trouble;
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

const open: readonly [number, number] = [9, 19];

/** Plans a case about an order: the call, a promise that is kept or not, and an end. */
export function affairOf(
  { dice, calendar }: World,
  { market: { zone } }: Buyer,
  trouble: Trouble,
  order: { promisedAt: number; arrived: number; placedAt: number },
): Affair {
  const endings = Object.keys(says[trouble].endings) as Ending[];
  const ending = dice.pick(endings);
  const after = (from: number, days: number) => later(dice, calendar, zone, from, days, open);
  const firstAt =
    trouble === 'late'
      ? Math.min(after(order.promisedAt, 1), order.arrived - 3_600_000 * dice.int(2, 5))
      : trouble === 'lost'
        ? after(order.promisedAt, dice.int(2, 3))
        : trouble === 'billing'
          ? after(order.placedAt, dice.int(3, 20))
          : after(order.arrived, dice.int(trouble === 'return' ? 2 : 0, trouble === 'return' ? 12 : 3));
  const until = dice.chance(0.75)
    ? calendar.at(zone, calendar.workday(zone, calendar.dayOf(zone, firstAt) + dice.int(1, 2)), 19 * 60 + 30)
    : null;
  const broken = until !== null && dice.chance(0.2);
  const secondAt =
    until === null
      ? after(firstAt, dice.int(1, 3))
      : broken
        ? after(until, 1)
        : Math.max(until - dice.int(20, 300) * 60_000, firstAt + 3_600_000);
  const refundAt = ending === 'refund' ? Math.max(secondAt, order.arrived) + 14 * 60_000 : null;
  const resentAt =
    ending === 'replacement' ? after(Math.max(secondAt, trouble === 'lost' ? order.arrived : 0), 1) : null;
  const receivedAt = resentAt === null ? null : after(resentAt, dice.int(1, 3));
  const end = receivedAt ?? refundAt ?? (ending === 'arrived' ? Math.max(order.arrived, secondAt) : secondAt);
  const doneAt = end + dice.int(12, 25) * 60_000;
  return { trouble, ending, firstAt, until, broken, secondAt, refundAt, resentAt, receivedAt, doneAt };
}

/** Writes the case of an affair. */
export function tell(
  { dice, calendar }: World,
  buyer: Buyer,
  pen: Pen,
  affair: Affair,
  about: { orderId: string; number: string; item: Item; carrier: string },
): void {
  const { code, kind, subjects, words, first, tried, promises, again, endings } = says[affair.trouble];
  const slots = {
    ...genderSlots(buyer),
    order: about.number,
    carrier: about.carrier,
    item: about.item.title.es,
  };
  const spanish = (list: readonly string[]) => fill(dice.pick(list), slots);
  const own =
    buyer.language === 'en'
      ? words.en
      : buyer.market.country === 'ES'
        ? [...words.es, ...words.spain]
        : words.es;
  const recent = calendar.anchor - affair.firstAt < 40 * 86_400_000;
  const one = agent(dice, buyer, recent);
  const other = dice.chance(0.5) ? one : agent(dice, buyer, recent);
  const number = buyer.record.phones[0]?.e164 ?? null;
  const channel = number === null || dice.chance(0.14) ? 'email' : 'call';
  const talk = { channel, number: channel === 'call' ? number : null } as const;
  const minutes = () => (channel === 'call' ? dice.int(2, 11) + dice.next() : 0);

  const { caseId } = pen.open(affair.firstAt, one, {
    subject: spanish(subjects),
    words: fill(dice.pick(own), { ...slots, item: about.item.title[buyer.language] }),
    kind,
    orderId: about.orderId,
  });
  const end = pen.talk({
    ...talk,
    at: affair.firstAt,
    by: one,
    caseId,
    way: 'in',
    minutes: minutes(),
    code: affair.until === null ? code : 'promise-made',
  });
  if (dice.chance(0.7)) pen.note(end, one, caseId, spanish(tried), 'tried');
  pen.note(end + 70_000, one, caseId, spanish(first));
  const promise =
    affair.until === null ? null : pen.promise(end + 30_000, one, caseId, spanish(promises), affair.until);

  let at = affair.secondAt;
  if (promise !== null && affair.broken) {
    pen.ended(at - 20 * 60_000, one, caseId, promise, 'broken', 'No se cumplió en plazo.');
    at = pen.talk({ ...talk, at, by: other, caseId, way: 'in', minutes: minutes(), code: 'complaint' });
    pen.note(at, other, caseId, spanish(again));
  } else {
    if (channel === 'call' && dice.chance(0.22)) {
      pen.talk({
        ...talk,
        at: at - 9 * 60_000,
        by: other,
        caseId,
        way: 'out',
        minutes: null,
        code: 'no-answer',
      });
    }
    at = pen.talk({ ...talk, at, by: other, caseId, way: 'out', minutes: minutes() / 2, code: 'answered' });
    if (promise !== null) pen.ended(at, other, caseId, promise, 'kept', 'Hecho y avisado.');
  }
  const done = Math.max(affair.doneAt, at + 60_000);
  if (dice.chance(0.45)) {
    pen.talk({
      ...talk,
      at: done,
      by: other,
      caseId,
      way: 'out',
      minutes: minutes() / 3,
      code: affair.ending === 'refund' ? 'refund' : 'answered',
    });
  }
  pen.solve(
    done + 4 * 60_000,
    other,
    caseId,
    fill(dice.pick(endings[affair.ending as keyof typeof endings] ?? ['Resuelto.']), slots),
  );
}

/** Who takes it. Lucía's open cases are those of the stories, with few of the rest. */
export function agent(dice: Dice, { language }: Pick<Buyer, 'language'>, recent: boolean): StaffId {
  return dice.weighted<StaffId>([
    ['lucia', recent ? 3 : 27],
    ['mateo', language === 'en' ? 8 : 27],
    ['aisha', 25],
    ['tom', language === 'en' ? 45 : 18],
  ]);
}
