import { openDatabase } from '#store/database.ts';
import { diceOf } from '../company/dice.ts';
import { type BenchStore, openBench } from '../company/fill.ts';
import { limitResult, type Result, ratioResult } from '../result.ts';
import { compare } from '../stats.ts';
import type { Turns } from '../turns.ts';
import { history } from './history.ts';
import { phone } from './phone.ts';
import { record, takeBack } from './record.ts';
import { search } from './search.ts';

const compared = ({ floor, value }: Turns) => compare(floor, value);

/** Everything that is measured on the store without a window. `say`: what is being measured now. */
export async function measureStore(place: BenchStore, say: (what: string) => void): Promise<Result[]> {
  const store = await openBench(place);
  const bare = openDatabase({ folder: place.folder, key: place.key, fresh: false });
  const customers = place.blocks * 1_000;
  const dice = diceOf(2026);
  try {
    takeBack(store.db);
    say('history of a customer');
    const past = await history(store, bare, customers, dice);
    say('phone look-up');
    const calls = await phone(store, bare, customers, dice);
    say('search while typing');
    const typed = await search(store, bare, customers, dice);
    say('events recorded');
    const kept = compared(await record(store, place, customers, dice));
    const perSecond = (ms: number) => Math.round(1_000 / ms);
    return [
      ratioResult(
        'history, any customer',
        rowsAnd('JSON.parse of each JSON column'),
        compared(past.random),
        1.3,
      ),
      ratioResult(
        'history, customers read before',
        rowsAnd('JSON.parse of each JSON column'),
        compared(past.warm),
        1.3,
      ),
      ratioResult(
        'history, against unread text',
        rowsAnd('nothing made of them: no JSON is parsed'),
        compared(past.text),
        null,
      ),
      ratioResult(
        'ring, one match with its history',
        'indexed SELECT of the number, then the rows of the history as above',
        compared(calls.one),
        null,
      ),
      ratioResult(
        'ring, four share the number',
        'indexed SELECT of the number, then the row of each customer',
        compared(calls.shared),
        null,
      ),
      ratioResult(
        'ring, nobody has the number',
        'indexed SELECT of the number; the door also reads the number (libphonenumber)',
        compared(calls.unknown),
        null,
      ),
      limitResult(
        'search while typing',
        'one query of the same index (FTS5 or found_by), LIMIT 20, no cards',
        compared(typed),
        16,
      ),
      ratioResult(
        `a note recorded, ${perSecond(kept.value.p50)} a second (floor ${perSecond(kept.floor.p50)})`,
        'one INSERT of the same bytes, committed alone, synchronous=FULL, same cipher',
        kept,
        null,
      ),
    ];
  } finally {
    bare.close();
    store.close();
  }
}

const rowsAnd = (then: string) =>
  `the rows of the same statements by .all(), each by itself, on an own connection with the same settings, ${then}`;
