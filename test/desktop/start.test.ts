import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../../src/main/arguments.ts';
import { errorFields, logLine, newRef } from '../../src/main/log.ts';
import { demoStart, profileIn } from '../../src/main/profile.ts';
import { keepSettings, languageOf, readSettings } from '../../src/main/settings.ts';

test.each([
  [['es-ES', 'en-GB'], 'es-ES'],
  [['es'], 'es'],
  [['es-MX'], 'es'],
  [['es-419'], 'es'],
  [['en-US', 'es-ES'], 'en'],
  [['ca-ES', 'es-ES'], 'es-ES'],
  [['de-DE', 'fr'], 'en'],
  [['est-EE'], 'en'],
  [[], 'en'],
])('a system that speaks %j gets %s', (languages, expected) => {
  expect(languageOf(languages)).toBe(expected);
});

test('of damaged settings, what is understood is kept', () => {
  const defaults = { language: 'es', theme: 'system', letterKeys: true, keys: {} };
  for (const kept of [
    undefined,
    null,
    7,
    'x',
    [],
    { theme: 'pink' },
    JSON.parse('{"__proto__":{"theme":"dark"}}'),
  ])
    expect(readSettings(kept, ['es'])).toEqual(defaults);
  expect(readSettings({ theme: 'dark', language: 'xx', sql: 1, letterKeys: false }, ['es'])).toEqual({
    ...defaults,
    theme: 'dark',
    letterKeys: false,
  });
});

test('a change is written whole, and one that is given as undefined changes nothing', () => {
  const written: unknown[] = [];
  const keeper = keepSettings({ read: () => ({ theme: 'dark' }), write: (all) => written.push(all) }, ['en']);
  keeper.change({ language: 'es', theme: undefined });
  expect(written).toEqual([{ language: 'es', theme: 'dark', letterKeys: true, keys: {} }]);
});

test('the command line is read among the arguments of others', () => {
  const nothing = { demo: null, server: null, as: null, import: null, ring: null, link: null };
  expect(readArguments(['electron', '.', '--no-sandbox'])).toEqual(nothing);
  expect(readArguments(['hilo', '--demo', '--seed=7', '--anchor', '2026-11-24T09:00:00Z'])).toEqual({
    ...nothing,
    demo: { seed: 7, anchor: Date.UTC(2026, 10, 24, 9) },
  });
  expect(readArguments(['hilo', '--demo', '--seed', '1e9', '--anchor=soon']).demo).toEqual({
    seed: 1,
    anchor: null,
  });
  expect(readArguments(['hilo', '--ring=+34 600 11 22 33']).ring).toBe('+34 600 11 22 33');
  expect(readArguments(['hilo', '--server', 'https://hilo.example', '--as=mateo'])).toMatchObject({
    server: 'https://hilo.example',
    as: 'mateo',
  });
  expect(readArguments(['hilo', '--server=']).server).toBe('');
  expect(readArguments(['hilo', '--', 'hilo://case/1']).link).toBe('hilo://case/1');
  expect(readArguments(['electron', '.', '--import', '--from', 'csv', 'a.csv']).import).toEqual([
    '--from',
    'csv',
    'a.csv',
  ]);
});

test('each demo company has its own folder, and its days stay those of its first load', () => {
  const home = mkdtempSync(join(tmpdir(), 'hilo-demo-'));
  try {
    expect(profileIn(home, null)).toMatchObject({ folder: join(home, 'store'), desk: { company: '' } });
    const { folder, desk } = profileIn(home, { seed: 1, anchor: null });
    expect([folder, desk.person.id]).toEqual([join(home, 'demo'), 'lucia']);
    expect(profileIn(home, { seed: 7, anchor: null }).folder).toBe(join(home, 'demo-7'));
    expect(demoStart(folder, { seed: 1, anchor: null }, 1000)).toEqual({ seed: 1, anchor: 1000 });
    expect(demoStart(folder, { seed: 1, anchor: 5 }, 2000)).toEqual({ seed: 1, anchor: 1000 });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('nothing personal fits through the log', () => {
  const canaries = [
    'María',
    'Ana Ruiz',
    '+34600112233',
    '600112233',
    '600-11-22-33',
    'ana@example.com',
    'ES91 2100',
    'a\nb',
  ];
  for (const canary of canaries) expect(logLine('crash', { field: canary })).toBe('crash field=?');
  expect(logLine('store-exit', { code: 139, ref: 'ABCD2345', at0: 'main.js:12', ok: true, none: null })).toBe(
    'store-exit code=139 ref=ABCD2345 at0=main.js:12 ok=true none=null',
  );
  const fields = errorFields(Object.assign(new Error('no customer María +34600112233'), { code: 'ENOENT' }));
  expect(JSON.stringify(fields)).not.toMatch(/María|600112233/);
  expect(fields).toMatchObject({ error: 'Error', code: 'ENOENT' });
  expect(errorFields('María')).toEqual({ error: 'string' });
});

test('a reference can be read aloud', () => {
  for (let n = 0; n < 100; n += 1) expect(newRef()).toMatch(/^[A-HJKMNP-TV-Z2-9]{8}$/);
});
