import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without a word the store and the window are measured', () => {
  expect(readOptions([])).toEqual({
    quick: false,
    store: true,
    window: true,
    cipher: false,
    masks: false,
    steps: new Set(),
    rows: null,
    json: null,
  });
});

test('parts and steps are chosen by name', () => {
  expect(readOptions(['--only', 'store, sync/idle', '--rows', '3000', '--quick'])).toMatchObject({
    quick: true,
    store: true,
    window: false,
    steps: new Set(['idle']),
    rows: 3000,
  });
  expect(readOptions(['--only=sync'])).toMatchObject({ steps: new Set(['fill', 'idle', 'crowd', 'locks']) });
});

test.each([
  [['--foo'], 'Not understood: --foo'],
  [['--only', 'foo'], 'There is no part "foo".'],
  [['--only', 'sync/foo'], 'There is no part "sync/foo".'],
  [['--rows', 'many'], '--rows takes a whole number above zero.'],
  [['--rows', '0'], '--rows takes a whole number above zero.'],
])('%j is answered by a sentence and how it is used', (args, sentence) => {
  const said = readOptions(args);
  expect(said).toContain(sentence);
  expect(said).toContain('npm run bench -- [--quick]');
});
