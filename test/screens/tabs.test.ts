import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  callerTab,
  customerTab,
  noTabs,
  type Tabs,
  withActive,
  withCallerKnown,
  withNext,
  withoutTab,
  withTab,
} from '../../src/renderer/desk/shell/tabs-state.ts';

const open = (...ids: string[]): Tabs =>
  ids.reduce((tabs, id) => withTab(tabs, customerTab(id, id), true), noTabs);

test('a ring that may not disturb arrives with a dot and leaves the tab in front alone', () => {
  const tabs = withTab(open('a'), customerTab('b', 'b'), false);
  expect(tabs.active).toBe('customer:a');
  expect(tabs.list.map(({ needsYou }) => needsYou)).toEqual([false, true]);
});

test('the dot goes out when somebody looks', () => {
  const tabs = withActive(withTab(open('a'), customerTab('b', 'b'), false), 'customer:b');
  expect(tabs.list.every(({ needsYou }) => !needsYou)).toBe(true);
});

test('a customer has one tab however often they are opened', () => {
  expect(withTab(open('a', 'b'), customerTab('a', null), true).list.map(({ name }) => name)).toEqual([
    'a',
    'b',
  ]);
});

test('a caller who becomes known takes the place of their own tab, or goes to the one that is there', () => {
  const waiting = withTab(open('a'), callerTab('call1', '+341'), true);
  expect(withCallerKnown(waiting, 'call1', customerTab('b', 'B')).list.map(({ id }) => id)).toEqual([
    'customer:a',
    'customer:b',
  ]);
  const known = withCallerKnown(waiting, 'call1', customerTab('a', 'A'));
  expect(known.list.map(({ id }) => id)).toEqual(['customer:a']);
  expect(known.active).toBe('customer:a');
});

test('closing the tab in front brings the next one, and the last one leaves an empty desk', () => {
  expect(withoutTab(withActive(open('a', 'b', 'c'), 'customer:b'), 'customer:b').active).toBe('customer:c');
  expect(withoutTab(open('a', 'b'), 'customer:b').active).toBe('customer:a');
  expect(withoutTab(open('a'), 'customer:a')).toEqual(noTabs);
});

test('next and previous go around', () => {
  expect(withNext(open('a', 'b', 'c'), 1).active).toBe('customer:a');
  expect(withNext(withActive(open('a', 'b'), 'customer:a'), -1).active).toBe('customer:b');
  expect(withNext(noTabs, 1)).toEqual(noTabs);
});

test('whatever is done, tabs are unique and the one in front exists', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const move = fc.oneof(
    fc.record({ do: fc.constant('open' as const), id, focus: fc.boolean() }),
    fc.record({ do: fc.constant('ring' as const), id, focus: fc.boolean() }),
    fc.record({ do: fc.constant('known' as const), id, focus: fc.boolean() }),
    fc.record({ do: fc.constant('close' as const), id, focus: fc.boolean() }),
    fc.record({ do: fc.constant('next' as const), id, focus: fc.boolean() }),
  );
  const after = (tabs: Tabs, one: { do: string; id: string; focus: boolean }): Tabs => {
    if (one.do === 'open') return withTab(tabs, customerTab(one.id, null), one.focus);
    if (one.do === 'ring') return withTab(tabs, callerTab(one.id, '1'), one.focus);
    if (one.do === 'known') return withCallerKnown(tabs, one.id, customerTab(one.id, null));
    if (one.do === 'close') return withoutTab(tabs, `customer:${one.id}`);
    return withNext(tabs, one.focus ? 1 : -1);
  };
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const tabs = moves.reduce(after, noTabs);
      const ids = tabs.list.map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      if (tabs.active !== null) expect(ids).toContain(tabs.active);
      expect(tabs.list.find((one) => one.id === tabs.active)?.needsYou ?? false).toBe(false);
    }),
  );
});
