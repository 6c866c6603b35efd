import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '#shared/case/commands.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { openDatabase } from '#store/database.ts';
import { copyName, migrate } from '#store/migrate.ts';
import { first } from '#store/migrations/001-first.ts';
import { customer, noon, type Place, place } from './fixture.ts';
import { httpCentre } from './http-centre.ts';
import { shown, shownAnew } from './shown.ts';
import { synced } from './synced.ts';

const writtenAt = (index: number) => noon + index * 60_000;

/** A store of the first version as it lies on some machine: a customer of a local company and what waits to be sent. */
async function oldStore(commands: number): Promise<{ at: Place; bytes: Buffer[] }> {
  const at = place();
  const db = openDatabase({ ...at, fresh: true });
  await migrate(db, at.folder, () => undefined, [first]);
  const local = customer('c1', { name: 'Carmen' });
  db.prepare('INSERT INTO customer VALUES (?, ?, ?)').run('c1', 1, JSON.stringify(local));
  db.prepare("INSERT INTO cursor VALUES ('local', 'local', 1)").run();
  const add = db.prepare(
    'INSERT INTO outbox (command_id, customer_id, stream, at, type, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const bytes = Array.from({ length: commands }, (_, index) => {
    const id = randomUUID();
    const command: Command = {
      v: 1,
      stamp: { id, at: writtenAt(index), by: 'lucia', number: null },
      ask: {
        type: 'note.add',
        customerId: 'c1',
        caseId: null,
        data: { text: `«Nota» ${index}`, about: 'note' },
      },
    };
    // Written by another program: other blanks are other bytes.
    const text = Buffer.from(JSON.stringify(command, null, 1));
    add.run(id, 'c1', 'customer', writtenAt(index), 'note.add', text);
    return text;
  });
  db.close();
  return { at, bytes };
}

test('a store of the first version keeps its outbox byte for byte, and a centre gets all of it in the order it was written', async () => {
  const { at, bytes } = await oldStore(500);
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1', { name: 'Carmen Ruiz' }));
  centre.knobs.always = { status: 503 };
  const { store, sync, until } = await synced(centre, { at, signedIn: centre.signedIn() });
  expect(existsSync(join(at.folder, copyName(1)))).toBe(true);
  const outbox = store.db.prepare('SELECT bytes FROM outbox ORDER BY seq').pluck().all() as Buffer[];
  expect(outbox.map(String)).toEqual(bytes.map(String));
  centre.knobs.always = null;
  sync.now();
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  const texts = centre.ledger.eventsOf('es').map(({ data }) => (data as { text: string }).text);
  expect(texts).toEqual(Array.from({ length: 500 }, (_, index) => `«Nota» ${index}`));
  const sent = store.db.prepare('SELECT bytes FROM sent ORDER BY seq').pluck().all() as Buffer[];
  expect(sent.map(String)).toEqual(bytes.map(String));
  const view = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(view.customer.name).toBe('Carmen Ruiz');
  expect(view.totals.storyEntries).toBe(500);
  expect(shown(store)).toEqual(await shownAnew(store));
});

test('a local company under the name of a team of the centre gives way to it, and what was written stays', async () => {
  const { at } = await oldStore(3);
  const db = openDatabase({ ...at, fresh: false });
  db.exec("UPDATE cursor SET team = 'es'");
  db.prepare("INSERT INTO event VALUES ('c1', 'customer', 1, 'es', ?, 'note.added.1', ?, 'x', ?)").run(
    `${randomUUID()}:0`,
    noon,
    JSON.stringify({ text: 'of the local company', about: 'note' }),
  );
  db.close();
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c2'));
  const { store, until } = await synced(centre, { at, signedIn: centre.signedIn() });
  await until(
    ({ unsent, trouble, lastAnswerAt }) => lastAnswerAt !== null && unsent === 0 && trouble === null,
  );
  expect(centre.ledger.eventsOf('es')).toHaveLength(3);
  expect(store.db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(3);
  expect(store.view({ view: 'customer', customerId: 'c2' })).not.toBeNull();
  expect(store.db.prepare('SELECT count(*) FROM orphan').pluck().get()).toBe(0);
  expect(shown(store)).toEqual(await shownAnew(store));
});
