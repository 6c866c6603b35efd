import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Keychain } from '../../src/main/key/keychain.ts';
import { isPassword, passwordCheck } from '../../src/main/person/password-check.ts';
import { folderOf, type PersonHere, peopleHere } from '../../src/main/person/people-here.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hilo-people-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const server = 'https://hilo.example';
const lucia: PersonHere = {
  server,
  id: 'lucia',
  name: 'Lucía Ferrer',
  role: 'agent',
  skills: [],
  level: 1,
  login: 'Lucia',
  company: 'Casa Lumbre',
  device: crypto.randomUUID(),
  check: null,
  provider: null,
};
const mateo: PersonHere = { ...lucia, id: 'mateo', name: 'Mateo Quiroga', login: 'mateo' };

test('each person has a store of their own at each centre, and always the same one', () => {
  const folders = [
    folderOf(home, lucia),
    folderOf(home, mateo),
    folderOf(home, { ...lucia, server: 'https://other.example' }),
    // No two pairs of texts run together into one.
    folderOf(home, { server: `${server}\nlucia`, id: '' }),
  ];
  expect(new Set(folders).size).toBe(4);
  const renamed: PersonHere = { ...lucia, name: 'Lucía F.', login: 'lf' };
  expect(folderOf(home, renamed)).toBe(folders[0]);
  expect(folders[0]).toMatch(/people.[0-9a-f]{24}$/);
});

test('whoever signed in is known at the next start, and sits here until they leave', () => {
  const people = peopleHere(home);
  expect(people.here(server)).toBeNull();
  people.sits(lucia);
  people.sits(mateo);
  const next = peopleHere(home);
  expect(next.here(server)?.id).toBe('mateo');
  expect(next.here('https://other.example')).toBeNull();
  expect(next.byLogin(server, ' LUCIA ')).toEqual(lucia);
  next.nobody();
  const last = peopleHere(home);
  expect(last.here(server)).toBeNull();
  expect(last.last(server)?.id).toBe('mateo');
  expect(last.byLogin(server, 'mateo')).toEqual(mateo);
});

test('a login that went to somebody else means the one who signed in with it last', () => {
  const people = peopleHere(home);
  people.sits(lucia);
  people.sits({ ...mateo, login: 'lucia' });
  expect(people.byLogin(server, 'lucia')?.id).toBe('mateo');
});

test.each(['', '{', '{"v":1}', '[]', '{"v":2,"people":[],"here":null}'])(
  'a list of people that reads %j is an empty one',
  (text) => {
    writeFileSync(join(home, 'people.json'), text);
    const people = peopleHere(home);
    expect(people.last(server)).toBeNull();
    people.sits(lucia);
    expect(peopleHere(home).here(server)).toEqual(lucia);
  },
);

const keychain: Keychain = {
  available: () => true,
  seal: (text) => Buffer.from([...text].reverse().join('')),
  open: (sealed) => [...sealed.toString()].reverse().join(''),
};
const none: Keychain = { ...keychain, available: () => false };
const reset: Keychain = {
  ...keychain,
  open: () => {
    throw new Error('no such item');
  },
};

test('without the centre a password is told from a wrong one, in any writing of its letters', async () => {
  const check = await passwordCheck(keychain, 'contraseña larga');
  expect(await isPassword(keychain, check, 'contraseña larga')).toBe(true);
  expect(await isPassword(keychain, check, 'contraseña larga'.normalize('NFD'))).toBe(true);
  expect(await isPassword(keychain, check, 'contrasena larga')).toBe(false);
  expect(await isPassword(keychain, check, '')).toBe(false);
  expect(await isPassword(reset, check, 'contraseña larga')).toBe(false);
  expect(await isPassword(keychain, 'AAAA', 'contraseña larga')).toBe(false);
});

test('where there is no keychain no hash lies on the disk: the passphrase of the store is asked for instead', async () => {
  expect(await passwordCheck(none, 'contraseña larga')).toBeNull();
  expect(await isPassword(none, null, 'anything')).toBe(true);
  // A keychain that came later vouches for nobody by itself.
  expect(await isPassword(keychain, null, 'anything')).toBe(false);
});

test('the list holds no password and no token, and only this user reads it', async () => {
  const people = peopleHere(home);
  people.sits({ ...lucia, check: await passwordCheck(keychain, 'contraseña larga') });
  const path = join(home, 'people.json');
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/contrase|argon2|token|refresh/i);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
});
