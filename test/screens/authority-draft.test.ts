import fc from 'fast-check';
import { expect, test } from 'vitest';
import { role } from '#shared/people.ts';
import { authorityOf } from '#shared/recovery/authority.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { type Authority, manual } from '#shared/rules/manual.ts';
import {
  authorityAt,
  levelsOf,
  withAuthority,
  withLevel,
  withoutAuthority,
} from '../../src/renderer/admin/manual/authority-draft.ts';

const { authorities } = defaultManual;

test('amounts of its own for a level begin as what holds for it, stand behind those of the role, and can be taken away', () => {
  const both = withLevel(withLevel(authorities, 'agent', 3), 'agent', 2);
  expect(levelsOf(both, 'agent')).toEqual([2, 3]);
  expect(levelsOf(both, 'supervisor')).toEqual([]);
  for (const level of [1, 2, 3])
    expect(authorityOf({ authorities: both }, 'agent', level)).toMatchObject({
      once: authorityOf(defaultManual, 'agent', 1)?.once,
    });
  const more = withAuthority(both, { role: 'agent', level: 2 }, { once: 7777 });
  const most = (level: number) => authorityOf({ authorities: more }, 'agent', level)?.once;
  expect([most(1), most(2), most(3)]).toEqual([3000, 7777, 3000]);
  // The third level has nothing of its own any more: it has what the second has.
  const fewer = withoutAuthority(more, { role: 'agent', level: 3 });
  expect(authorityOf({ authorities: fewer }, 'agent', 3)?.once).toBe(7777);
  expect(withoutAuthority(fewer, { role: 'agent', level: 2 })).toEqual(authorities);
});

test('whatever is changed, each role and level stands once, and the manual can be published', () => {
  const steps = fc.array(
    fc.record({
      role: fc.constantFrom(...role.options),
      level: fc.constantFrom(null, 2, 3),
      once: fc.nat(9999),
      own: fc.boolean(),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      let list: Authority[] = [...authorities];
      for (const { role, level, once, own } of all) {
        list =
          own && level !== null
            ? withLevel(list, role, level)
            : withAuthority(list, { role, level }, { once });
        if (!own) expect(authorityAt(list, { role, level }).once).toBe(once);
      }
      const places = list.map((one) => `${one.role} ${one.level ?? ''}`);
      expect(new Set(places).size).toBe(places.length);
      expect(manual.safeParse({ ...defaultManual, authorities: list }).success).toBe(true);
    }),
  );
});
