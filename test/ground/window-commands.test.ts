import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const door = join(import.meta.dirname, '..', '..', 'scripts', 'run.mjs');

/** One command of package.json where there is no display. */
function said(...args: string[]): { code: number | null; out: string } {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const run = spawnSync(process.execPath, [door, ...args], { env, encoding: 'utf8', timeout: 20_000 });
  return { code: run.status, out: `${run.stdout}${run.stderr}` };
}

test.each([
  [['ring'], /Say which number rings\.\n\nnpm run ring -- NUMBER/],
  [['ring', 'foo'], /Not understood: foo\n\nnpm run ring -- NUMBER/],
  [['hilo', '--foo'], /Not understood: --foo\n\nnpm run hilo /],
  [['hilo', '--server=nonsense'], /“nonsense” is no address of a centre\./],
])('%j ends with 2 and a sentence, before anything is started', (args, sentence) => {
  const { code, out } = said(...args);
  expect(out).toMatch(sentence);
  expect(code).toBe(2);
});

test.skipIf(process.platform !== 'linux').each([[['ring', '+34600112233']], [['hilo', '--demo']]])(
  '%j opens no window that nobody sees',
  (args) => {
    const { code, out } = said(...args);
    expect(out).toContain('There is no display here, and Hilo is a program with a window');
    expect(code).toBe(1);
  },
);
