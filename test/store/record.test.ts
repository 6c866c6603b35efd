import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { command } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { fold } from '#shared/case/fold.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { QueueItem, QueueView, WatchedItem } from '#shared/views/queue.ts';
import type { StoryPage } from '#shared/views/story.ts';
import { RefusedError } from '#store/record.ts';
import type { Store } from '#store/store.ts';
import { contact, customer, noon, note, openCase, pageOf, place, storeAt } from './fixture.ts';

function viewOf(store: Store, customerId = 'c1'): CustomerView {
  return store.view({ view: 'customer', customerId }) as CustomerView;
}

function outbox(store: Store): { command_id: string; bytes: Buffer }[] {
  return store.db.prepare('SELECT command_id, bytes FROM outbox ORDER BY seq').all() as never;
}

/** What the centre would answer: the waiting commands decided in order and numbered. */
function numbered(store: Store, from: number) {
  let state = fold([]);
  const events = outbox(store).flatMap(({ bytes }) => {
    const decision = decide(state, command.parse(JSON.parse(bytes.toString())));
    if ('refusal' in decision) return [];
    state = fold(decision.events, state);
    return decision.events;
  });
  return pageOf(from, events);
}

const event = (caseId: string, type: string, data: unknown, by = 'lucia'): EventEnvelope => ({
  id: `${randomUUID()}:0`,
  type,
  customerId: 'c1',
  caseId,
  at: noon,
  by,
  data,
});

test('what an agent records is on the screen at once, marked as not sent', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  const caseId = randomUUID();
  const { ids, customers } = store.record([
    openCase('c1', caseId),
    contact('c1', caseId),
    note('c1', caseId),
  ]);
  expect(customers).toEqual(['c1']);
  const view = viewOf(store);
  expect(view.cases).toMatchObject([
    { id: caseId, status: 'open', contacts: 1, pending: true, owner: { name: 'Lucía Ferrer' } },
  ]);
  expect(view.cases[0]?.number).toMatch(/^\d{12}$/);
  expect(view.story.entries.map((e) => [e.kind, e.pending])).toEqual([
    ['note', true],
    ['case-opened', true],
    ['contact', true],
  ]);
  expect((store.view({ view: 'unsent' }) as unknown[]).length).toBe(3);
  expect(outbox(store).map((row) => row.command_id)).toEqual(ids);
});

test('when the centre numbers our own events the mark drops and nothing is doubled', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  const caseId = randomUUID();
  store.record([openCase('c1', caseId), note('c1', caseId)]);
  const before = viewOf(store);
  store.absorb(numbered(store, 1));
  const after = viewOf(store);
  expect(outbox(store)).toEqual([]);
  expect(after.cases[0]).toEqual({ ...before.cases[0], pending: false });
  expect(after.story.entries).toEqual(before.story.entries.map((e) => ({ ...e, pending: false })));
});

test('a refused ask takes the whole batch back', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  const caseId = randomUUID();
  store.record([openCase('c1', caseId)]);
  const before = store.view({ view: 'customer', customerId: 'c1' });
  const bad = () => store.record([note('c1', caseId), openCase('c1', caseId)]);
  expect(bad).toThrow(RefusedError);
  expect(store.view({ view: 'customer', customerId: 'c1' })).toEqual(before);
  expect(outbox(store)).toHaveLength(1);
});

test('a case of one customer takes nothing of another', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1'), customer('c2')]));
  const caseId = randomUUID();
  store.record([openCase('c1', caseId)]);
  expect(() => store.record([note('c2', caseId)])).toThrow('other-customer');
});

test('the outbox keeps the bytes as they were first written', async () => {
  const at = place();
  const store = await storeAt(at);
  store.absorb(pageOf(0, [customer('c1')]));
  store.record([note('c1', null, 'Señora Núñez — «¡otra vez!» 📦')]);
  const [first] = outbox(store);
  store.close();
  const again = await storeAt(at, false);
  again.record([note('c1', null)]);
  expect(outbox(again)[0]?.bytes.equals(first?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('solving over an open promise is refused, after the promise is kept it is not', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  const caseId = randomUUID();
  const promiseId = randomUUID();
  const solve = {
    type: 'case.solve',
    customerId: 'c1',
    caseId,
    data: { how: 'Sent the right one' },
  } as const;
  store.record([
    openCase('c1', caseId),
    {
      type: 'promise.make',
      customerId: 'c1',
      caseId,
      data: { promiseId, text: 'Toner on Friday', until: noon },
    },
  ]);
  expect(() => store.record([solve])).toThrow('open-promise');
  store.record([
    { type: 'promise.end', customerId: 'c1', caseId, data: { promiseId, outcome: 'kept', text: '' } },
    solve,
  ]);
  expect(viewOf(store).cases[0]).toMatchObject({ status: 'solved', promises: [{ state: 'kept' }] });
  store.record([{ type: 'case.reopen', customerId: 'c1', caseId, data: { why: 'Still wrong' } }]);
  expect(viewOf(store).cases[0]).toMatchObject({ status: 'open', timesReopened: 1 });
});

test('the queue holds my open cases, the nearest promise first', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1'), customer('c2')]));
  const [late, soon] = [randomUUID(), randomUUID()];
  const promise = (customerId: string, caseId: string | null, until: number) =>
    ({
      type: 'promise.make',
      customerId,
      caseId,
      data: { promiseId: randomUUID(), text: 'I call back', until },
    }) as const;
  store.record([openCase('c1', late, 'Late'), promise('c1', late, noon + 9e7)]);
  store.record([openCase('c2', soon, 'Soon'), promise('c2', soon, noon + 1e7), promise('c2', null, noon)]);
  const queue = store.view({ view: 'queue' }) as QueueView;
  expect(queue.mine.map((item) => item.subject)).toEqual(['Soon', 'Late']);
  expect(queue.promises).toMatchObject([{ customerId: 'c2', until: noon }]);
  expect(queue).toMatchObject({ openCases: 2, customers: 2 });
});

test('a case of mine with a flagged fact is first in the queue, solved or not, until I write in it', async () => {
  const store = await storeAt(place());
  const opened = (id: string) =>
    event(id, 'case.opened.1', {
      number: '123456789012',
      subject: id,
      words: '',
      kind: 'late',
      orderId: null,
    });
  store.absorb(pageOf(0, [customer('c1'), opened('open'), opened('solved')]));
  store.absorb(pageOf(3, [event('solved', 'case.solved.1', { how: 'Sent' })]));
  const mine = () =>
    (store.view({ view: 'queue' }) as QueueView).mine.map(({ subject, flagged }) => [subject, flagged]);
  expect(mine()).toEqual([['open', null]]);
  const why = { eventId: 'x:0', why: 'case-solved' };
  store.absorb(pageOf(4, [event('solved', 'fact.flagged.1', why, 'tom')]));
  expect(mine()).toEqual([
    ['solved', 'case-solved'],
    ['open', null],
  ]);
  expect(viewOf(store).cases.find(({ id }) => id === 'solved')?.flagged).toBe('case-solved');
  store.record([note('c1', 'solved', 'Called back')]);
  expect(mine()).toEqual([['open', null]]);
});

test('a fact of somebody that broke a rule waits for one who decides, also when the owner has written in the case since; a restored one waits for nobody', async () => {
  const store = await storeAt(place());
  const person = (id: string, role: string) => ({
    type: 'person',
    id,
    name: id,
    role,
    skills: [],
    level: 1,
    active: true,
    teams: [],
  });
  const opened = (id: string, by: string) =>
    event(
      id,
      'case.opened.1',
      { number: '123456789012', subject: id, words: '', kind: 'late', orderId: null },
      by,
    );
  const flag = (id: string, why: string, by: string) =>
    event(id, 'fact.flagged.1', { eventId: 'x:0', why }, by);
  const written = (id: string, by: string) => event(id, 'note.added.1', { text: 'Seen', about: 'note' }, by);
  const watched = () =>
    (store.view({ view: 'watched' }) as WatchedItem[]).map((one) => [
      one.subject,
      one.watched.why,
      one.watched.by.id,
    ]);
  store.absorb(
    pageOf(0, [
      customer('c1'),
      ...(['ines', 'mateo'] as const).map(
        (id) => person(id, id === 'ines' ? 'supervisor' : 'agent') as never,
      ),
      opened('mine', 'mateo'),
      opened('restored', 'mateo'),
      opened('own', 'lucia'),
    ]),
  );
  store.absorb(
    pageOf(6, [
      flag('mine', 'over-authority', 'mateo'),
      flag('restored', 'recovered', 'mateo'),
      // Whoever looks at the queue sees their own on their own case.
      flag('own', 'given-twice', 'lucia'),
    ]),
  );
  expect(watched()).toEqual([['mine', 'over-authority', 'mateo']]);
  // The owner and a colleague go on; that is no decision.
  store.absorb(pageOf(9, [written('mine', 'mateo'), written('mine', 'tom')]));
  expect(watched()).toEqual([['mine', 'over-authority', 'mateo']]);
  const seen = viewOf(store).cases.find(({ id }) => id === 'mine');
  expect([seen?.flagged, seen?.watched]).toMatchObject([
    null,
    { why: 'over-authority', by: { id: 'mateo' } },
  ]);
  store.absorb(pageOf(11, [written('mine', 'ines')]));
  expect(watched()).toEqual([]);
  expect(viewOf(store).cases.find(({ id }) => id === 'mine')?.watched).toBeNull();
});

test('a case goes from queue to queue: asked, declined, asked again and taken, with names and the story of it', async () => {
  const store = await storeAt(place());
  const caseId = randomUUID();
  const tom = {
    type: 'person' as const,
    id: 'tom',
    name: 'Tom Hale',
    role: 'supervisor' as const,
    skills: ['german'],
    level: 2,
    active: true,
    teams: [],
  };
  const from = (n: number, more: Pick<EventEnvelope, 'type' | 'data'>): EventEnvelope => ({
    id: `${randomUUID()}:0`,
    customerId: 'c1',
    caseId,
    at: noon + n * 60_000,
    by: 'tom',
    ...more,
  });
  const move = (type: 'case.take' | 'case.offer' | 'case.end-offer', data: object) =>
    store.record([{ type, customerId: 'c1', caseId, data }]);
  const queue = () => store.view({ view: 'queue' }) as QueueView;
  const kinds = () => viewOf(store).story.entries.map((entry) => entry.kind);
  store.absorb(pageOf(0, [tom, customer('c1')]));
  store.inner.refresh();
  store.record([openCase('c1', caseId, 'Toner')]);
  expect(store.view({ view: 'people' })).toMatchObject([tom]);

  move('case.offer', { to: 'tom', why: 'It is about printers' });
  const who = { id: 'tom', name: 'Tom Hale' };
  expect(queue()).toMatchObject({ offered: [], mine: [{ offer: { to: who, why: 'It is about printers' } }] });
  expect(viewOf(store).story.entries[0]).toMatchObject({ kind: 'case-offered', other: who, pending: true });

  const opened = store.db.prepare('SELECT bytes FROM outbox ORDER BY seq').pluck().all() as Buffer[];
  const [open, offer] = opened.map((bytes) => JSON.parse(bytes.toString('utf8')).stamp.id as string);
  const number = viewOf(store).cases[0]?.number;
  const { data } = openCase('c1', caseId, 'Toner') as { data: object };
  store.absorb(
    pageOf(2, [
      { ...from(0, { type: 'case.opened.1', data: { ...data, number } }), id: `${open}:0`, by: 'lucia' },
      {
        ...from(1, { type: 'case.offered.1', data: { to: 'tom', why: 'It is about printers' } }),
        id: `${offer}:0`,
        by: 'lucia',
      },
      from(2, { type: 'case.offer-ended.1', data: { outcome: 'declined', why: 'I am on leave' } }),
    ]),
  );
  expect(queue().mine).toMatchObject([{ offer: null, declined: { by: who, why: 'I am on leave' } }]);

  store.absorb(pageOf(5, [from(3, { type: 'case.taken.1', data: { from: 'lucia' } })]));
  expect(queue().mine).toEqual([]);
  expect(viewOf(store).cases[0]).toMatchObject({ owner: who, takenFrom: { id: 'lucia' }, declined: null });
  expect(() => move('case.offer', { to: 'lucia', why: '' })).toThrow();

  store.absorb(pageOf(6, [from(4, { type: 'case.offered.1', data: { to: 'lucia', why: 'Yours again' } })]));
  expect(queue()).toMatchObject({
    mine: [],
    offered: [{ caseId, owner: who, offer: { why: 'Yours again' } }],
  });
  move('case.take', { from: 'tom' });
  expect(queue()).toMatchObject({
    offered: [],
    mine: [{ caseId, owner: { id: 'lucia' }, offer: null }],
  });
  expect(kinds().sort()).toEqual(
    ['case-offer-ended', 'case-offered', 'case-offered', 'case-opened', 'case-taken', 'case-taken'].sort(),
  );
});

test('a case is classified with its opening in one entry, its lines are answered once, and a supervisor who is asked for is waited for', async () => {
  const store = await storeAt(place());
  const caseId = randomUUID();
  const about = { customerId: 'c1', caseId };
  const question = { en: 'Was anybody in?', es: '¿Había alguien?' };
  const waiting = () => store.view({ view: 'supervisor' }) as QueueItem[];
  store.absorb(pageOf(0, [customer('c1')]));
  store.record([
    openCase('c1', caseId, 'Toner'),
    { ...about, type: 'case.classify', data: { kind: 'late', failure: 'stuck' } },
    { ...about, type: 'playbook.use', data: { kind: 'late', version: 3 } },
    {
      ...about,
      type: 'playbook.answer',
      data: { kind: 'late', version: 3, part: 'ask', question, answer: 'Yes' },
    },
    { ...about, type: 'case.ask-supervisor', data: { words: 'Your boss!' } },
  ]);
  const [one] = viewOf(store).cases;
  const lucia = { id: 'lucia', name: 'Lucía Ferrer' };
  expect(one).toMatchObject({ kind: 'late', failure: 'stuck', pending: true });
  expect(one?.steps).toMatchObject({
    used: [{ kind: 'late', version: 3, by: lucia }],
    answered: [{ question, answer: 'Yes', by: lucia }],
  });
  expect(waiting()).toMatchObject([{ caseId, supervisor: { words: 'Your boss!', by: lucia, answer: null } }]);
  expect(new Set(viewOf(store).story.entries.map(({ kind }) => kind))).toEqual(
    new Set(['case-opened', 'playbook-answered', 'supervisor-asked']),
  );
  store.record([{ ...about, type: 'case.answer-supervisor', data: { text: 'I call at five' } }]);
  expect(waiting()).toEqual([]);
  expect(viewOf(store).cases[0]?.steps.supervisor?.answer).toMatchObject({ text: 'I call at five' });
});

test('a caller no shop knows can be introduced, found and told apart from what the shop says later', async () => {
  const store = await storeAt(place());
  const id = randomUUID();
  const data = { name: 'Begoña Ñandú', number: '611 22 33 44', email: null };
  store.record([{ type: 'customer.introduce', customerId: id, caseId: null, data }]);
  const ring = store.view({ view: 'ring', from: '+34611223344' }) as { matches: { name: string }[] };
  expect(ring.matches).toMatchObject([{ name: 'Begoña Ñandú' }]);
  store.absorb(pageOf(0, [customer(id, { name: 'Begoña Ñandú Roca' })]));
  expect(viewOf(store, id).customer.name).toBe('Begoña Ñandú Roca');
  expect(viewOf(store, id).customer.phones).toEqual([]);
});

test('older pages of a story follow without a gap or a double, also among entries of the same moment', async () => {
  const store = await storeAt(place());
  const notes = Array.from({ length: 57 }, (_, i) => ({
    id: `${randomUUID()}:0`,
    type: 'note.added.1',
    customerId: 'c1',
    caseId: null,
    at: noon - Math.floor(i / 5),
    by: 'mateo',
    data: { text: `n${i}`, about: 'note' },
  }));
  store.absorb(pageOf(0, [customer('c1'), ...notes]));
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: StoryPage = store.view({ view: 'story', customerId: 'c1', after, limit: 10 }) as StoryPage;
    ids.push(...page.entries.map((e) => e.id));
    after = page.next;
  } while (after !== null);
  expect(ids).toHaveLength(57);
  expect(new Set(ids)).toEqual(new Set(notes.map((n) => n.id)));
});

test('what a person is typing is there after the store was closed without warning', async () => {
  const at = place();
  const store = await storeAt(at);
  store.draft({ key: 'note:c1', body: 'Half a sent' });
  const second = await storeAt(at, false);
  expect(second.view({ view: 'drafts' })).toMatchObject([{ key: 'note:c1', body: 'Half a sent' }]);
  store.draft({ key: 'note:c1', body: null });
  expect(second.view({ view: 'drafts' })).toEqual([]);
});

test('an ask that is not of the language is bad input, told without its text', async () => {
  const store = await storeAt(place());
  const bad = { ...note('c1', null), extra: 'Carmen' };
  expect(() => store.record([bad])).toThrow(/unrecognized_keys|invalid/);
  expect(() => store.record([bad])).not.toThrow(/Carmen/);
});
