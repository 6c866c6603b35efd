import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { centreHeader } from '#shared/sync/identity.ts';
import { findKey } from '../../src/main/key/store-key.ts';
import { folderOf, type PersonHere, peopleHere } from '../../src/main/person/people-here.ts';
import { tellWiped } from '../../src/main/person/tell-wiped.ts';
import { wipesIn } from '../../src/main/person/wipe.ts';
import { atCall } from './wipe-at-call.ts';

const server = 'https://hilo.casalumbre.example';
const keychain = {
  available: () => true,
  seal: (text: string) => Buffer.from(text),
  open: (sealed: Buffer) => sealed.toString(),
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hilo-wipe-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const person = (id: string): PersonHere => ({
  server,
  id,
  name: id,
  role: 'agent',
  skills: [],
  level: 1,
  login: id,
  company: 'Casa Lumbre',
  device: randomUUID(),
  check: 'hash',
  provider: null,
});

/** Two people's stores, and one that was set aside. Returns who is to go. */
function furnished(): { lucia: PersonHere; folder: string } {
  const people = peopleHere(home);
  const [lucia, mateo] = [person('lucia'), person('mateo')];
  people.sits(mateo);
  people.sits(lucia);
  const folder = folderOf(home, lucia);
  for (const one of [folder, `${folder}-set-aside-20261120-120000`, folderOf(home, mateo)]) {
    mkdirSync(join(one, 'files'), { recursive: true });
    findKey(one, keychain);
    for (const name of ['hilo.db', 'hilo.db-wal', 'hilo.db.version-3', 'files/a'])
      writeFileSync(join(one, name), 'x');
  }
  return { lucia, folder };
}

const orderFor = ({ id, device }: PersonHere) => ({
  server,
  id,
  device,
  nonce: randomUUID(),
  handed: 3,
  lost: 0,
});

/** What of the person is left on the machine, by name. */
const left = () => readdirSync(join(home, 'people')).length;

test('an order ends everything of its person on this machine and nothing of anybody else, once', async () => {
  const { lucia, folder } = furnished();
  const people = peopleHere(home);
  const wipes = wipesIn(home, people, () => 7);
  const order = orderFor(lucia);
  const closed: boolean[] = [];
  // Written down and not begun while the store's process still has it open.
  const close = async () => void closed.push(existsSync(join(folder, 'key.json')));
  expect(await wipes.run(order, close)).toBe(true);
  expect(closed).toEqual([true]);
  expect(left()).toBe(1);
  expect(people.here(server)).toBeNull();
  expect(people.byLogin(server, 'lucia')).toBeNull();
  expect(people.byLogin(server, 'mateo')).not.toBeNull();
  expect(JSON.parse(readFileSync(join(home, 'wiped.json'), 'utf8'))).toEqual({
    v: 1,
    wipes: [{ ...order, at: 7, done: true, told: false, seen: false }],
  });
  // She works here again, on a new store: the old order, also after a start, does nothing to it.
  people.sits(person('lucia'));
  mkdirSync(folder, { recursive: true });
  findKey(folder, keychain);
  const again = wipesIn(home, peopleHere(home), () => 8);
  again.finish();
  expect(await again.run(order, async () => expect.unreachable())).toBe(false);
  expect(findKey(folder, keychain).state).toBe('open');
});

test('the centre is told what was ended by its order: again at the next start while it cannot be reached, and then no more', async () => {
  const { lucia } = furnished();
  const order = orderFor(lucia);
  await wipesIn(home, peopleHere(home), () => 7).run(order, async () => undefined);
  const asked: unknown[] = [];
  const tell = (at: string, answer: () => Response) => {
    const fetch = async (url: string, { body }: RequestInit) => {
      asked.push([url, JSON.parse(String(body))]);
      return answer();
    };
    return tellWiped({ server: at, fetch, wipes: wipesIn(home, peopleHere(home), () => 8), now: () => 8 });
  };
  const noNetwork = () => {
    throw new TypeError('fetch failed');
  };
  await tell('https://another.example', noNetwork);
  expect(asked).toEqual([]);
  await tell(server, noNetwork);
  await tell(server, () => new Response('', { status: 503 }));
  await tell(server, () => new Response(null, { status: 204, headers: { [centreHeader]: '1' } }));
  await tell(server, noNetwork);
  const said = [`${server}/revocation/emptied`, { device: order.device, nonce: order.nonce }];
  expect(asked).toEqual([said, said, said]);
});

/** What the next start makes of it. `begun`: it was written down before it was stopped. */
function finished(folder: string, at: string): 'before' | 'begun' {
  const begun = existsSync(join(home, 'wiped.json'));
  const people = peopleHere(home);
  const wipes = wipesIn(home, people, () => 9);
  wipes.finish();
  expect(wipes.unseen(server)?.handed, at).toBe(begun ? 3 : undefined);
  expect(people.byLogin(server, 'mateo'), at).not.toBeNull();
  if (begun) {
    expect(left(), at).toBe(1);
    expect(people.byLogin(server, 'lucia'), at).toBeNull();
    return 'begun';
  }
  expect(findKey(folder, keychain).state, at).toBe('open');
  expect(people.byLogin(server, 'lucia'), at).not.toBeNull();
  return 'before';
}

test('stopped at any call that changes files, it is either not begun or finished at the next start', async () => {
  const seen = { before: 0, begun: 0 };
  for (let n = 1, isOver = false; !isOver; n += 1) {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    const { lucia, folder } = furnished();
    const wipes = wipesIn(home, peopleHere(home), () => 7);
    const again = atCall(n, () => {
      throw new Error('stopped');
    });
    isOver = await wipes.run(orderFor(lucia), async () => undefined).catch(() => false);
    again();
    seen[finished(folder, `stopped at ${n}`)] += 1;
  }
  // Some stops came before it was written down, and many in the middle.
  expect(seen.before).toBeGreaterThan(2);
  expect(seen.begun).toBeGreaterThan(15);
});

test.each([8, 12, 16])('killed for good at call %i, the next start finishes it', (n) => {
  const { lucia, folder } = furnished();
  const { id, device, nonce } = orderFor(lucia);
  const runner = new URL('./wipe-runner.ts', import.meta.url).pathname;
  const ran = spawnSync(process.execPath, [runner, home, server, id, device, nonce, String(n)]);
  expect(ran.signal).toBe('SIGKILL');
  expect(finished(folder, `killed at ${n}`)).toBe('begun');
});
