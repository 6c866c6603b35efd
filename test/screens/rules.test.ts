import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultPlaybooks } from '#shared/rules/defaults/playbooks.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import type { InForce } from '#shared/rules/of.ts';
import { type Playbook, playbook } from '#shared/rules/playbook.ts';
import { moved, replaced } from '../../src/renderer/desk/rules/lists.ts';
import { noPageDraft, pageNow } from '../../src/renderer/desk/rules/page-drafts.ts';
import { tidyPlaybook, tidyTree } from '../../src/renderer/desk/rules/tidy.ts';

const [late] = defaultPlaybooks as [Playbook];
const inForce = (version: number, content: Playbook = late): InForce<Playbook> => ({
  content,
  version,
  at: 1,
  by: 'ines',
});

test('a page that nobody changes is what holds; a draft keeps the version that it was begun from', () => {
  expect(pageNow(inForce(3), noPageDraft, playbook)).toEqual({
    content: late,
    from: 3,
    typed: false,
    newer: null,
  });
  const mine = { ...late, title: { en: 'Mine', es: '' } };
  const draft = { from: 3, content: mine };
  expect(pageNow(inForce(3), draft, playbook)).toMatchObject({
    content: mine,
    from: 3,
    typed: true,
    newer: null,
  });
  const faster = inForce(4, { ...late, title: { en: 'Theirs', es: '' } });
  expect(pageNow(faster, draft, playbook)).toMatchObject({ content: mine, from: 3, newer: faster });
});

test('what was published and came back is no draft any more', () => {
  const mine = { ...late, title: { en: 'Mine', es: '' } };
  expect(pageNow(inForce(4, mine), { from: 3, content: mine }, playbook)).toMatchObject({
    from: 4,
    typed: false,
    newer: null,
  });
});

test('a draft that this program cannot read is not shown, and nothing is published over what holds', () => {
  expect(pageNow(inForce(3), { from: 2, content: { about: 'something newer' } }, playbook)).toMatchObject({
    from: 3,
    typed: false,
  });
});

test('lines that nobody wrote are not published, a page without a title is not either', () => {
  const half = {
    ...late,
    ask: [
      { en: ' Why? ', es: '' },
      { en: ' ', es: '' },
    ],
  };
  expect(tidyPlaybook(half)?.ask).toEqual([{ en: 'Why?', es: '' }]);
  expect(tidyPlaybook({ ...late, title: { en: ' ', es: '' } })).toBeNull();
  for (const one of defaultPlaybooks) expect(tidyPlaybook(one)).toEqual(one);
});

test('a failure that cases may have keeps a name; a new one without a name goes; ten under one kind are too many', () => {
  const known = new Set(defaultTree.leaves.map(({ id }) => id));
  const fresh = (id: string, en: string) =>
    ({ id, under: 'late', label: { en, es: '' }, retired: false }) as const;
  const withNew = {
    ...defaultTree,
    leaves: [...defaultTree.leaves, fresh('f-1', 'Strike'), fresh('f-2', '')],
  };
  const tidied = tidyTree(withNew, known);
  expect(tidied?.leaves.filter(({ under }) => under === 'late').at(-1)?.label.en).toBe('Strike');
  expect(tidied?.leaves).toHaveLength(defaultTree.leaves.length + 1);
  const unnamed = defaultTree.leaves.map((leaf) =>
    leaf.id === 'stuck' ? { ...leaf, label: { en: '', es: ' ' } } : leaf,
  );
  expect(tidyTree({ ...defaultTree, leaves: unnamed }, known)).toBeNull();
  const many = Array.from({ length: 9 }, (_, n) => fresh(`f-${n}`, `Failure ${n}`));
  expect(tidyTree({ ...defaultTree, leaves: [...defaultTree.leaves, ...many] }, known)).toBeNull();
});

test('moving loses nothing and comes back; at the ends nothing moves', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(), (list, at) => {
      const index = at % list.length;
      const down = moved(list, index, 1);
      expect(down.toSorted()).toEqual(list.toSorted());
      if (index < list.length - 1) expect(moved(down, index + 1, -1)).toEqual(list);
      else expect(down).toEqual(list);
    }),
  );
  expect(moved([1, 2], 0, -1)).toEqual([1, 2]);
  expect(replaced([1, 2], 0, null)).toEqual([2]);
  expect(replaced([1, 2], 1, 3)).toEqual([1, 3]);
});
