import { expect, test } from 'vitest';
import { actKind } from '#shared/sync/acts.ts';
import { changesIn, nameIn } from '../../src/renderer/admin/people/act-changes.ts';
import { askOf, draftOf, mistakesIn } from '../../src/renderer/admin/people/person-draft.ts';
import { newId, plainText } from '../../src/renderer/admin/people/words-of.ts';
import { texts } from '../../src/renderer/words/words.ts';

const tom = {
  id: 'tom',
  login: 'tom',
  name: 'Tom',
  role: 'agent' as const,
  active: true,
  teams: ['day'],
  skills: ['german'],
  level: 1,
};
const company = {
  people: [tom],
  teams: [{ id: 'day', name: 'Día' }],
  skills: [{ id: 'german', name: { en: 'German', es: 'Alemán' } }],
  rules: { rules: [], rest: null },
  untaken: { customers: 0, first: null, last: null, shops: [] },
};

test('a person as they are is what is asked when nothing is typed, without what is not there any more', () => {
  const draft = draftOf(tom, company);
  const { id: _, ...same } = tom;
  expect(askOf(draft, '', company)).toEqual(same);
  const odd = { ...draft, teams: ['gone', 'day'], skills: ['gone', 'german'], name: ' Tom ' };
  expect(askOf(odd, 'secret', company)).toEqual({ ...same, password: 'secret' });
  // Where there is one team a new person works for it.
  expect(draftOf(null, company)).toMatchObject({ teams: ['day'], level: 1, role: 'agent' });
});

test('what is missing is said before the centre is asked; a password is asked of a new person only', () => {
  const empty = { ...draftOf(null, company), teams: [] };
  expect(mistakesIn(empty, '', true)).toEqual({ name: true, login: true, teams: true, password: true });
  const draft = draftOf(tom, company);
  expect(mistakesIn(draft, '', false)).toEqual({});
  expect(mistakesIn(draft, 'catorce letras', false)).toEqual({ password: true });
  // Fifteen characters, however they are stored.
  expect(mistakesIn(draft, '👍'.repeat(15), false)).toEqual({});
});

test('an act tells what became another, and nothing of what stayed', () => {
  const before = { name: 'Tom', level: 1, teams: ['day'] };
  const changed = { before, after: { name: 'Tom', level: 2, teams: ['day', 'night'], newPassword: true } };
  expect(changesIn(changed)).toEqual([
    { field: 'level', before: 1, after: 2 },
    { field: 'teams', before: ['day'], after: ['day', 'night'] },
    { field: 'newPassword', before: undefined, after: true },
  ]);
  expect(changesIn({ before: null, after: before })).toEqual([]);
  const known = (kind: string, id: string) => `${kind} ${id}`;
  expect(nameIn({ target: 'person:tom', before, after: null }, known)).toBe('Tom');
  expect(nameIn({ target: 'shop:a:b', before: null, after: { kind: 'x' } }, known)).toBe('shop a:b');
});

test('every kind of act has its sentence', () => {
  const said = Object.keys(texts.en.people.acts.what);
  expect(said).toEqual(expect.arrayContaining(actKind.options.map((kind) => kind.replace('.', '_'))));
});

test('ids that are made are taken by the centre, and names are found without accents', () => {
  for (const name of ['Mateo Quiroga', 'Ñandú & Cía.', '¿?', 'x'.repeat(200)])
    expect(newId(name)).toMatch(/^[a-z0-9][a-z0-9-]{1,39}$/);
  expect(newId('Olga')).not.toBe(newId('Olga'));
  expect(plainText('Inés ÑU')).toBe('ines nu');
});
