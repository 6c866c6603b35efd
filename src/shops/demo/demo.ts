import type { Change, Page, Record } from '#shared/wire.ts';
import { orderCount, shoppingTimes } from './buying.ts';
import { calendarOf } from './calendar.ts';
import { chat } from './chat.ts';
import { course, type World } from './course.ts';
import { type Buyer, customerId, customers } from './customers.ts';
import { diceOf } from './dice.ts';
import { demoIncidents } from './incidents.ts';
import { ledgerOf } from './ledger.ts';
import { type Pen, penOf } from './pen.ts';
import { demoSkills, staff } from './staff.ts';
import { stories } from './stories/all.ts';
import { tellStory } from './stories/tell.ts';
import { twinsOf } from './twins.ts';

const generated = 2000;
const pageSize = 2000;

/**
 * The demo company Casa Lumbre as pages of its team's stream: people and known incidents, then each customer with orders and events, then
 * suggested twins. The same for the same seed and anchor.
 * @param options.anchor the demo's now, milliseconds since 1970 in UTC: nothing in it is later.
 */
export function* demoPages(options: {
  seed: number;
  anchor: number;
  team?: string;
  epoch?: string;
}): Generator<Page> {
  const { seed, anchor, team = 'casalumbre', epoch = `demo-${seed}` } = options;
  let from = 0;
  let changes: Change[] = [];
  for (const what of company(seed, anchor, team)) {
    changes.push({ n: from + changes.length + 1, ...what });
    if (changes.length < pageSize) continue;
    yield { team, epoch, from, to: from + changes.length, changes };
    from += changes.length;
    changes = [];
  }
  if (changes.length > 0) yield { team, epoch, from, to: from + changes.length, changes };
}

type What = { record: Record } | { event: Extract<Change, { event: unknown }>['event'] };

function* company(seed: number, anchor: number, team: string): Generator<What> {
  const dice = diceOf(`casa-lumbre/${seed}`);
  const calendar = calendarOf(anchor);
  const world: World = { dice, calendar, ledger: ledgerOf(dice.fork('numbers'), calendar) };
  for (const record of [demoSkills, ...staff, ...demoIncidents(calendar, team)]) yield { record };

  for (const [index, story] of stories.entries()) {
    const told = tellStory({ ...world, dice: dice.fork(`story ${story.key}`) }, story, index + 1);
    for (const record of told.records) yield { record };
    for (const event of told.events) yield { event };
  }

  const first = stories.length + 1;
  const taken = new Set(stories.flatMap(({ phones }) => phones.map(([, e164]) => e164 ?? '')));
  const buyers = customers(dice.fork('customers'), calendar, first, generated, taken);
  const again = twinsOf(dice.fork('twins'), buyers, first + generated);
  for (const buyer of [...buyers, ...again.buyers]) {
    const own = dice.fork(buyer.record.id);
    const pen = penOf(own.fork('pen'), buyer.record.id, anchor);
    yield { record: buyer.record };
    for (const record of ordersOf({ ...world, dice: own }, buyer, pen)) yield { record };
    for (const event of pen.events()) yield { event };
  }
  for (const record of [...storyTwins(), ...again.twins]) yield { record };
}

function ordersOf(world: World, buyer: Buyer, pen: Pen): Record[] {
  const { dice, calendar } = world;
  const { record, market } = buyer;
  const since = record.since ?? calendar.at(market.zone, -dice.int(2, 700), 12 * 60);
  const weeks = (calendar.anchor - since) / 604_800_000;
  const count = record.guest ? 1 : Math.min(orderCount(dice), 1 + Math.floor(weeks / 3));
  const times = count === 0 ? [] : shoppingTimes(dice, calendar, market, since, count);
  const orders = times.map((at) => course(world, buyer, at, pen));
  chat(world, buyer, pen, orders);
  return orders;
}

function storyTwins(): Record[] {
  const idOf = (key: string) => customerId(stories.findIndex((story) => story.key === key) + 1);
  return stories.flatMap(({ key, twinOf }): Record[] => {
    if (!twinOf) return [];
    const customerIds: [string, string] = [idOf(twinOf.key), idOf(key)];
    return [{ type: 'twin', id: customerIds.join('|'), customerIds, why: twinOf.why }];
  });
}
