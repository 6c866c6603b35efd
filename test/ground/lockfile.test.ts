import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, fits, whyNpmFailed } from '../../scripts/setup/lockfile.mjs';

const linux = { platform: 'linux', arch: 'x64', libc: 'glibc' } as const;
const mac = { platform: 'darwin', arch: 'arm64', libc: null } as const;
const windows = { platform: 'win32', arch: 'x64', libc: null } as const;
const everything = () => true;

const asked = {
  '': {},
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/own-node': {
    version: '24.0.0',
    integrity: 'sha512-b',
    optional: true,
    os: 'linux',
    cpu: 'x64',
  },
  'node_modules/wasm': { version: '1.0.0', integrity: 'sha512-c', optional: true },
  'node_modules/for-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
};
const installed = {
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/own-node': {
    version: '24.0.0',
    integrity: 'sha512-b',
    optional: true,
    os: 'linux',
    cpu: 'x64',
  },
};

test('a tree with everything that this machine needs is left alone', () => {
  expect(differences(asked, installed, linux, everything)).toEqual([]);
});

test('a tree that npm never finished is installed again', () => {
  expect(differences(asked, {}, linux, everything)).toEqual(['node_modules/zod', 'node_modules/own-node']);
});

test('another version, another content, or a folder that is gone are each noticed', () => {
  const changed = (entry: object) => ({
    ...installed,
    'node_modules/zod': { ...installed['node_modules/zod'], ...entry },
  });
  expect(differences(asked, changed({ version: '4.0.1' }), linux, everything)).toEqual(['node_modules/zod']);
  expect(differences(asked, changed({ integrity: 'sha512-z' }), linux, everything)).toEqual([
    'node_modules/zod',
  ]);
  const gone = (place: string) => place !== 'node_modules/own-node';
  expect(differences(asked, installed, linux, gone)).toEqual(['node_modules/own-node']);
});

test('an installation for one system is not taken for one on another', () => {
  const needed = {
    ...asked,
    'node_modules/mac-node': { version: '24.0.0', optional: true, os: 'darwin', cpu: 'arm64' },
  };
  expect(differences(needed, installed, mac, everything)).toEqual(['node_modules/mac-node']);
});

test('a package fits when each of its rules allows the machine', () => {
  const os = fc.constantFrom('linux', 'darwin', 'win32', 'aix');
  fc.assert(
    fc.property(fc.array(os), fc.constantFrom(linux, mac, windows), (list, machine) => {
      expect(fits({ os: list }, machine)).toBe(list.length === 0 || list.includes(machine.platform));
      expect(fits({ os: list.map((name) => `!${name}`) }, machine)).toBe(!list.includes(machine.platform));
    }),
  );
});

test.each([
  ['linux x64', linux],
  ['macOS arm64', mac],
  ['macOS x64', { ...mac, arch: 'x64' }],
  ['Windows x64', windows],
  ['linux arm64', { ...linux, arch: 'arm64' }],
] as const)('the lockfile of this project holds Node, Biome and the bundler for %s', (_name, machine) => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const wanted = differences(packages, {}, machine, everything);
  expect(wanted.filter((place) => /^node_modules\/node-(bin-)?(linux|darwin|win)-/.test(place))).toHaveLength(
    1,
  );
  expect(wanted.filter((place) => place.startsWith('node_modules/@biomejs/cli-'))).toHaveLength(1);
  expect(wanted.filter((place) => place.startsWith('node_modules/@rolldown/binding-'))).toHaveLength(1);
});

test.each([
  ['npm error code ENOSPC\nnpm error syscall write', 'the disk is full (ENOSPC)'],
  ['npm error code ECONNREFUSED', 'the npm registry cannot be reached (ECONNREFUSED)'],
  [
    'npm warn ENOTFOUND\nnpm error code EINTEGRITY',
    'a downloaded package is not the one that package-lock.json names (EINTEGRITY)',
  ],
  ['npm error code E403', 'the npm registry refuses access (E403)'],
  ['npm error code EODD\nnpm error Something odd.', 'npm says "Something odd."'],
  ['npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device', 'the disk is full (ENOSPC)'],
  ['', 'npm ended without saying why'],
])('of npm’s output %j the person reads "%s"', (output, sentence) => {
  expect(whyNpmFailed(output)).toBe(sentence);
});
