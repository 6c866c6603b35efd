import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesId } from '#shared/rules/records.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { RingView } from '#shared/views/search.ts';
import type { ViewRequest } from '#shared/views.ts';
import { openStore, type Store } from '#store/store.ts';
import { diceOf } from '../company/dice.ts';
import { benchDesk } from '../company/fill.ts';
import { benchNow, benchTeam, changeCount, pages } from '../company/pages.ts';
import { customerId, mobileOf } from '../company/people.ts';
import { type Result, ratioResult } from '../result.ts';
import { compare } from '../stats.ts';
import { takeTurns } from '../turns.ts';

const blocks = 1;
const customers = blocks * 1_000;

/** A company of a thousand customers at a desk whose team masks phones and e-mails for its role, or for nobody. */
async function desk(folder: string, masks: boolean): Promise<Store> {
  mkdirSync(folder);
  const store = await openStore({
    ...{ folder, key: randomBytes(32), fresh: true, desk: benchDesk },
    now: () => benchNow,
  });
  for (const page of pages(blocks, 0)) store.absorb(page);
  const n = changeCount(blocks);
  const content = { about: 'masking' as const, roles: masks ? (['agent', 'supervisor'] as const) : [] };
  const record = {
    ...{
      type: 'rules' as const,
      id: rulesId(benchTeam, 'masking'),
      team: benchTeam,
      name: 'masking' as const,
    },
    ...{
      version: 1,
      at: benchNow,
      by: benchDesk.person.id,
      content: { ...content, roles: [...content.roles] },
    },
  };
  store.absorb({
    ...{ team: benchTeam, epoch: 'bench', from: n, to: n + 1 },
    changes: [{ n: n + 1, record }],
  });
  return store;
}

/** What masking phones and e-mails costs at a desk: the same views of the same company, where it is settled and where it is not. */
export async function measureMasks(quick: boolean, say: (what: string) => void): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-bench-masks-'));
  const open: Store[] = [];
  try {
    say('two desks of a thousand customers, one of whom sees masks');
    for (const masks of [false, true]) open.push(await desk(join(folder, String(masks)), masks));
    const [plain, masked] = open as [Store, Store];
    const dice = diceOf(9);
    const rounds = quick ? 3 : 9;
    const some = Array.from({ length: customers / 2 }, () => dice.int(0, customers - 1));
    isMaskedThere(plain, masked);
    const row = async (name: string, about: string, of: (index: number) => ViewRequest): Promise<Result> => {
      say(name);
      const requests = some.map(of);
      const sides = [plain, masked].map((store) => (request: ViewRequest) => store.view(request));
      const [floor, value] = sides as [(typeof sides)[number], (typeof sides)[number]];
      await takeTurns(requests, 1, floor, value);
      const turns = await takeTurns(requests, rounds, floor, value);
      return ratioResult(name, about, compare(turns.floor, turns.value), null);
    };
    const same = 'the same view of the same company at a desk where nothing is masked';
    return [
      await row('history of a customer, masked', same, (index) => ({
        view: 'customer',
        customerId: customerId(index),
      })),
      await row('a ring, masked', same, (index) => ({ view: 'ring', from: mobileOf(index) })),
      await row('search for a name, masked', same, (index) => ({
        ...{ view: 'search', text: nameOf(plain, index), limit: 20 },
      })),
    ];
  } finally {
    for (const store of open) store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const viewOf = (store: Store, index: number) =>
  store.view({ view: 'customer', customerId: customerId(index) }) as CustomerView;

const nameOf = (store: Store, index: number): string =>
  (viewOf(store, index).customer.name ?? '').split(' ').slice(0, 2).join(' ');

/** @throws Error where what is compared is not what it is called. */
function isMaskedThere(plain: Store, masked: Store): void {
  const ring = (store: Store) => store.view({ view: 'ring', from: mobileOf(1) }) as RingView;
  const isSame =
    ring(plain)
      .matches.map(({ id }) => id)
      .join() ===
    ring(masked)
      .matches.map(({ id }) => id)
      .join();
  if (viewOf(plain, 1).masked || !viewOf(masked, 1).masked || !isSame)
    throw new Error('one of two desks sees masks');
}
