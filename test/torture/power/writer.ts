/**
 * The process that is traced: it opens a store, records notes, says each one that the store has answered for, and between them takes what
 * a centre has: its own notes as events, and customers. Arguments: folder, key in hex, `FULL` or `NORMAL` (a seeded bug: what the library
 * would set by itself), how many.
 */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { type ExchangeAsk, exchangeAsk } from '#shared/sync/exchange.ts';
import { centreHeader, type Problem, type SignedIn } from '#shared/sync/identity.ts';
import { openStore } from '#store/store.ts';
import { startSync } from '#store/sync/sync.ts';
import { smallCentre } from '../../store/centre.ts';

const [folder = '', keyHex = '', synchronous = 'FULL', count = '0'] = argv.slice(2);
const key = Buffer.from(keyHex, 'hex');
const person = { id: 'lucia', name: 'Lucía' };
const team = 'one';
const store = await openStore({ folder, key, fresh: false, desk: { person, company: 'Power' } });
if (synchronous !== 'FULL') {
  // The sync sets it for what comes in and back again: here it never goes back.
  const pragma = store.db.pragma.bind(store.db);
  store.db.pragma = (source, options) => pragma(source.replace('= FULL', `= ${synchronous}`), options);
  store.db.pragma(`synchronous = ${synchronous}`);
}
// Checkpoints are where WAL files are most delicate: have many of them, and yet not one with all that comes in, since it would wait for
// the disk with it.
store.db.pragma('wal_autocheckpoint = 500');

/** Synchronously: only then is the line in the trace where it was said. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

const centre = smallCentre({ now: Date.now });
centre.makeTeam(team);

const answers = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { [centreHeader]: '1', 'content-type': 'application/json' },
  });

/** The centre without a network between: what the disk does does not depend on it. It knows the exchange alone, as one of before did. */
async function answer(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (!String(url).endsWith('/exchange'))
    return answers(404, {
      code: 'not-found',
      sentence: 'There is no such route.',
      ref: 'power',
    } satisfies Problem);
  const ask: ExchangeAsk = exchangeAsk.parse(JSON.parse(String(init?.body)));
  return answers(200, centre.exchange(ask, { person: person.id, teams: [team] }));
}

const signedIn: SignedIn = {
  person: { ...person, role: 'agent', skills: [], level: 1 },
  company: 'Power',
  teams: [{ id: team, name: 'One' }],
  token: 'token',
  tokenUntil: Date.now() + 3_600_000,
  refresh: 'refresh',
  device: '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22',
};
const sync = startSync({
  store,
  location: { folder, key },
  person: person.id,
  server: 'http://centre.example',
  signedIn,
  transport: { fetch: answer },
  changed: () => undefined,
  failed: (error) => {
    throw error;
  },
});
const cursor = store.db.prepare('SELECT n FROM cursor WHERE team = ?').pluck();

for (let i = 0; i < Number(count); i += 1) {
  const text = `note ${i} `.repeat(1 + ((i * 37) % 150));
  const ask = { type: 'note.add', customerId: `c${i % 20}`, caseId: null, data: { text, about: 'note' } };
  const { ids } = store.record([ask]);
  say(`answered ${ids[0]}`);
  if (i % 4 !== 3) continue;
  centre.put(team, {
    type: 'customer',
    id: `c${i % 20}`,
    name: `Customer ${i}`,
    emails: [],
    phones: [],
    addresses: [],
    guest: false,
    language: null,
    since: null,
    remark: null,
    keys: [],
  });
  sync.now();
  await sync.idle();
  const at = cursor.get(team);
  if (at === undefined) throw new Error('nothing came from the centre: nothing would be tried');
  say(`received ${at}`);
}
// No close: a power cut does not wait for one.
process.exit(0);
