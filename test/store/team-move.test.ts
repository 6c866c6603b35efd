import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import type { ExchangeHead } from '#shared/sync/exchange.ts';
import type { Refused } from '#shared/views/unsent.ts';
import { databaseFile } from '#store/database.ts';
import { vaultFolder } from '#store/files/vault.ts';
import { poolOf } from '../server/centre.ts';
import { askOf } from '../server/desk.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { contact, customer, note, openCase, order } from './fixture.ts';
import { putTeams } from './put-teams.ts';
import { heldIn, placesOf, type RealDesk, realDesk, withoutLog } from './real-desk.ts';

/** Two teams with customers of their own: of the day in Spain, of the night in Mexico. Every text of the day's people is a canary. */
async function twoTeams() {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, country, team) VALUES (1, 'MX', 'night')");
  await pool.query("INSERT INTO team_rule (position, team) VALUES (2, 'day')");
  const centre = await centreOn(url, { HILO_SNAPSHOT_FROM: '1000000' });
  const server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const admin = await centre.signIn('nuria');
  const looker = await centre.signIn('lucia');
  const mexico = [
    {
      name: null,
      company: null,
      lines: ['Calle 1'],
      city: 'Puebla',
      postcode: '72000',
      region: null,
      country: 'MX',
    },
  ];
  for (let i = 0; i < 24; i += 1) {
    await putRecords(
      pool,
      [
        customer(`d${i}`, { name: `Zanarita${i} Diurna`, emails: [`zanarita${i}@example.org`] }),
        order(`od${i}`, `d${i}`, { remark: `zanaremark${i}` }),
        customer(`k${i}`, { name: `Carla ${i} Nocturna`, addresses: mexico }),
        order(`ok${i}`, `k${i}`),
      ],
      Date.now,
    );
  }
  await putRecords(
    pool,
    [{ type: 'twin', id: 't1', customerIds: ['d1', 'd2'], why: 'same-email' }],
    Date.now,
  );
  async function moveTo(teams: string[]): Promise<void> {
    await putTeams(centre.app, admin.token, teams);
    // The roster hears of it in a moment.
    const heads = async () => {
      const said = await centre.post('/exchange', askOf({}), looker.token);
      return (said.json() as ExchangeHead).heads.map(({ team }) => team).sort();
    };
    await expect.poll(heads, { timeout: 25_000 }).toEqual([...teams].sort());
  }
  const desk = async (person: string) => realDesk(server, await centre.signIn(person));
  return { pool, centre, server, moveTo, desk };
}

const contentsOf = ({ at }: RealDesk) => readdirSync(join(at.folder, vaultFolder));
const teamsOf = ({ store }: RealDesk) =>
  Object.keys(heldIn(store)).length > 0 &&
  (store.db.prepare('SELECT team FROM cursor ORDER BY 1').pluck().all() as string[]);

test('whoever is moved between teams holds exactly what a new machine of theirs holds, nothing of the team before is left in any file, and unsent work arrives', async () => {
  const { pool, moveTo, desk } = await twoTeams();
  const ines = await desk('ines');
  await ines.level();
  const caseId = randomUUID();
  ines.store.record([
    openCase('d3', caseId, 'zanasubject'),
    contact('d3', caseId),
    note('d3', caseId, 'zananote of a colleague'),
    {
      type: 'customer.set-remark',
      customerId: 'd3',
      caseId: null,
      data: { remarkId: randomUUID(), text: 'zanafile', replaces: null },
    },
  ]);
  const photo = await ines.attach('d3', 'zanaphoto.png');
  await ines.level();

  const lucia = await desk('lucia');
  await lucia.level();
  await lucia.look('d3', photo.id);
  lucia.store.record([note('d5', null, 'sent before she moved')]);
  await lucia.level();
  writeFileSync(join(lucia.at.folder, `${databaseFile}.version-3`), 'as it was before an update');
  const canaries = ['zanarita', 'Zanarita', 'zanaremark', 'zanasubject', 'zananote', 'zanafile', 'zanaphoto'];
  for (const canary of canaries) expect(placesOf(lucia.store, canary), canary).toContain('pages');
  expect(contentsOf(lucia)).toHaveLength(1);

  // In the middle of pulling: much of the day is on its way when she is moved, and her network is cut for a part.
  for (let i = 0; i < 12; i += 1)
    await putRecords(pool, [customer(`d${i}`, { name: `Zanarita${i} Cambiada` })], Date.now);
  lucia.net.isCut = true;
  lucia.store.record([
    note('d4', null, 'written offline for a customer of the day'),
    { type: 'case.take', customerId: 'd3', caseId, data: { from: 'ines' } },
  ]);
  lucia.store.draft({ key: 'note.d4', body: 'half a sentence' });
  await moveTo(['night']);
  let held = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    held = resolve;
  });
  lucia.net.before = () => gate;
  lucia.net.isCut = false;
  lucia.sync.now();
  await moveTo(['day', 'night']);
  await moveTo(['night']);
  held();
  lucia.net.before = null;
  await lucia.level();
  expect(teamsOf(lucia)).toEqual(['night']);
  for (const canary of canaries) expect(placesOf(lucia.store, canary), canary).toEqual([]);
  expect(contentsOf(lucia)).toEqual([]);
  const alone = withoutLog(lucia.at);
  for (const canary of canaries) expect(alone.includes(canary), canary).toBe(false);
  expect(existsSync(join(lucia.at.folder, `${databaseFile}.version-3`))).toBe(false);
  const anew = await desk('lucia');
  await anew.level();
  expect(heldIn(lucia.store)).toEqual(heldIn(anew.store));
  expect(heldIn(lucia.store).customer).toHaveLength(24);

  // What she wrote about it is a fact and there; what moved somebody else's case is refused, with her words.
  await ines.level();
  expect(placesOf(ines.store, 'written offline for a customer of the day')).toContain('event');
  const refused = lucia.store.view({ view: 'refused' }) as Refused[];
  expect(refused.map(({ type, refusal }) => [type, refusal.code])).toEqual([['case.take', 'other-team']]);
  expect(lucia.store.db.prepare('SELECT body FROM draft').pluck().all()).toEqual(['half a sentence']);

  for (const teams of [['night', 'day'], ['day'], ['day', 'night']]) {
    await moveTo(teams);
    await lucia.level();
    expect(teamsOf(lucia)).toEqual([...teams].sort());
    const other = await desk('lucia');
    await other.level();
    expect(heldIn(lucia.store)).toEqual(heldIn(other.store));
  }
});
