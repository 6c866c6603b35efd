import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { leftOut } from '../../scripts/bundle.mjs';

const own = createRequire(import.meta.url);

/** Where a library of ours (null), or of one of ours, stands, with `/` on every system. */
const standsAt = (name: string, of: string | null): string =>
  (of === null ? own : createRequire(own.resolve(of))).resolve(name).replaceAll('\\', '/');

test.each([
  ['electron-log/src/node/transports/remote.js', null],
  ['ajv/dist/2020.js', 'electron-store'],
  ['ajv-formats', 'electron-store'],
  ['semver', 'electron-store'],
])('%s is where a start leaves it out', (name, of) => {
  const at = standsAt(name, of);
  expect(leftOut.filter(([module]) => module.test(at))).toHaveLength(1);
});
