import { expect, test } from 'vitest';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { nameOf, type RulesContent, type RulesRecord, rulesId, rulesRecord } from '#shared/rules/records.ts';
import type { RulesView } from '#shared/views.ts';
import { pageOf, place, storeAt } from './fixture.ts';

const record = (team: string, version: number, content: RulesContent): RulesRecord => ({
  type: 'rules',
  id: rulesId(team, nameOf(content)),
  team,
  name: nameOf(content),
  version,
  at: 1_700_000_000_000,
  by: 'ines',
  content,
});

test('what the program brings is of the shape that is published', () => {
  for (const content of [defaultTree, defaultManual])
    expect(rulesRecord.safeParse(record('es', 1, content)).error).toBeUndefined();
});

test('the newest version of a page holds, and the program’s own where a team has published none', async () => {
  const store = await storeAt(place());
  const one = record('es', 1, { ...defaultTree, leaves: [] });
  const two = record('es', 2, { ...defaultTree, leaves: defaultTree.leaves.slice(0, 1) });
  store.absorb(pageOf(0, [one, two]));
  const { teams, records } = store.view({ view: 'rules' }) as RulesView;
  expect(teams).toEqual(['es']);
  expect(records).toEqual([two]);
  expect(rulesOf(records, 'es').tree).toEqual({ content: two.content, version: 2, at: two.at, by: 'ines' });
  expect(rulesOf(records, 'es').manual).toEqual({ content: defaultManual, version: 0, at: null, by: null });
  expect(rulesOf(records, 'mx').tree.content).toBe(defaultTree);
  expect(rulesOf(records, null).tree.content).toBe(defaultTree);
});
