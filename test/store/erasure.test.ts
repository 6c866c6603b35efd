import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import type { ErasureView } from '#shared/sync/erasure.ts';
import type { Refused } from '#shared/views/unsent.ts';
import { vaultFolder } from '#store/files/vault.ts';
import { poolOf } from '../server/centre.ts';
import { copyOf } from '../server/restored.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { contact, customer, note, openCase, order } from './fixture.ts';
import { heldIn, placesOf, type RealDesk, realDesk, withoutLog } from './real-desk.ts';

/** Of one person: what a shop says, what was said and written, what is being typed, what a file is called. */
const canaries = {
  name: 'Zanarita Quijotez',
  email: 'zanarita.quijotez@example.org',
  phone: '+34699887711',
  street: 'Calle Zanahoria 17',
  order: 'zanaremark leave it with the neighbour',
  subject: 'zanasubject wrong toner again',
  note: 'zananote she cried on the phone',
  promise: 'zanapromise a new one on Friday',
  file: 'zanaphoto-of-the-box.png',
};
/** Never sent, or not sent yet when she was erased: nobody but one desk ever had them. */
const typed = { draft: 'zanadraft half a sentence', offline: 'zanaoffline written in a tunnel' };

const person = customer('c1', {
  name: canaries.name,
  emails: [canaries.email],
  phones: [{ raw: canaries.phone, e164: canaries.phone, country: 'ES' }],
  addresses: [
    {
      name: null,
      company: null,
      lines: [canaries.street],
      city: 'Soria',
      postcode: '42001',
      region: null,
      country: 'ES',
    },
  ],
});

/** Every value of every table of the centre's database, as text: what a dump of it holds. */
async function dumpOf(pool: Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t`);
      return rows.map(({ row }) => `${name} ${row}`).join('\n');
    }),
  );
  return texts.join('\n');
}

const contentsOf = ({ at }: RealDesk): string[] => {
  const folder = join(at.folder, vaultFolder);
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** Until a desk has all that the centre has, and is rid of what is to go. */
async function atHead(desk: RealDesk, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ n: number }>("SELECT n FROM team_head WHERE team = 'day'");
  const behind = () => {
    desk.sync.now();
    return (rows[0]?.n ?? 0) - (desk.store.cursor('day')?.n ?? 0);
  };
  await expect.poll(behind, { timeout: 60_000, interval: 100 }).toBeLessThanOrEqual(0);
  await desk.level();
}
const found = (text: string): string[] =>
  Object.entries(canaries).flatMap(([name, canary]) => (text.includes(canary) ? [name] : []));
const foundIn = ({ store }: RealDesk): string[] =>
  Object.entries({ ...canaries, ...typed }).flatMap(([name, canary]) =>
    placesOf(store, canary).length > 0 ? [name] : [],
  );

test('a person who is erased is in no table, file, log or restored backup of the centre, and on no desk after its next contact', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  await pool.query(
    `INSERT INTO person (id, login, name, role, password) SELECT 'abel', 'abel@casalumbre.example', 'Abel Sanz', 'admin', password FROM person WHERE id = 'nuria'`,
  );
  await pool.query("INSERT INTO person_team VALUES ('abel', 'day', true)");
  const list = join(tmpdir(), `hilo-erased-${randomUUID()}.jsonl`);
  onTestFinished(() => rmSync(list, { force: true }));
  const centre = await centreOn(url, { HILO_ERASED: list, HILO_SNAPSHOT_FROM: '5' });
  const server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const records = [person, order('o1', 'c1', { remark: canaries.order })];
  await putRecords(pool, [...records, customer('c2'), order('o2', 'c2')], Date.now);
  await putRecords(
    pool,
    [{ type: 'twin', id: 't1', customerIds: ['c1', 'c2'], why: 'same-phone' }],
    Date.now,
  );
  const [lucia, ines, mateo] = await Promise.all(
    ['lucia', 'ines', 'mateo'].map(async (id) => realDesk(server, await centre.signIn(id))),
  );
  if (!lucia || !ines || !mateo) throw new Error('three desks');
  await lucia.level();
  const caseId = randomUUID();
  lucia.store.record([
    openCase('c1', caseId, canaries.subject),
    contact('c1', caseId),
    note('c1', caseId, canaries.note),
  ]);
  lucia.store.record([
    {
      type: 'promise.make',
      customerId: 'c1',
      caseId,
      data: {
        promiseId: randomUUID(),
        text: canaries.promise,
        until: Date.now() + 86_400_000,
        proof: null,
        zone: 'Europe/Madrid',
      },
    },
  ]);
  const photo = await lucia.attach('c1', canaries.file);
  for (const desk of [lucia, ines, mateo]) await atHead(desk, pool);
  await ines.look('c1', photo.id);
  lucia.store.draft({ key: `solve.${caseId}`, body: typed.draft });
  mateo.net.isCut = true;
  mateo.store.record([note('c1', null, typed.offline), note('c2', null, 'of somebody else')]);

  // They are everywhere before: else nothing that follows says anything.
  const before = await dumpOf(pool);
  expect(found(before)).toEqual(Object.keys(canaries));
  const rowsOf = (table: string, text: string) =>
    text.split('\n').filter((line) => line.startsWith(`${table} `)).length;
  expect(rowsOf('attachment_part', before)).toBeGreaterThan(0);
  expect(foundIn(lucia).sort()).toEqual([...Object.keys(canaries), 'draft'].sort());
  expect(foundIn(mateo).sort()).toEqual([...Object.keys(canaries), 'offline'].sort());
  expect(foundIn(ines).sort()).toEqual(Object.keys(canaries).sort());
  expect(contentsOf(ines)).toHaveLength(1);
  const backup = await copyOf(pool);
  expect(found(await dumpOf(poolOf(backup)))).toEqual(Object.keys(canaries));

  const [nuria, abel] = [await centre.signIn('nuria'), await centre.signIn('abel')];
  // Whoever asks for what is kept about them gets all of it, with the photo, in one file.
  const page = await centre.post('/exports', { customerIds: ['c1'], language: 'es' }, nuria.token);
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(found(page.body)).toEqual(Object.keys(canaries));
  expect(page.body).toContain('data:image/png;base64,iVBOR');
  expect(page.body).not.toContain('of somebody else');
  // One admin asks, another confirms.
  const asked = await centre.post('/erasures', { customerIds: ['c1'], why: 'person-asked' }, nuria.token);
  expect([asked.statusCode, asked.json()]).toMatchObject([200, { doneAt: null, askedBy: 'nuria' }]);
  const { id } = asked.json() as ErasureView;
  expect((await centre.post(`/erasures/${id}/confirm`, {}, nuria.token)).statusCode).toBe(403);
  expect(found(await dumpOf(pool))).toEqual(Object.keys(canaries));
  const links = (await pool.query("SELECT n, link FROM change WHERE team = 'day' ORDER BY n")).rows;
  // Abel had asked as well: one of the two is confirmed, and nothing waits for somebody who is gone.
  const twice = await centre.post('/erasures', { customerIds: ['c1'], why: 'person-asked' }, abel.token);
  const confirmed = await centre.post(`/erasures/${id}/confirm`, {}, abel.token);
  expect([confirmed.statusCode, confirmed.json()]).toMatchObject([200, { confirmedBy: 'abel' }]);

  const acts = await pool.query(
    "SELECT what, person, target FROM admin_act WHERE what LIKE 'erasure.%' ORDER BY id",
  );
  expect(acts.rows).toEqual([
    { what: 'erasure.asked', person: 'nuria', target: `erasure:${id}` },
    { what: 'erasure.asked', person: 'abel', target: `erasure:${(twice.json() as ErasureView).id}` },
    { what: 'erasure.done', person: 'abel', target: `erasure:${id}` },
  ]);
  const open = await pool.query('SELECT FROM erasure_request WHERE done_at IS NULL');
  expect(open.rowCount).toBe(0);
  const after = await dumpOf(pool);
  expect(found(after)).toEqual([]);
  expect(rowsOf('attachment_part', after)).toBe(0);
  expect(after).not.toContain(photo.hash);
  expect(
    (await pool.query("SELECT n, link FROM change WHERE team = 'day' ORDER BY n")).rows.slice(
      0,
      links.length,
    ),
  ).toEqual(links);
  expect(found(centre.log.join('\n'))).toEqual([]);
  expect(found(readFileSync(list, 'utf8'))).toEqual([]);

  // Desks that are there, and one that comes back with something unsent about them.
  mateo.net.isCut = false;
  for (const desk of [lucia, ines, mateo]) await atHead(desk, pool);
  for (const desk of [lucia, ines, mateo]) {
    expect(foundIn(desk)).toEqual([]);
    const alone = withoutLog(desk.at).toString('latin1');
    expect(found(alone)).toEqual([]);
    expect(contentsOf(desk)).toEqual([]);
    expect(desk.store.view({ view: 'customer', customerId: 'c1' })).toBeNull();
  }
  // A page that was open all the time writes what it had once more.
  const tab = { id: 'customer:c1', customerId: 'c1', name: canaries.name, from: canaries.phone };
  ines.store.draft({ key: 'shell.tabs', body: JSON.stringify({ list: [tab], active: tab.id }) });
  ines.store.draft({ key: 'note.c1', body: canaries.note });
  expect(foundIn(ines)).toEqual([]);
  const refused = mateo.store.view({ view: 'refused' }) as Refused[];
  expect(refused.map(({ type, refusal, text }) => [type, refusal.code, text])).toEqual([
    ['note.add', 'customer-erased', null],
  ]);
  // Mateo's came after she had asked.
  await atHead(ines, pool);
  expect(placesOf(ines.store, 'of somebody else')).toContain('event');
  const anew = await realDesk(server, await centre.signIn('lucia'));
  await atHead(anew, pool);
  await atHead(lucia, pool);
  expect(heldIn(lucia.store)).toEqual(heldIn(anew.store));
  expect(heldIn(lucia.store).customer).toHaveLength(1);
  const listed = async () =>
    ((await centre.get('/erasures', abel.token)).json() as { erasures: ErasureView[] }).erasures[0]?.machines;
  await expect
    .poll(
      async () => {
        for (const desk of [lucia, ines, mateo]) desk.sync.now();
        const { erased = 0 } = (await listed()) ?? {};
        return erased;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(3);
  expect(await listed()).toEqual({ erased: 3, of: 5 });

  // A shop that sends the same again brings nothing back; who buys again later is a customer again, without the past.
  const again = await putRecords(pool, records, Date.now);
  expect(again).toEqual([
    { outcome: 'refused', why: 'erased', field: null },
    { outcome: 'refused', why: 'erased', field: null },
  ]);
  const other = { ...person, id: 'c1-under-another-address' };
  expect(await putRecords(pool, [other, order('o1', other.id)], Date.now)).toMatchObject([
    { why: 'erased' },
    { why: 'erased' },
  ]);
  expect(found(await dumpOf(pool))).toEqual([]);
  const bought = [person, order('o9', 'c1', { placedAt: Date.now() + 1000 })];
  expect(await putRecords(pool, bought, Date.now)).toEqual([{ outcome: 'new' }, { outcome: 'new' }]);
  await atHead(lucia, pool);
  expect(heldIn(lucia.store).customer_order).toHaveLength(2);

  // A backup from before the erasure: the next start erases again.
  const back = await centreOn(backup, { HILO_ERASED: list });
  expect(found(await dumpOf(poolOf(backup)))).toEqual([]);
  expect(found(back.log.join('\n'))).toEqual([]);
});
