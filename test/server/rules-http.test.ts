import { expect, test } from 'vitest';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import type { RulesContent, RulesRecord } from '#shared/rules/records.ts';
import { poolOf } from './centre.ts';
import { streamOf } from './records-centre.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

async function centre() {
  const url = await staffedDatabase();
  const { app, signIn, post } = await centreOn(url);
  const tokenOf = async (login: string): Promise<string> => (await signIn(login)).token;
  const publish = (token: string, team: string, from: number, content: unknown) =>
    app.inject({
      method: 'PUT',
      url: `/teams/${team}/rules`,
      headers: { authorization: `Bearer ${token}` },
      payload: { from, content },
    });
  return { pool: poolOf(url), app, tokenOf, publish, post };
}

test('a supervisor publishes a page of rules, in versions that follow one another', async () => {
  const { pool, tokenOf, publish } = await centre();
  const ines = await tokenOf('ines');
  const first = await publish(ines, 'day', 0, defaultTree);
  expect(first.statusCode).toBe(200);
  expect(first.json<RulesRecord>()).toMatchObject({
    id: 'day/failures',
    team: 'day',
    name: 'failures',
    version: 1,
    by: 'ines',
    content: defaultTree,
  });
  expect((await publish(ines, 'day', 1, { ...defaultTree, leaves: [] })).json()).toMatchObject({
    version: 2,
  });
  expect((await publish(ines, 'day', 0, defaultManual)).json()).toMatchObject({ name: 'manual', version: 1 });
  // Every version has its number: an older one can be read from the stream for ever.
  expect(await streamOf(pool, 'day')).toEqual(
    expect.arrayContaining(['rules:day/failures', 'rules:day/failures', 'rules:day/manual']),
  );
});

test('of two who publish the same page at once one is told, and nothing of theirs is there', async () => {
  const { tokenOf, publish } = await centre();
  const ines = await tokenOf('ines');
  const leaves = (id: string): RulesContent => ({
    about: 'failures',
    leaves: [{ id, under: 'late', label: { en: id, es: id }, retired: false }],
  });
  const both = await Promise.all([
    publish(ines, 'day', 0, leaves('one')),
    publish(ines, 'day', 0, leaves('two')),
  ]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const lost = both.find(({ statusCode }) => statusCode === 409);
  expect(lost?.json()).toMatchObject({ code: 'conflict' });
  const won = both.find(({ statusCode }) => statusCode === 200)?.json<RulesRecord>();
  const after = await publish(ines, 'day', 1, leaves('three'));
  expect(after.json()).toMatchObject({ version: 2 });
  expect(won?.version).toBe(1);
});

test('rules are published by those who may, for teams of their own, as what they are', async () => {
  const { app, tokenOf, publish, pool } = await centre();
  expect((await publish(await tokenOf('lucia'), 'day', 0, defaultTree)).statusCode).toBe(403);
  const ines = await tokenOf('ines');
  expect((await publish(ines, 'moon', 0, defaultTree)).statusCode).toBe(404);
  expect((await publish('', 'day', 0, defaultTree)).statusCode).toBe(401);
  const twice = { ...defaultTree, leaves: [defaultTree.leaves[0], defaultTree.leaves[0]] };
  expect((await publish(ines, 'day', 0, twice)).statusCode).toBe(400);
  expect((await publish(ines, 'day', 0, { about: 'weather' })).statusCode).toBe(400);
  // Nor by a program, past the versions.
  const record = {
    type: 'rules',
    id: 'day/failures',
    team: 'day',
    name: 'failures',
    version: 9,
    at: 1,
    by: 'x',
  };
  const sent = await app.inject({
    method: 'POST',
    url: '/records',
    headers: { authorization: `Bearer ${await tokenOf('nuria')}` },
    payload: { records: [{ ...record, content: defaultTree }] },
  });
  expect(sent.json()).toEqual({ outcomes: [{ outcome: 'refused', why: 'rules', field: null }] });
  expect((await streamOf(pool, 'day')).filter((key) => key.startsWith('rules:'))).toEqual([]);
});

test('whose screens mask phones and e-mails is an admin’s to settle, and nobody else’s who publishes', async () => {
  const { tokenOf, publish } = await centre();
  const masking = { about: 'masking', roles: ['agent'] };
  expect((await publish(await tokenOf('ines'), 'day', 0, masking)).json()).toMatchObject({
    code: 'not-allowed',
  });
  const done = await publish(await tokenOf('nuria'), 'day', 0, masking);
  expect(done.json()).toMatchObject({ name: 'masking', version: 1, content: masking });
  expect(
    (await publish(await tokenOf('nuria'), 'day', 1, { ...masking, roles: ['agent', 'agent'] })).statusCode,
  ).toBe(400);
});
