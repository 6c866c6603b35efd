import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, nextLink, noLink, thinned } from '#shared/sync/chain.ts';
import { upLimits, wirePage } from '#shared/sync/exchange.ts';
import { sha256 } from './reading.ts';

/** Any JSON value, with the keys and texts that are known to be handled differently by somebody. */
const oddKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'toJSON',
  '10',
  '2',
  '',
  '\u2028',
  '\ud800',
  'é',
  'id',
);
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, '', '\u0000', '\ud83d', '\u2029</script>', '\\"'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(oddKey, fc.string()), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('the chain', () => {
  it('is SHA-256 over the link before and the body, as PostgreSQL works it out too', () => {
    // encode(sha256(convert_to(repeat('0', 64) || '{"a":"é"}', 'UTF8')), 'hex')
    const link = nextLink(sha256, noLink, '{"a":"é"}');
    expect(link).toBe('5dbe4572a860871a8cc243598340661cd308929bd87a2d010651d4f4f4bb162b');
    expect(nextLink(sha256, link, '{}')).not.toBe(nextLink(sha256, noLink, '{}'));
  });

  it('gives another link for another order, another split, another body', () => {
    const over = (bodies: readonly string[]) =>
      bodies.reduce((link, body) => nextLink(sha256, link, body), noLink);
    expect(new Set([over(['1', '2']), over(['2', '1']), over(['12']), over(['1', '2', ''])]).size).toBe(4);
  });
});

describe('the body of a change', () => {
  it('is the text that was numbered, whatever JSON it was', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom('event', 'record', 'erased'), (value, kind) => {
        const body = JSON.stringify(value);
        const text = `{"n":7,"at":1700000000000,"${kind}":${body}}`;
        expect(bodyOf(JSON.parse(text))).toBe(body);
      }),
      { numRuns: 2000 },
    );
  });

  it('outlives the schema of a page', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom('event', 'record', 'erased'), (value, kind) => {
        const body = JSON.stringify(value);
        const change = `{"n":1,"at":0,"${kind}":${body}}`;
        const page = `{"team":"es","epoch":"e","from":0,"to":1,"count":1,"link":"${noLink}","changes":[${change}]}`;
        const [read] = wirePage.parse(JSON.parse(page)).changes;
        expect(read && bodyOf(read)).toBe(body);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a text', 'event', '"x"'],
    ['keys that look like numbers', 'event', '{"2":1,"10":2,"a":3}'],
    ['a key that is a prototype elsewhere', 'record', '{"__proto__":{"x":1}}'],
    ['half a pair', 'event', '{"text":"\\ud800"}'],
    ['a kind of a newer centre', 'erased', '{"customer":"k1"}'],
  ])('%s comes back as it was', (_what, kind, body) => {
    expect(bodyOf(JSON.parse(`{"n":1,"at":2,"${kind}":${body}}`))).toBe(body);
  });
});

describe('checkpoints', () => {
  /** Adds one point after another, as pages come, and thins each time. */
  function kept(numbers: readonly number[]): number[] {
    let points: { n: number }[] = [];
    for (const n of numbers) points = thinned([{ n }, ...points]);
    return points.map(({ n }) => n);
  }

  it('stay few enough for one request, however long a stream is', () => {
    const pages = Array.from({ length: 2000 }, (_, index) => index * 40_000 + (index % 7));
    expect(kept(pages).length).toBeLessThan(upLimits.checkpoints / 4);
    expect(
      thinned(Array.from({ length: 50_000 }, (_, index) => ({ n: 50_000 - index }))).length,
    ).toBeLessThan(300);
  });

  it('tell of any earlier place within an eighth of its distance, after any number of thinnings', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 400 }), (steps) => {
        let n = 0;
        const numbers = steps.map((step) => (n += step));
        const points = kept(numbers);
        expect(points[0]).toBe(n);
        for (const place of numbers) {
          const found = points.find((point) => point <= place) ?? 0;
          expect(place - found).toBeLessThanOrEqual((n - place + 1) / 8);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are given newest first, none that was not there', () => {
    const points = [90, 80, 70, 3, 1].map((n) => ({ n }));
    const left = thinned(points);
    expect(left).toEqual(points.filter((point) => left.includes(point)));
    expect(thinned([])).toEqual([]);
  });
});
