import type { Change, Page } from '#shared/wire.ts';
import { diceOf } from './dice.ts';
import { events } from './events.ts';
import { order } from './orders.ts';
import { customer, customerId, staff } from './people.ts';

/** Raise it when anything that this folder makes becomes different: cached stores of another number are not used. */
export const companyVersion = 1;

/** Customers come in blocks of a thousand that hold the same numbers of orders and events. */
export const block = { customers: 1_000, orders: 5_000, events: 10_000 } as const;
const changesOfBlock = block.customers + block.orders + block.events;
const pageSize = 2_000;
const team = 'bench';
const epoch = 'bench';

/** The bench's present: everything in the company is older. */
export const benchNow = Date.UTC(2026, 10, 20, 12);
const years = 3 * 365 * 86_400_000;

/** How many orders and events a customer has, by place in its block: a few have hundreds, most have two or three. */
const kinds = [
  { upTo: 1, orders: 200, events: 300 },
  { upTo: 10, orders: 60, events: 100 },
  { upTo: 100, orders: 15, events: 30 },
  { upTo: 400, orders: 5, events: 11 },
  { upTo: 610, orders: 3, events: 5 },
  { upTo: 800, orders: 2, events: 5 },
  { upTo: 1_000, orders: 2, events: 4 },
] as const;

/** What the customer with this index has. The heavy ones are spread over the block. */
export function amounts(index: number): { orders: number; events: number } {
  const place = ((index % block.customers) * 617 + 331) % block.customers;
  return kinds.find(({ upTo }) => place < upTo) ?? kinds[6];
}

type Unnumbered = Change extends infer C ? (C extends Change ? Omit<C, 'n'> : never) : never;

function* changesOf(index: number, firstOrder: number): Generator<Unnumbered> {
  const dice = diceOf(index);
  const id = customerId(index);
  const since = benchNow - dice.int(years / 2, years);
  const { orders, events: count } = amounts(index);
  yield { record: customer(index, dice, since) };
  const step = Math.floor((benchNow - since) / orders);
  for (let i = 0; i < orders; i += 1) {
    const placedAt = since + i * step + dice.int(0, step - 1);
    yield { record: order(id, firstOrder + i, placedAt, benchNow, dice) };
  }
  for (const event of events(id, count, since, benchNow, dice)) yield { event };
}

function blockOf(number: number): Unnumbered[] {
  const all: Unnumbered[] = [];
  let firstOrder = number * block.orders;
  for (let i = 0; i < block.customers; i += 1) {
    const index = number * block.customers + i;
    all.push(...changesOf(index, firstOrder));
    firstOrder += amounts(index).orders;
  }
  return all;
}

/** How many changes a company of so many blocks has, its people included. */
export const changeCount = (blocks: number): number => staff().length + blocks * changesOfBlock;

/**
 * The pages of a company of `blocks` thousand customers, sorted by customer. `from`: where the store stands; the first page
 * follows it, so that a fill that was stopped goes on.
 */
export function* pages(blocks: number, from: number): Generator<Page> {
  const people = staff();
  const page = (at: number, changes: Unnumbered[]): Page => ({
    team,
    epoch,
    from: at,
    to: at + changes.length,
    changes: changes.map((change, index) => ({ ...change, n: at + index + 1 })) as Change[],
  });
  if (from === 0)
    yield page(
      0,
      people.map((record) => ({ record })),
    );
  const start = Math.max(0, from - people.length);
  for (let number = Math.floor(start / changesOfBlock); number < blocks; number += 1) {
    const all = blockOf(number);
    const skip = Math.max(0, start - number * changesOfBlock);
    for (let i = skip; i < all.length; i += pageSize) {
      yield page(people.length + number * changesOfBlock + i, all.slice(i, i + pageSize));
    }
  }
}

/** The team whose cursor says how far a fill has come. */
export const benchTeam = team;
