import { expect, test } from 'vitest';
import { bothDrafts } from '../../src/renderer/desk/shell/shown-as.ts';
import { customerTab, type Tabs, withShownAs } from '../../src/renderer/desk/shell/tabs-state.ts';

const tabsOf = (active: string, ...ids: string[]): Tabs => ({
  list: ids.map((id) => customerTab(id, id.toUpperCase())),
  active: `customer:${active}`,
});
const names = ({ list, active }: Tabs) => [list.map(({ name }) => name), active];
const ana = customerTab('ana', 'ANA');

test.each<[string, Tabs, unknown]>([
  ['takes the place of the record’s', tabsOf('b', 'a', 'b', 'c'), [['A', 'ANA', 'C'], 'customer:ana']],
  ['stays behind where the record’s was', tabsOf('a', 'a', 'b'), [['A', 'ANA'], 'customer:a']],
  ['comes forward where it is open already', tabsOf('b', 'ana', 'b'), [['ANA'], 'customer:ana']],
  ['does nothing where the record is not open', tabsOf('a', 'a'), [['A'], 'customer:a']],
])('the tab of the person %s', (_, before, after) => {
  expect(names(withShownAs(before, 'customer:b', ana))).toEqual(after);
});

test('where to look first goes with the tab', () => {
  const show = { orderId: null, caseId: 'k1' };
  const before: Tabs = { list: [customerTab('b', 'B', show)], active: 'customer:b' };
  expect(withShownAs(before, 'customer:b', ana).list[0]?.show).toEqual(show);
});

test.each<[string, string | undefined, string, unknown]>([
  ['no other: it moves', undefined, '{"text":"a"}', { text: 'a' }],
  ['both: one below the other', '{"text":"a"}', '{"text":"b"}', { text: 'a\nb' }],
  ['the same twice: once', '{"text":"a b"}', '{"text":"b"}', { text: 'a b' }],
  ['an empty one: the other', '{"text":"","until":null}', '{"text":"b","until":7}', { text: 'b', until: 7 }],
  [
    'fields inside fields',
    '{"code":"refund","note":"a","newCase":{"words":"x","kind":null}}',
    '{"code":"billing","note":"","newCase":{"words":"y","kind":"lost"}}',
    { code: 'refund', note: 'a', newCase: { words: 'x\ny', kind: 'lost' } },
  ],
])('of two drafts of one form nothing is missing: %s', (_, first, second, whole) => {
  expect(JSON.parse(bothDrafts(first, second))).toEqual(whole);
});

test('drafts that are plain text stand below one another', () => {
  expect(bothDrafts('a', 'b')).toBe('a\nb');
});
