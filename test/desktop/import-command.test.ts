import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { ImportReport } from '#shared/sync/import.ts';
import { askHidden, readFirstLine, type Terminal } from '../../src/main/import/ask-passphrase.ts';
import { readImportOptions } from '../../src/main/import/options.ts';
import { lines } from '../../src/main/import/progress.ts';
import { whyUnreadable } from '../../src/main/import/readable.ts';
import { reportText } from '../../src/main/import/report-text.ts';
import { importWordsOf } from '../../src/main/import/words.ts';

const base = resolve('/data');

test('options are read, and paths start where the person stands', () => {
  expect(
    readImportOptions(
      [
        '--no-sandbox',
        '--from',
        'shopify-csv',
        '--zone',
        'Europe/Madrid',
        '--country=ES',
        '--json',
        'out.json',
        'orders.csv',
      ],
      base,
    ),
  ).toEqual({
    from: 'shopify-csv',
    file: resolve(base, 'orders.csv'),
    mapping: null,
    zone: 'Europe/Madrid',
    country: 'ES',
    shop: null,
    json: resolve(base, 'out.json'),
    language: null,
    passphraseFromStdin: false,
    centre: null,
  });
});

test.each([
  [[], 'no-file'],
  [['--from', 'shopify-csv'], 'no-file'],
  [['a.csv'], 'from'],
  [['--from', 'excel', 'a.csv'], 'from'],
  [['--from', 'shopify-csv', 'a.csv', 'b.csv'], 'files'],
  [['--from', 'csv', 'a.csv'], 'mapping'],
  [['--from', 'shopify-csv', '--mapping', 'm.json', 'a.csv'], 'mapping'],
  [['--from', 'shopify-csv', '--zone', 'Europe/Nowhere', 'a.csv'], 'zone'],
  [['--from', 'shopify-csv', '--country', 'Spain', 'a.csv'], 'country'],
  [['--from', 'shopify-csv', '--language', 'fr', 'a.csv'], 'language'],
  [['--from', 'shopify-csv', '--delete', 'a.csv'], 'unknown'],
  [['--from'], 'unknown'],
  [['--from', 'shopify-csv', '--server', 'http://hilo.example', '--login', 'n', 'a.csv'], 'server'],
  [['--from', 'shopify-csv', '--server', 'hilo.example', '--login', 'n', 'a.csv'], 'server'],
  [['--from', 'shopify-csv', '--server', 'https://hilo.example', 'a.csv'], 'login'],
  [['--from', 'shopify-csv', '--login', 'n', 'a.csv'], 'login'],
  [['--from', 'shopify-csv', '--password-stdin', 'a.csv'], 'unknown'],
  [['--help'], 'help'],
  [['--from', 'shopify-csv', '--help'], 'help'],
])('%j is told as %s', (args, expected) => {
  expect(readImportOptions(args, base)).toBe(expected);
});

test('a folder in the place of a file is told as one, in the language of the reader', () => {
  const [here, file] = [import.meta.dirname, import.meta.filename];
  const [english, spanish] = [importWordsOf('en'), importWordsOf('es')];
  expect(whyUnreadable({ file: here, mapping: null }, english)).toBe(
    'This is a folder. Name one file in it.',
  );
  expect(whyUnreadable({ file: here, mapping: null }, spanish)).toBe(
    'Esto es una carpeta. Indique un archivo de ella.',
  );
  expect(whyUnreadable({ file, mapping: here }, english)).toMatch(/^--mapping names a folder\./);
  expect(whyUnreadable({ file, mapping: here }, spanish)).toMatch(/^--mapping indica una carpeta\./);
  const nowhere = `${file}.nowhere`;
  expect(whyUnreadable({ file: nowhere, mapping: null }, english)).toBe(english.unreadable);
  expect(whyUnreadable({ file, mapping: nowhere }, english)).toBe(english.mappingUnreadable);
  expect(whyUnreadable({ file, mapping: file }, english)).toBeNull();
});

const report: ImportReport = {
  file: '/data/orders.csv',
  from: 'shopify-csv',
  rows: 541_909,
  customers: { read: 4372, new: 4370, changed: 2, merged: 3, guests: 1 },
  orders: { read: 25_900, new: 25_000, changed: 800, unchanged: 90, older: 10, cancellations: 3836 },
  lines: 541_909,
  twins: 5,
  skipped: Array.from({ length: 60 }, (_, n) => ({
    row: n + 2,
    rows: 1,
    field: 'Total',
    code: 'money',
    why: 'No amount.',
  })),
  skippedTotal: 75,
};

test('the report counts in the language of the reader and names the rows', () => {
  const english = reportText(report, 'en');
  expect(english).toContain('Rows: 541,909');
  expect(english).toContain(
    'Orders: 25,900 read: 25,000 new, 800 changed, 90 unchanged, 10 older than what is known, 3,836 cancellations',
  );
  expect(english).toContain('  row 2: No amount. (Total)');
  expect(english).toContain('and 25 more');
  const spanish = reportText(report, 'es-ES');
  expect(spanish).toContain('Clientes: 4.372 leídos: 4.370 nuevos');
  expect(spanish).toContain('fila 2');
});

test('progress in a log is a line each tenth, once', () => {
  const said: string[] = [];
  const progress = lines('Bringing in', (line) => said.push(line));
  for (let n = 0; n <= 1000; n += 1) progress.at(n, 1000);
  expect(said).toHaveLength(11);
  expect(said.at(-1)).toBe('Bringing in: 100 %\n');
});

/** A terminal that remembers what was shown and whether it echoed. */
const terminal = () => {
  const modes: boolean[] = [];
  let shown = '';
  const input = Object.assign(new EventEmitter(), {
    setRawMode: (raw: boolean) => modes.push(raw),
    setEncoding: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  });
  const output = { write: (text: string) => (shown += text) };
  return {
    asked: { input, output } as unknown as Terminal,
    type: (text: string) => input.emit('data', text),
    modes,
    shown: () => shown,
  };
};

test('a passphrase is not shown, can be corrected, and the terminal is left as it was', async () => {
  const { asked, type, modes, shown } = terminal();
  const answer = askHidden(asked, 'Passphrase: ');
  for (const key of ['s', 'e', 'ñ', '\u007f', 'ñ', 'or😀', '\u007f', '\r']) type(key);
  expect(await answer).toBe('señor');
  expect(shown()).toBe('Passphrase: \n');
  expect(modes).toEqual([true, false]);
});

test('Ctrl+C gives up', async () => {
  const { asked, type, modes } = terminal();
  const answer = askHidden(asked, '');
  type('secret\u0003');
  expect(await answer).toBeNull();
  expect(modes).toEqual([true, false]);
});

test('a script gives the passphrase as the first line', async () => {
  expect(await readFirstLine(Readable.from(['una con', 'traseña larga\r\nrest']))).toBe(
    'una contraseña larga',
  );
  expect(await readFirstLine(Readable.from(['no end of line']))).toBe('no end of line');
});
