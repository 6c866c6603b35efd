import type { Item } from './catalogue.ts';
import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import type { Dice } from './dice.ts';
import { fill, genderSlots } from './fill.ts';
import { later } from './parcels.ts';
import type { Pen } from './pen.ts';
import type { Ending, Says } from './says/affair.ts';
import { damaged, missing } from './says/broken.ts';
import { late, lost } from './says/delivery.ts';
import { billing, returning } from './says/money.ts';
import { described, wrong } from './says/product.ts';
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
  return { says: chosen, ending, firstAt, until, broken, secondAt, refundAt, resentAt, receivedAt, doneAt };
}

/** Writes the case of an affair. */
export function tell(
  { dice, calendar }: World,
  buyer: Buyer,
  pen: Pen,
  affair: Affair,
  about: { orderId: string; number: string; item: Item; carrier: string },
): void {
  const { code, kind, subjects, words, first, tried, promises, again, endings } = affair.says;
  const number = buyer.record.phones[0]?.e164 ?? null;
  const writes = dice.chance(0.14) && buyer.record.emails.length > 0;
  const channel = number === null || writes ? 'email' : 'call';
  const slots = {
    ...genderSlots(buyer),
    order: about.number,
    carrier: about.carrier,
    item: about.item.title.es,
    ...(channel === 'call'
      ? { Llama: 'Llama', Llamar: 'Llamar', llamada: 'a llamada' }
      : { Llama: 'Escribe', Llamar: 'Escribir', llamada: 'o correo' }),
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
  pen.solve(done + 4 * 60_000, other, caseId, spanish(endings[affair.ending] ?? []));
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
