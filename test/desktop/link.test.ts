import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLink, readLink } from '../../src/main/calls/link.ts';

const id = '018f6b0a-7c1d-7e3f-8a9b-0c1d2e3f4a5b';

test.each([
  ['hilo://call?from=+34600112233', '+34600112233'],
  ['hilo://call/?from=+34600112233', '+34600112233'],
  ['HILO://CALL?FROM=600112233', '600112233'],
  ['hilo://call?from=%2B34%20600%2011%2022%2033', '+34 600 11 22 33'],
  ['hilo://call?from=(+34)%20600.11-22-33', '(+34) 600.11-22-33'],
  ['hilo://call?from=0034600112233', '0034600112233'],
  ['hilo://call?from=201', '201'],
  ['hilo://call?from=anonymous', 'anonymous'],
  ['hilo://call?from=Withheld', 'anonymous'],
  ['hilo://call?from=', 'anonymous'],
])('%s rings with %s', (link, from) => {
  expect(readLink(link)).toEqual({ to: 'call', from });
});

test.each([
  ['hilo://case/202611240017', '202611240017'],
  ['hilo://case/202611240017/', '202611240017'],
  [`hilo://case/${id}`, id],
  [`hilo://case/${id.toUpperCase()}`, id],
])('%s shows case %s', (link, which) => {
  expect(readLink(link)).toEqual({ to: 'case', case: which });
});

const hostile = [
  '',
  'hilo:',
  'hilo://',
  'hilo:call?from=600112233',
  'hilo:///call?from=600112233',
  'hilo://call',
  'hilo://call?',
  'hilo://call?number=600112233',
  'hilo://call?from=600112233&from=1',
  'hilo://call?from=600112233&case=202611240017',
  'hilo://call?x=1&from=600112233',
  'hilo://call?from=600112233#answer',
  'hilo://call/answer?from=600112233',
  'hilo://call:80?from=600112233',
  'hilo://agent@call?from=600112233',
  'hilo://call?from=javascript:alert(1)',
  'hilo://call?from=%6Aavascript:alert(1)',
  'hilo://call?from=<script>',
  'hilo://call?from=%3Cscript%3E',
  'hilo://call?from=%253Cscript%253E',
  'hilo://call?from=%252B34600112233',
  'hilo://call?from=%',
  'hilo://call?from=%E0%A4%A',
  'hilo://call?from=%00600112233',
  'hilo://call?from=600112233%0A',
  'hilo://call?from=600%0D%0A112233x',
  'hilo://call?from=34+600112233',
  'hilo://call?from=++34600112233',
  'hilo://call?from=+',
  'hilo://call?from=()-.',
  'hilo://call?from=%F0%9F%93%9E',
  'hilo://call?from=６００１１２２３３',
  'hilo://call?from=unknown%20person',
  `hilo://call?from=${'1'.repeat(21)}`,
  `hilo://call?from=${'1'.repeat(300)}`,
  `hilo://call?from=${' '.repeat(150)}1x`,
  'hilo://call?from=sip:600@example.com',
  'hilo://call?from=600112233" --gpu-launcher="calc',
  'hilo://case/',
  'hilo://case/..',
  'hilo://case/../call?from=600112233',
  'hilo://case/%32%30%32611240017',
  'hilo://case/20261124001',
  'hilo://case/2026112400178',
  'hilo://case/202611240017/delete',
  'hilo://case/202611240017?do=solve',
  `hilo://case/${id}0`,
  `hilo://case/${id.slice(1)}`,
  'hilo://case/__proto__',
  'hilo://settings',
  'hilo://open?url=https://example.com',
  'http://call?from=600112233',
  'xhilo://call?from=600112233',
  ' hilo://call?from=600112233',
  '--hilo://call?from=600112233',
  'hilo://call?from=600112233\nhilo://call?from=1',
  'hilo://cаll?from=600112233',
];
test.each(hostile.filter((link) => link !== 'hilo://call?from=600112233%0A'))('%j is no link', (link) => {
  expect(readLink(link)).toBeNull();
});

test('a line break around a number is trimmed, as any blank', () => {
  expect(readLink('hilo://call?from=600112233%0A')).toEqual({ to: 'call', from: '600112233' });
});

/** Two hundred and more: each way to break out of the grammar, at each place where it might be tried. */
const switches = [
  '--gpu-launcher=calc',
  '--renderer-cmd-prefix=calc',
  '--no-sandbox',
  '--remote-debugging-port=9222',
  '--load-extension=evil',
  '--inspect=0.0.0.0:9229',
  '--js-flags=--expose-gc',
  '--utility-cmd-prefix=calc',
  '--user-data-dir=evil',
  '--proxy-server=evil:1',
];
const breaks = [
  '"',
  "'",
  '`',
  ' ',
  '\t',
  '\n',
  '\0',
  '%00',
  '%0a',
  '%20',
  '\\',
  '/..',
  '//',
  '@',
  ':1',
  ';',
  '|',
  '$(calc)',
  '\u202e',
  '<b>',
];
const places = [
  (one: string) => `hilo://call${one}?from=600112233`,
  (one: string) => `hilo://call?from${one}=600112233`,
  (one: string) => `hilo${one}://call?from=600112233`,
  (one: string) => `hilo://case/2026${one}11240017`,
  (one: string) => `hilo://case${one}/202611240017`,
  (one: string) => `hilo://call?from=600112233x${one}`,
  (one: string) => `hilo://call?from=${one}x`,
  (one: string) => `hilo://${one}call?from=600112233`,
];
const corpus = [
  ...breaks.flatMap((one) => places.map((place) => place(one))),
  ...switches.flatMap((one) => [
    `hilo://call?from=600112233" ${one}`,
    `hilo://call?from=600112233%22%20${one}`,
    `hilo://case/202611240017 ${one}`,
    `${one} hilo://call?from=600112233`,
  ]),
];

test('a corpus of broken links is no link, whole or among arguments', () => {
  expect(new Set(corpus).size).toBeGreaterThanOrEqual(200);
  expect(corpus.filter((link) => readLink(link) !== null)).toEqual([]);
  // Where a switch stands before it, whoever started Hilo put it there: a link cannot.
  for (const link of corpus.filter((one) => !one.startsWith('--'))) {
    const found = findLink(['hilo', ...link.split(' ')]);
    expect(found === null || readLink(found) === null, link).toBe(true);
  }
});

test('as arguments of a second Hilo, a link with any switch after it is none, and switches before it change nothing', () => {
  const link = 'hilo://call?from=+34600112233';
  for (const one of switches) {
    expect(findLink(['hilo', link, one]), one).toBeNull();
    expect(findLink(['hilo', one, link]), one).toBe(link);
    expect(findLink(['hilo', '--', link, '--', one]), one).toBeNull();
  }
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...switches, ...corpus, link, '--'),
  );
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 6 }), (argv) => {
      const found = findLink(argv);
      // Never one that something of somebody's own comes after.
      if (found !== null) expect(argv.filter((arg) => !arg.startsWith('--')).at(-1)).toBe(found);
      const read = found === null ? null : readLink(found);
      if (read?.to === 'call') expect(read.from).toMatch(/^(?:anonymous|[0-9+() .-]{1,40})$/);
    }),
    { numRuns: 5_000 },
  );
});

test('whatever the text, a link that is read holds only what a number or an id can have', () => {
  const parts = fc.constantFrom(
    'hilo://',
    'call',
    'case',
    '/',
    '?from=',
    '&',
    '#',
    '%',
    '%2B',
    '%25',
    '+34',
    '600112233',
    id,
    '"',
    '\\',
    '\0',
    'anonymous',
    '--',
    ' ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(parts, fc.string({ maxLength: 3 })), { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }).map((tail) => `hilo://call?from=${tail}`),
    fc.string({ unit: 'binary' }).map((tail) => `hilo://case/${tail}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      const link = readLink(given);
      if (link === null) return;
      if (link.to === 'call') expect(link.from).toMatch(/^(?:anonymous|[0-9+() .-]{1,40})$/);
      else expect(link.case).toMatch(/^(?:\d{12}|[0-9a-f-]{36})$/);
    }),
    { numRuns: 20_000 },
  );
});

test('every number, however it is written in an address, comes out as it went in', () => {
  const number = fc
    .tuple(fc.constantFrom('', '+', '(+', '00'), fc.stringMatching(/^[1-9][0-9]{2,14}$/))
    .map(([front, digits]) =>
      front === '(+' ? `(+${digits.slice(0, 2)}) ${digits.slice(2)}` : front + digits,
    );
  fc.assert(
    fc.property(number, fc.boolean(), (from, encoded) => {
      const link = `hilo://call?from=${encoded ? encodeURIComponent(from) : from}`;
      expect(readLink(link)).toEqual({ to: 'call', from });
    }),
  );
});

test('the link is found by its scheme among the arguments that Chromium adds', () => {
  const link = 'hilo://call?from=+34600112233';
  expect(findLink(['--no-sandbox', '.', '--', link])).toBe(link);
  expect(findLink(['--allow-file-access-from-files', link, '--original-process-start-time=133'])).toBe(link);
  expect(findLink(['--no-sandbox', '.'])).toBeNull();
  expect(findLink([link, '--gpu-launcher=calc'])).toBeNull();
  expect(findLink([link, link])).toBeNull();
});
