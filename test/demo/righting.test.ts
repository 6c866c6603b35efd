import { beforeAll, expect, test } from 'vitest';
import { type CaseState, emptyStream, fold } from '#shared/case/fold.ts';
import { touchedBy } from '#shared/incident/touches.ts';
import { anchor, by, load } from './load.ts';

const day = 86_400_000;
let companies: ReturnType<typeof load>[];
beforeAll(() => {
  companies = [load(1), load(2, Date.UTC(2026, 6, 4, 22, 55))];
});

const streamsOf = ({ events }: ReturnType<typeof load>) =>
  [...by(events, (event) => event.caseId ?? '')].flatMap(([id, list]) =>
    id === '' ? [] : [fold(list, emptyStream)],
  );

test('Lucía has a claim that a carrier must answer by tomorrow, and another one was paid', () => {
  const [one] = companies;
  if (!one) throw new Error('no company was loaded');
  const claims = streamsOf(one).flatMap((stream) =>
    stream.claims.map((claim) => ({ ...claim, caseOwner: stream.case?.owner })),
  );
  expect(claims.map(({ name, status, step, caseOwner }) => [name, status, step, caseOwner])).toEqual([
    ['Mensajería Duero', 'open', 'answer', 'lucia'],
    ['NorteLog', 'closed', 'answer', 'mateo'],
  ]);
  const due = claims[0]?.dueAt ?? 0;
  expect(due).toBeGreaterThan(anchor);
  expect(due).toBeLessThan(anchor + 2 * day);
  expect(claims[1]?.closed).toMatchObject({ outcome: 'paid', back: { minor: 2490, currency: 'EUR' } });
});

test('something was given, something waits for Inés and something was answered that Mateo has not read', () => {
  for (const company of companies) {
    const cases = streamsOf(company).flatMap((stream): CaseState[] => (stream.case ? [stream.case] : []));
    const told = cases
      .flatMap(({ compensations }) => compensations)
      .map(({ state, by: who, answered, unread }) => [state, who, answered?.by ?? null, unread ?? false]);
    expect(told).toEqual([
      ['given', 'lucia', null, false],
      ['given', 'ines', null, false],
      ['requested', 'aisha', null, false],
      ['given', 'mateo', 'ines', true],
    ]);
  }
});

test('the incident that goes on and the one that is over touch several customers each, and a case is tied to the first', () => {
  for (const { records, customers, orders, events } of companies) {
    const orderOf = by(orders, (order) => order.customerId);
    const incidents = records.flatMap((record) =>
      record.type === 'rules' && record.content.about === 'incident' ? [record.content] : [],
    );
    expect(incidents.map(({ state }) => state)).toEqual(['open', 'closed']);
    for (const incident of incidents) {
      const touched = customers.filter((one) => touchedBy(incident, orderOf.get(one.id) ?? [], one));
      expect(touched.length).toBeGreaterThanOrEqual(5);
      expect(touched.length).toBeLessThan(60);
      // The tour and the flows of a ring count on these as they are.
      expect(touched.map(({ name }) => name)).not.toContain('Carmen Ruiz Ortega');
    }
    const tied = events.filter(({ type }) => type === 'case.tied-to-incident.1');
    expect(tied.map(({ data }) => data)).toEqual([{ incidentId: incidents[0]?.id }]);
  }
});
