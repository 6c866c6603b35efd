import { expect, test } from 'vitest';
import { windowTrouble } from '../../src/main/command-line.ts';

test.each([
  [[]],
  [['--server', 'https://centre.example']],
  [['--server=http://127.0.0.1:4450']],
  [['--server=']],
  [['--demo', '--as', 'mateo', '--seed=7', '--anchor', '2026-11-24T09:00:00Z']],
  [['hilo://call?from=+34600112233']],
  [['--demo', '--server=https://centre.example', 'hilo://case/202611240001']],
  [['--no-sandbox', '--user-data-dir=/tmp/x', '--log-level=3', '--lang=es', '--demo']],
])('a window opens with %j', (args) => {
  expect(windowTrouble('hilo', args)).toBeNull();
});

test.each([
  [['--foo'], 'Not understood: --foo\n'],
  [['--no-sandbox', '--foo'], 'Not understood: --foo\n'],
  [['--server'], 'Not understood: --server\n'],
  [['--as', '--demo'], 'Not understood: --as --demo\n'],
  [['lucia'], 'Not understood: lucia\n'],
  [['hilo://nonsense'], 'Not understood: hilo://nonsense\n'],
  [['--demo', '--ring=foo'], 'Not understood: --demo --ring=foo\n'],
])('%j is told in a sentence with how it is used', (args, sentence) => {
  const said = windowTrouble('hilo', args);
  expect(said).toContain(sentence);
  expect(said).toContain('npm run hilo [-- [--server URL]');
});

test.each(['nonsense', 'http://centre.example', 'ftp://centre.example', 'https://me:secret@centre.example'])(
  '--server=%s is told as no address of a centre',
  (address) => {
    expect(windowTrouble('hilo', [`--server=${address}`])).toContain(
      `“${address}” is no address of a centre.`,
    );
  },
);

test.each([
  [['+34600112233']],
  [['600', '11', '22', '33']],
  [['(+34) 600.11-22.33']],
  [['112']],
  [['anonymous']],
])('%j rings', (args) => {
  expect(windowTrouble('ring', args)).toBeNull();
});

test.each([
  [[], 'Say which number rings.\n'],
  [[''], 'Say which number rings.\n'],
  [['foo'], 'Not understood: foo\n'],
  [['--help'], 'Not understood: --help\n'],
  [['+34600112233', '+34600112244'], 'Not understood: +34600112233 +34600112244\n'],
  [['600112233', '600112244'], 'Not understood: 600112233 600112244\n'],
])('%j is no number, which is told in a sentence with how it is used', (args, sentence) => {
  const said = windowTrouble('ring', args);
  expect(said).toContain(sentence);
  expect(said).toContain('npm run ring -- NUMBER');
});
