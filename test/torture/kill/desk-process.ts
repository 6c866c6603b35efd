/**
 * A desk as a process: a real store and the real sync, and somebody who writes all day. Arguments: folder, key in hex, the centre's address,
 * person, and a bug on purpose or nothing (`forgetful`: its outbox does not outlive the process). Says what it is doing (`phase …`), what was answered (`answered ID`), and hears `signed-in JSON`, `rest` (write no more, and say
 * `quiet` when the centre has all of it), `work` (go on writing) and `close`.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdin } from 'node:process';
import { createInterface } from 'node:readline';
import type { CommandAsk } from '#shared/case/commands.ts';
import { signedIn } from '#shared/sync/identity.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { RefusedError } from '#store/record.ts';
import { openStore } from '#store/store.ts';
import { usualPace } from '#store/sync/pace.ts';
import { startSync } from '#store/sync/sync.ts';
import type { Phase } from './actor.ts';
import { openedFile } from './old-store.ts';

const [folder = '', keyHex = '', server = '', person = '', bug = ''] = argv.slice(2);
const key = Buffer.from(keyHex, 'hex');
/** Synchronously: whoever kills this process has to know what was said before. */
const say = (line: string): void => void writeSync(1, `${line}\n`);
const phase = (name: Phase): void => say(`phase ${name}`);

phase('migrate');
const desk = { person: { id: person, name: person }, company: 'Kill' };
// As the desk's own mark beside the key: a store that was never whole may be made again.
const opened = join(folder, openedFile);
const store = await openStore({ folder, key, fresh: !existsSync(opened), desk });
writeFileSync(opened, '');
if (bug === 'forgetful') store.db.exec('DELETE FROM outbox');
phase('idle');

/** A desk's day in a minute: whoever waits half a minute after a trouble is killed before it asks again. */
const pace = {
  ...usualPace,
  quiet: [400, 800],
  poll: [200, 500],
  backoff: [50, 400],
  patience: 3000,
  silence: 3000,
} as const;

const sync = startSync({
  store,
  location: { folder, key },
  person,
  server,
  signedIn: null,
  pace,
  changed: () => undefined,
  failed: (error) =>
    say(`failed ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`),
  transport: {
    fetch: async (url, init) => {
      const address = String(url);
      if (address.includes('/snapshots/')) phase('snapshot');
      else if (address.endsWith('/exchange'))
        phase(String(init?.body).includes('"commands":[]') ? 'pull' : 'push');
      const answer = await fetch(url, init);
      if (address.endsWith('/exchange')) phase('apply');
      return answer;
    },
  },
});
say('ready');

const customers = Array.from({ length: 12 }, (_, index) => `c${index}`);
const cases: { customerId: string; caseId: string }[] = [];
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

function nextAsk(): CommandAsk {
  const customerId = pick(customers);
  const known = cases.length > 0 && Math.random() < 0.8 ? pick(cases) : null;
  if (known === null) {
    const caseId = randomUUID();
    cases.push({ customerId, caseId });
    const data = { subject: 'Late again', words: 'Where is it?', kind: 'late', orderId: null } as const;
    return { type: 'case.open', customerId, caseId, data };
  }
  const note = { text: `Called at ${Math.random()}`, about: 'note' } as const;
  if (Math.random() < 0.15) return { type: 'case.solve', ...known, data: { how: 'Sent anew' } };
  if (Math.random() < 0.1) return { type: 'case.reopen', ...known, data: { why: 'Not yet' } };
  return { type: 'note.add', ...known, data: note };
}

/** Cases that others opened are everybody's: that is where two desks contradict each other. */
function learnCases(): void {
  const others = store.db
    .prepare<[], { customerId: string; caseId: string }>(
      'SELECT customer_id AS customerId, case_id AS caseId FROM case_now ORDER BY random() LIMIT 20',
    )
    .all();
  cases.splice(0, cases.length, ...others);
}

let isWriting = true;
function write(): void {
  if (!isWriting) return;
  if (Math.random() < 0.05) learnCases();
  phase('append');
  try {
    const { ids } = store.record([nextAsk()]);
    for (const id of ids) say(`answered ${id}`);
    sync.recorded();
  } catch (error) {
    // Here and now it may not be done: that is an answer as well.
    if (!(error instanceof RefusedError)) throw error;
  }
  phase('idle');
  setTimeout(write, 30 + Math.random() * 120);
}
setTimeout(write, 5);

async function rest(): Promise<void> {
  isWriting = false;
  for (;;) {
    sync.now();
    await sync.idle();
    const view = store.view({ view: 'sync' }) as SyncView;
    if (view.unsent === 0 && view.filling === null && view.trouble === null) break;
    await new Promise((again) => setTimeout(again, 100));
  }
  say('quiet');
}

for await (const line of createInterface(stdin)) {
  if (line.startsWith('signed-in ')) sync.signedIn(signedIn.parse(JSON.parse(line.slice(10))));
  else if (line === 'rest') void rest();
  else if (line === 'work') {
    isWriting = true;
    write();
  } else if (line === 'close') break;
}
isWriting = false;
await sync.close();
store.close();
say('closed');
process.exit(0);
