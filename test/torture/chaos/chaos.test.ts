import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { SyncView } from '#shared/views/sync.ts';
import { openStore } from '#store/store.ts';
import { usualPace } from '#store/sync/pace.ts';
import { startSync } from '#store/sync/sync.ts';
import { poolOf } from '../../server/centre.ts';
import { centreOn, staffedDatabase } from '../../server/staffed.ts';
import { note, openCase } from '../../store/fixture.ts';
import { diceOf } from '../power/disk.ts';
import { openChaosProxy, type Trouble } from './proxy.ts';

const pace = { ...usualPace, poll: [200, 500], backoff: [50, 400], patience: 1500, silence: 3000 } as const;
const seed = 20_261_125;
const kinds = ['latency', 'reset', 'blackhole', 'half-close'] as const;

type Centre = Awaited<ReturnType<typeof centreOn>>;

async function deskAt(centre: Centre, person: string, port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-chaos-'));
  const key = randomBytes(32);
  const desk = { person: { id: person, name: person }, company: 'Chaos' };
  const store = await openStore({ folder, key, fresh: true, desk });
  const failures: unknown[] = [];
  const sync = startSync({
    store,
    location: { folder, key },
    person,
    server: `http://127.0.0.1:${port}`,
    signedIn: await centre.signIn(person),
    transport: { fetch },
    changed: () => undefined,
    failed: (error) => failures.push(error),
    pace,
  });
  onTestFinished(async () => {
    await sync.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { store, sync, failures };
}

const hash = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

/** What a desk holds of the team's events, and what it shows of its cases, in one number each. */
function hashesOf({ store }: Awaited<ReturnType<typeof deskAt>>): { events: string; cases: string } {
  const events = store.db.prepare("SELECT n, id FROM event WHERE team = 'day' ORDER BY n").all();
  const cases = store.db
    .prepare('SELECT case_id, status, pending, body FROM case_now ORDER BY case_id')
    .all();
  return { events: hash(events), cases: hash(cases) };
}

test('three desks behind a network that is late, cut, deaf and half closed are level with the ledger within a minute of its healing', async () => {
  const url = await staffedDatabase();
  const centre = await centreOn(url);
  await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const dice = diceOf(seed);
  const proxy = await openChaosProxy((centre.app.server.address() as AddressInfo).port, dice);
  onTestFinished(() => proxy.close());
  const desks = await Promise.all(
    ['lucia', 'nuria', 'lucia'].map((person) => deskAt(centre, person, proxy.port)),
  );

  const bad = (): Trouble => {
    const afterBytes = Math.floor(dice() * 3000);
    const which = dice();
    if (which < 0.3) return { kind: 'latency', most: 800 };
    if (which < 0.55) return { kind: 'reset', afterBytes };
    if (which < 0.7) return { kind: 'blackhole', afterBytes };
    return which < 0.85 ? { kind: 'half-close', afterBytes } : { kind: 'none' };
  };
  proxy.setTrouble(bad);
  let written = 0;
  // How often a trouble strikes hangs on the machine's pace, so it goes on until each has struck often enough.
  const isProved = () => kinds.every((kind) => proxy.counts()[kind] >= 3);
  for (let turn = 0; turn < 60 || (turn < 300 && !isProved()); turn += 1) {
    for (const [index, { store, sync }] of desks.entries()) {
      const customerId = `c${(turn + index) % 7}`;
      const caseId = crypto.randomUUID();
      store.record([openCase(customerId, caseId), note(customerId, caseId, `turn ${turn}`)]);
      written += 2;
      sync.recorded();
    }
    await sleep(150);
    // A long connection that nothing happens to would know no trouble.
    if (turn % 5 === 4) proxy.cutAll();
  }
  const counts = { ...proxy.counts() };
  proxy.setTrouble(() => ({ kind: 'none' }));
  proxy.cutAll();
  const healed = Date.now();

  const isLevel = () =>
    desks.every(({ store }) => (store.view({ view: 'sync' }) as SyncView).unsent === 0) &&
    new Set(desks.map((desk) => hash(hashesOf(desk)))).size === 1;
  await expect.poll(isLevel, { timeout: 60_000, interval: 250 }).toBe(true);
  const pool = poolOf(url);
  const { rows: ledger } = await pool.query<{ n: number; id: string }>(
    "SELECT n, key AS id FROM change WHERE team = 'day' AND kind = 'event' ORDER BY n",
  );
  console.log(`level ${Date.now() - healed} ms after healing; seed ${seed}, ${JSON.stringify(counts)}`);
  expect(new Set(ledger.map(({ id }) => id)).size).toBe(written);
  expect(ledger).toHaveLength(written);
  for (const desk of desks) expect(hashesOf(desk).events).toBe(hash(ledger));
  expect(desks.flatMap(({ failures }) => failures)).toEqual([]);
  for (const kind of kinds) expect(counts[kind], kind).toBeGreaterThan(2);
}, 180_000);
