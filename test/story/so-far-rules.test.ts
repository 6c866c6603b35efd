import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsOf } from '#shared/order/format.ts';
import { deliveryState, paymentState } from '#shared/order/records.ts';
import { remedy } from '#shared/rules/manual.ts';
import type { Language } from '#shared/settings.ts';
import { repeatAlarm } from '#shared/story/repeat.ts';
import { type StoryFacts, storySoFar } from '#shared/story/so-far.ts';
import { compensationOf } from '../recovery/sample.ts';
import { contact, day, facts, iris, matter, now, omar, promise, summary } from './sample.ts';

const when = fc.integer({ min: now - 200 * day, max: now + 20 * day });
const recent = fc.integer({ min: now - 40 * day, max: now });
const past = fc.integer({ min: now - 200 * day, max: now });
const prose = fc.stringMatching(/^[a-zñáé .\n]{1,120}$/).filter((text) => text.trim() !== '');
const who = fc.constantFrom(iris, omar);
const promises = (caseId: string | null) =>
  fc
    .array(
      fc.record({
        text: prose,
        until: when,
        by: who,
        state: fc.constantFrom('pending', 'kept', 'broken', 'cancelled'),
      }),
      { maxLength: 4 },
    )
    .map((list) => list.map((one, n) => promise(`${caseId}-p${n}`, { ...one, caseId } as never)));
const remedies = fc
  .record({
    remedy: fc.constantFrom(...remedy.options),
    amount: fc.constantFrom(null, { minor: 500, currency: 'EUR' }),
    state: fc.constantFrom('given' as const, 'requested' as const, 'declined' as const, 'withdrawn' as const),
  })
  .map(({ state, ...what }) => ({ ...compensationOf('g', what), state, by: iris, at: now, answered: null }));
const cases = fc
  .array(
    fc.record({
      subject: prose,
      status: fc.constantFrom('open' as const, 'solved' as const),
      openedAt: past,
      timesReopened: fc.nat(3),
      owner: who,
      promises: promises('k'),
      tried: fc.array(fc.record({ text: prose, at: past, by: who }), { maxLength: 5 }),
      compensations: fc.array(remedies, { maxLength: 4 }),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map((one, n) =>
      matter(`k${n}`, { ...one, solvedAt: one.status === 'solved' ? one.openedAt : null }),
    ),
  );
const entries = fc
  .array(
    fc.record({
      at: recent,
      caseId: fc.constantFrom(null, 'k0', 'k0', 'k1', 'k2'),
      by: fc.constantFrom(null, iris, omar),
      seconds: fc.constantFrom(null, 60),
      direction: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map(({ at, ...one }, n) => contact(`e${n}`, at, one)));
const orders = fc
  .array(
    fc.record({
      placedAt: past,
      promisedAt: fc.option(when, { nil: null }),
      delivery: fc.constantFrom(...deliveryState.options),
      payment: fc.constantFrom(...paymentState.options),
    }),
    { maxLength: 4 },
  )
  .map((list) => list.map((one, n) => summary(`o${n}`, { ...one, number: `nr-${'abcd'.charAt(n)}` })));
const anyFacts: fc.Arbitrary<StoryFacts> = fc
  .record({
    cases,
    entries,
    orders,
    promises: promises(null),
    customer: fc.record({
      name: fc.constantFrom(null, '', 'Ana Ruiz'),
      guest: fc.boolean(),
      since: fc.option(past, { nil: null }),
    }),
    totals: fc.record({
      orders: fc.nat(30),
      spent: fc.array(
        fc.record({
          minor: fc.integer({ min: -100, max: 90_000 }),
          currency: fc.constantFrom('EUR', 'MXN', 'JPY'),
        }),
        { maxLength: 4 },
      ),
      firstOrderAt: fc.option(past, { nil: null }),
    }),
  })
  .map(facts);
const languages = fc.constantFrom<Language>('en', 'es', 'es-ES');
const zones = fc.constantFrom('Europe/Madrid', 'America/Lima', 'Mars/Olympus');

test('whatever is known, one to eight whole sentences, the first of them who it is', () => {
  fc.assert(
    fc.property(anyFacts, languages, zones, (one, language, zone) => {
      const said = storySoFar(one, now, zone, language);
      expect(said[0]?.id).toBe('who');
      expect(said.length).toBeLessThanOrEqual(8);
      expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
      for (const { text } of said) {
        expect(text).not.toMatch(/undefined|null|NaN|Invalid|[“«]\s*[”»]|\s\s|, ,|: \.|^\s*:/);
        expect(text).toMatch(/\p{L}.*\.$/u);
      }
    }),
    { numRuns: 200 },
  );
});

test('no number is told that is not in the facts', () => {
  fc.assert(
    fc.property(anyFacts, languages, (one, language) => {
      const f = formatsOf(language, 'Europe/Madrid', now);
      const moments = [
        one.customer.since,
        one.totals.firstOrderAt,
        one.totals.lastContactAt,
        ...one.cases.flatMap((each) => [each.openedAt, each.solvedAt]),
        ...[...one.promises, ...one.cases.flatMap((each) => each.promises)].map((each) => each.until),
        ...one.orders.map((each) => each.promisedAt),
      ].filter((at) => at !== null);
      const known = [
        ...moments.flatMap((at) => [f.near(at), f.moment(at), f.day(at), f.month(at)]),
        ...one.totals.spent.map(f.money),
        ...one.cases.flatMap((each) =>
          each.compensations.flatMap(({ amount }) => (amount ? [f.money(amount)] : [])),
        ),
      ].sort((a, b) => b.length - a.length);
      const open = one.cases.filter((each) => each.status === 'open');
      const every = [...one.promises, ...one.cases.flatMap((each) => each.promises)];
      const counted = new Set(
        [
          30,
          one.totals.orders,
          open.length,
          ...one.cases.map((each) => each.timesReopened),
          repeatAlarm(one, now).contacts,
          repeatAlarm(one, now).people,
          ...counts(every.length),
          ...counts(open.flatMap((each) => each.tried).length),
          ...counts(one.orders.length),
        ].map(String),
      );
      for (const { text } of storySoFar(one, now, 'Europe/Madrid', language)) {
        const rest = known.reduce((left, each) => left.replaceAll(each, ' '), text);
        for (const number of rest.match(/\d+/g) ?? []) expect(counted, text).toContain(number);
      }
    }),
    { numRuns: 200 },
  );
});

test('three contacts from the customer about one open case in 30 days are always an alarm', () => {
  fc.assert(
    fc.property(anyFacts, languages, (one, language) => {
      const repeated = one.cases.some(
        (each) =>
          each.status === 'open' &&
          one.story.entries.filter(
            (entry) =>
              entry.kind === 'contact' &&
              entry.direction === 'in' &&
              entry.caseId === each.id &&
              entry.at > now - 30 * day,
          ).length >= 3,
      );
      const said = storySoFar(one, now, 'UTC', language).find(({ id }) => id === 'repeat');
      if (repeated) expect(said?.tone).toBe('alarm');
      expect(said?.tone === 'alarm').toBe(repeatAlarm(one, now).level === 'third-or-more');
    }),
    { numRuns: 200 },
  );
});

test('nothing is claimed of what is not known', () => {
  const bare = facts({
    customer: { name: null, since: null },
    totals: { orders: 0, spent: [], firstOrderAt: null, contacts: 4, lastContactAt: null },
  });
  expect(storySoFar(bare, now, 'UTC', 'en').map(({ text }) => text)).toEqual([
    'Customer without a name: no orders.',
  ]);
});

function counts(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, n) => n);
}
