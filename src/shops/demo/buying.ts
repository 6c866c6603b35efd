import type { Calendar } from './calendar.ts';
import { catalogue, type Item } from './catalogue.ts';
import type { Dice } from './dice.ts';
import type { Market } from './markets.ts';

/** How busy each month is, January first: terraces in spring, gifts in November and December. */
const season = [0.55, 0.5, 0.75, 0.95, 1, 0.95, 0.8, 0.55, 0.65, 0.7, 1.1, 1.15];

/** How many orders a customer with an account has made: most few, some dozens. */
export function orderCount(dice: Dice): number {
  if (dice.chance(0.05)) return 0;
  return Math.min(78, Math.max(1, Math.round(Math.exp(1.78 + 0.95 * dice.normal()))));
}

/** The times at which a customer bought since `since`, oldest first: more in busy months, mostly in the evening. */
export function shoppingTimes(
  dice: Dice,
  calendar: Calendar,
  market: Market,
  since: number,
  count: number,
): number[] {
  const { zone, country } = market;
  const span = Math.max(1, -calendar.dayOf(zone, since));
  const until = calendar.anchor - 3_600_000;
  const time = () => {
    const hour = dice.weighted([
      [dice.int(8, 13), 3],
      [dice.int(14, 18), 3],
      [dice.int(19, 23), 4],
    ]);
    return calendar.at(zone, -Math.floor(dice.next() * (span + 1)), hour * 60 + dice.int(0, 59));
  };
  const fits = (at: number) => {
    const month = (calendar.monthOf(zone, at) + (country === 'AR' ? 6 : 0)) % 12;
    return at >= since && at <= until && dice.chance(season[month] ?? 1);
  };
  const times: number[] = [];
  for (let tries = 0; times.length < count && tries < count * 12; tries += 1) {
    const at = time();
    if (fits(at)) times.push(at);
  }
  if (times.length === 0) times.push(Math.min(until, since + 600_000));
  return times.sort((a, b) => a - b);
}

/** What is bought together: one to six different items, big ones alone, small ones in numbers. */
export function basket(dice: Dice, month: number): { item: Item; quantity: number }[] {
  const spring = month >= 2 && month <= 6;
  const size = dice.weighted([
    [1, 46],
    [2, 27],
    [3, 15],
    [4, 7],
    [dice.int(5, 8), 5],
  ]);
  const items = new Set<Item>();
  while (items.size < size) {
    const item = dice.pick(catalogue);
    const outdoor = ['JAR', 'RIE', 'MUE', 'MAC'].includes(item.department);
    if (outdoor && !spring && dice.chance(0.45)) continue;
    if (item.euros > 150 && dice.chance(0.6)) continue;
    items.add(item);
  }
  return [...items].map((item) => ({
    item,
    quantity:
      item.euros > 60
        ? 1
        : dice.weighted([
            [1, 70],
            [2, 18],
            [3, 6],
            [dice.int(4, 12), item.euros < 20 ? 6 : 1],
          ]),
  }));
}
