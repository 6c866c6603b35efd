import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type CsvRow, type CsvStyle, readCsvRows } from '#shops/csv-rows.ts';
import { fileOf } from './reading.ts';

async function rowsOf(text: string | Uint8Array, style: Partial<CsvStyle> = {}, size?: number) {
  const rows: CsvRow[] = [];
  let heading: string[] = [];
  const whole = { encoding: 'utf-8', delimiter: null, quote: '"', ...style } as const;
  for await (const batch of readCsvRows(fileOf(text, size)(), whole)) {
    heading = batch.heading;
    rows.push(...batch.rows);
  }
  return { heading, rows };
}
const cells = (rows: CsvRow[]) =>
  rows.map((row) => ('cells' in row ? [row.row, ...row.cells] : [row.row, row.bad]));

test('quoted line breaks, empty lines and a byte order mark do not disturb the row numbers', async () => {
  const { heading, rows } = await rowsOf('\ufeffa,b\r\n"x\r\ny","1 ""2"" 3"\r\n\r\n3,4');
  expect(heading).toEqual(['a', 'b']);
  expect(cells(rows)).toEqual([
    [2, 'x\r\ny', '1 "2" 3'],
    [4, '3', '4'],
  ]);
});

test.each([';', '\t', '|', ','])('the mark «%s» between cells is found out', async (mark) => {
  const { rows } = await rowsOf(`a${mark}"b,c;d"${mark}e\n1${mark}2${mark}3\n`);
  expect(cells(rows)).toEqual([[2, '1', '2', '3']]);
});

test('a bad row is given with its number and hides no other', async () => {
  const text = 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12,\n13,14,15\n';
  expect(cells((await rowsOf(text)).rows)).toEqual([
    [2, '1', '2', '3'],
    [3, 'columns'],
    [4, 'columns'],
    [5, '10', '11', '12'],
    [6, '13', '14', '15'],
  ]);
});

test.each([
  ['an inch sign in a plain cell', '5" pipe,2,3', [3, '5" pipe', '2', '3']],
  ['a quotation mark that is opened and not closed', '"x,2,3', [3, 'quotes']],
  ['one that swallows the next row whole, with the right number of cells', 'x,"2,3', [3, 'quotes']],
  ['one that is closed within its cell', '"5" pipe,2,3', [3, '"5" pipe', '2', '3']],
])('%s costs at most its own row', async (_, line, expected) => {
  const before = '1,2,3\n';
  const after = 'x,"quoted, well",z\n7,8,9\n';
  expect(cells((await rowsOf(`a,b,c\n${before}${line}\n${after}`)).rows)).toEqual([
    [2, '1', '2', '3'],
    expected,
    [4, 'x', 'quoted, well', 'z'],
    [5, '7', '8', '9'],
  ]);
});

test.each([
  ['between two cells', '4,5', [3, 'cut-off']],
  ['in a cell between quotation marks', '4,"and so', [3, 'cut-off']],
  ['in a cell of two lines', '4,"one\ntwo', [4, 'cut-off']],
  ['at the end of a row, which nobody can tell', '4,5,6', [3, '4', '5', '6']],
])('a file that is cut off %s says so of its last row alone', async (_, end, last) => {
  const { rows } = await rowsOf(`a,b,c\n1,2,3\n${end}`);
  expect(cells(rows).at(0)).toEqual([2, '1', '2', '3']);
  expect(cells(rows).at(-1)).toEqual(last);
  // A line that ends is whole, however few its cells.
  const ended = await rowsOf(`a,b,c\n1,2,3\n${end}\n`);
  expect(cells(ended.rows).flat()).not.toContain('cut-off');
});

test('a file is cut off anywhere: no whole row before it is called so, and the last one only where it is short', async () => {
  const row = fc.array(fc.stringMatching(/^[a-z ]{1,6}$/), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 20 }), fc.nat(), async (table, at) => {
      const head = 'h1,h2,h3\n';
      const text = head + table.map((one) => one.join(',')).join('\n');
      const cut = text.slice(0, head.length + 1 + (at % (text.length - head.length)));
      const { rows } = await rowsOf(cut, {}, 7);
      const bad = rows.flatMap((one) => ('bad' in one ? [one] : []));
      const last = cut.slice(cut.lastIndexOf('\n') + 1);
      const isShort = last.trim() !== '' && last.split(',').length < 3;
      expect(bad.map((one) => one.bad)).toEqual(isShort ? ['cut-off'] : []);
    }),
    { numRuns: 200 },
  );
});

test('thousands of stray quotation marks cost their rows and no time', async () => {
  const bad = Array.from({ length: 3000 }, (_, n) => (n % 3 === 0 ? `"open ${n},x` : `row ${n},"y"`)).join(
    '\n',
  );
  // Of the processor: a busy machine may take its time.
  const before = process.threadCpuUsage();
  const { rows } = await rowsOf(`a,b\n${bad}\n`);
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5000);
  expect(rows.length).toBe(3000);
  expect(rows.filter((row) => 'bad' in row).length).toBe(1000);
});

test('a cell of a megabyte is one bad row', async () => {
  const { rows } = await rowsOf(`a,b\n1,2\n${'x'.repeat(1_000_000)},2\n3,4\n"${'y\n'.repeat(3)}",6\n`);
  expect(cells(rows).at(0)).toEqual([2, '1', '2']);
  expect(cells(rows).at(-1)).toEqual([5, 'y\ny\ny\n', '6']);
  expect(rows.length).toBe(4);
});

test('old Macintosh line ends, Latin 1 and UTF-16 are read', async () => {
  expect(cells((await rowsOf('a,b\r1,2\r3,4')).rows)).toEqual([
    [2, '1', '2'],
    [3, '3', '4'],
  ]);
  const latin = Uint8Array.from('a;b\nMu\u00f1oz;\u0080\n', (c) => c.charCodeAt(0));
  expect(cells((await rowsOf(latin, { encoding: 'windows-1252' })).rows)).toEqual([[2, 'Muñoz', '€']]);
  const wide = Buffer.from('\ufeffa\tb\nñ\t€\n', 'utf16le');
  expect(cells((await rowsOf(wide, {}, 1)).rows)).toEqual([[2, 'ñ', '€']]);
});

test.each([
  ['empty', ''],
  ['empty', '\n\n\n'],
  ['compressed', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0])],
  ['spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])],
  ['not-csv', Uint8Array.from([1, 2, 0, 0, 3, 4, 5, 6, 7])],
  ['not-csv', '<!doctype html><p>Sign in</p>'],
  ['not-csv', '{"orders":[]}'],
  ['encoding', Uint8Array.from('a,b\nMu\u00f1oz,1\n', (c) => c.charCodeAt(0))],
])('a file that is no CSV is told as such: %s', async (code, content) => {
  await expect(rowsOf(content)).rejects.toMatchObject({ name: 'ShopFileError', code });
});

test('what was written is read, whatever the pieces in which it comes', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r\n', 'ñ', '€', '😀', "'"),
    maxLength: 8,
  });
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
      const write = (row: readonly string[]) =>
        row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
      const text = `h1,h2,h3\n${rows.map(write).join('\n')}\n`;
      const read = await rowsOf(text, {}, size);
      const full = rows.flatMap((row, n) =>
        row.every((text) => text.trim() === '') ? [] : [[n + 2, ...row]],
      );
      expect(cells(read.rows)).toEqual(full);
    }),
    { numRuns: 300 },
  );
});

test('a line that does not end is not copied anew with every piece of it that comes', async () => {
  const text = `a,b\n1,${'x'.repeat(3_000_000)}\n2,3\n`;
  const set = vi.spyOn(Uint8Array.prototype, 'set');
  try {
    const { rows } = await rowsOf(text, {}, 16_384);
    expect(rows.map(({ row }) => row)).toEqual([2, 3]);
    const copied = set.mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0);
    expect(copied).toBeLessThan(8 * text.length);
  } finally {
    set.mockRestore();
  }
});
