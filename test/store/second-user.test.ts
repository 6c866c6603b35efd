import { expect, test } from 'vitest';
import { startSync } from '#store/sync/sync.ts';
import { folderOf } from '../../src/main/person/people-here.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { note } from './fixture.ts';
import { realDesk } from './real-desk.ts';

test('of two people at one machine nobody ever sends what the other wrote', async () => {
  const url = await staffedDatabase();
  const centre = await centreOn(url);
  const server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const pool = poolOf(url);
  const written = async () =>
    (
      await pool.query<{ by: string }>(
        `SELECT body::jsonb ->> 'by' AS by FROM change WHERE body LIKE '%of lucia%' AND kind = 'event' ORDER BY n`,
      )
    ).rows.map(({ by }) => by);

  // A store for each, whoever signs in first.
  expect(folderOf('home', { server, id: 'lucia' })).not.toBe(folderOf('home', { server, id: 'mateo' }));
  const lucia = await realDesk(server, await centre.signIn('lucia'));
  await lucia.level();
  lucia.net.isCut = true;
  for (let i = 1; i <= 3; i += 1) lucia.store.record([note('c1', null, `of lucia ${i}`)]);

  // The other sits down, works and is level: nothing of hers has gone up.
  const given = await centre.signIn('mateo');
  const mateo = await realDesk(server, given);
  mateo.store.record([note('c1', null, 'of mateo')]);
  mateo.sync.recorded();
  await mateo.level();
  expect(await written()).toEqual([]);

  // Nor does her store take his tokens, whoever hands them to it.
  expect(() => lucia.sync.signedIn(given)).toThrow(/somebody else/);
  const join = () =>
    startSync({
      store: lucia.store,
      location: lucia.at,
      person: 'lucia',
      server,
      signedIn: given,
      transport: { fetch },
      changed: () => undefined,
      failed: () => undefined,
    });
  expect(join).toThrow(/somebody else/);
  expect(await written()).toEqual([]);

  // The very bytes, sent in his name, are refused; and her own sending of them is not answered with that.
  const rows = lucia.store.db
    .prepare<[], { id: string; bytes: Buffer }>('SELECT command_id AS id, bytes FROM outbox ORDER BY seq')
    .all();
  const commands = rows.map(({ id, bytes }) => ({ id, team: null, text: bytes.toString('utf8') }));
  const ask = { v: 1, incarnation: given.device, cursors: [], checkpoints: [], witnessed: [], loads: null };
  const { answers } = (await centre.post('/exchange', { ...ask, commands }, given.token)).json();
  expect(answers).toHaveLength(3);
  for (const one of answers)
    expect(one).toMatchObject({ outcome: 'refused', refusal: { code: 'other-person' } });
  expect(await written()).toEqual([]);
  lucia.net.isCut = false;
  lucia.sync.now();
  await lucia.until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(await written()).toEqual(['lucia', 'lucia', 'lucia']);
});
