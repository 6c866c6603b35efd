import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Role } from '#shared/people.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { StoryPage } from '#shared/views/story.ts';
import type { Refused, Unsent } from '#shared/views/unsent.ts';
import type { WhoNow } from '#store/sync/account.ts';
import { accountIn } from '#store/sync/account.ts';
import { customer, note, openCase, order } from './fixture.ts';
import { httpCentre } from './http-centre.ts';
import { shown, shownAnew } from './shown.ts';
import { quick, synced } from './synced.ts';

test('what is written here goes up by itself, what others wrote comes down, and the view says all sent', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'), order('o1', 'c1'));
  const { store, sync, until, view, told } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await sync.idle();
  expect(store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
  expect(view()).toMatchObject({
    server: centre.url,
    unsent: 0,
    trouble: null,
    clockOff: expect.any(Number),
  });
  const caseId = randomUUID();
  store.record([openCase('c1', caseId), note('c1', caseId)]);
  expect(view().unsent).toBe(2);
  sync.recorded();
  await until(({ unsent }) => unsent === 0);
  expect(centre.ledger.eventsOf('es')).toHaveLength(2);
  const { cases } = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(cases).toMatchObject([{ id: caseId, pending: false }]);
  expect(told.flat()).toContain('c1');
});

test('a poke that names a higher number is a reason to ask, and one that does not is none', async () => {
  const centre = await httpCentre();
  const { store, sync, until } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await expect.poll(() => centre.streams()).toBe(1);
  await sync.idle();
  const before = centre.asked.length;
  centre.poke('es');
  centre.ledger.put('es', customer('c1'));
  centre.poke('es');
  await expect.poll(() => store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
  await sync.idle();
  expect(centre.asked.slice(before).map(({ path }) => path)).toEqual(['/exchange', '/exchange']);
});

test('answers that are lost, cut off, of somebody else or unfit have no effect, and nothing is lost or doubled by them', async () => {
  const centre = await httpCentre({ pageLength: 5 });
  centre.ledger.put('es', customer('c1'));
  for (let i = 0; i < 12; i += 1) centre.ledger.put('es', order(`o${i}`, 'c1'));
  const { store, sync, until } = await synced(centre);
  const wrong = ['lost', 'cut', 'short', 'portal', 'redirect', 'bad-page', 'gap', 'lost'] as const;
  for (const fault of wrong) centre.faults.push({ path: '/exchange', fault });
  for (let i = 0; i < 20; i += 1) {
    store.record([note('c1', null, `note ${i}`)]);
    sync.recorded();
    if (i % 5 === 0) centre.faults.push({ path: '/exchange', fault: 'lost' });
    await sync.idle();
  }
  sync.now();
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(centre.faults).toEqual([]);
  expect(centre.knobs.injected).toBeGreaterThanOrEqual(wrong.length + 4);
  const texts = centre.ledger.eventsOf('es').map(({ data }) => (data as { text: string }).text);
  expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `note ${i}`));
  expect((store.view({ view: 'customer', customerId: 'c1' }) as CustomerView).orders).toHaveLength(12);
  expect(store.cursor('es')?.n).toBe(33);
  expect(shown(store)).toEqual(await shownAnew(store));
});

test('one command that makes the centre fail is put off alone, wherever in the queue it stands', async () => {
  for (const [status, place] of [
    [400, 0],
    [413, 37],
    [500, 69],
  ] as const) {
    const centre = await httpCentre();
    centre.ledger.put('es', customer('c1'), customer('c2'));
    centre.knobs.always = { status: 503 };
    const { store, sync, until } = await synced(centre, { pace: { ...quick, backoff: [1, 2] } });
    for (let i = 0; i < 70; i += 1)
      store.record([note(i === place ? 'c2' : 'c1', null, i === place ? 'poison' : `note ${i}`)]);
    centre.knobs.always = null;
    centre.knobs.poison = { text: 'poison', status };
    sync.now();
    await until(({ unsent, waitingForUpdate }) => unsent === 1 && waitingForUpdate === 1);
    expect(store.view({ view: 'unsent' }) as Unsent[]).toMatchObject([{ customerId: 'c2', waits: 'update' }]);
    expect(centre.ledger.eventsOf('es')).toHaveLength(69);
    expect(centre.knobs.injected).toBeGreaterThan(3);
    // A newer centre, which one notices by its stream of pokes that begins anew, gets it.
    centre.knobs.poison = null;
    await expect.poll(() => centre.streams()).toBe(1);
    centre.cutStreams();
    await until(({ unsent }) => unsent === 0);
  }
});

test('a centre that fails now and then puts no command off', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until, view } = await synced(centre, { pace: { ...quick, backoff: [1, 2] } });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  for (let i = 0; i < 12; i += 1) {
    for (let k = 0; k <= i % 3; k += 1)
      centre.faults.push({ path: '/exchange', fault: { status: k % 2 ? 400 : 500 } });
    store.record([note('c1', null)]);
    sync.now();
    await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
    expect(view().waitingForUpdate).toBe(0);
  }
  expect(centre.faults).toEqual([]);
  expect(centre.ledger.eventsOf('es')).toHaveLength(12);
});

test('whatever status comes back, every command is still there, and goes up when the centre is well', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until, view } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  let written = 0;
  const seen: Record<number, string> = {};
  for (let status = 400; status < 600; status += status < 432 || status >= 500 ? 1 : 17) {
    if (status > 511 && status < 590) continue;
    centre.knobs.always = { status };
    store.record([note('c1', null, `under ${status}`)]);
    written += 1;
    sync.now();
    await until(({ trouble }) => trouble !== null);
    seen[status] = view().trouble?.what ?? '';
    expect(view().unsent).toBe(1);
    centre.knobs.always = null;
    sync.signedIn(centre.signedIn());
    await until(({ trouble, unsent }) => trouble === null && unsent === 0);
  }
  expect(centre.ledger.eventsOf('es')).toHaveLength(written);
  expect(seen).toMatchObject({ 401: 'sign-in', 403: 'revoked', 404: 'internal', 408: 'busy', 426: 'update' });
  expect(seen).toMatchObject({ 425: 'busy', 429: 'busy', 500: 'busy', 503: 'busy', 400: 'internal' });
});

test('a pause that the centre asks for is kept to, and a person may ask sooner', async () => {
  const centre = await httpCentre();
  const { sync, until } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  centre.knobs.always = { status: 503, after: '40' };
  sync.now();
  const { trouble } = await until((view) => view.trouble !== null);
  expect(trouble?.what).toBe('busy');
  expect((trouble?.nextTryAt ?? 0) - (trouble?.since ?? 0)).toBeGreaterThan(39_000);
  const before = centre.asked.length;
  sync.recorded();
  expect(centre.asked.length).toBe(before);
  centre.knobs.always = null;
  sync.now();
  await until((view) => view.trouble === null);
});

test('no answer at all: working offline since then, and level again as soon as there is one', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  let isDown = false;
  const transport = {
    fetch: ((...args) =>
      isDown ? Promise.reject(new TypeError('fetch failed')) : fetch(...args)) as typeof fetch,
  };
  const { store, sync, until, view } = await synced(centre, { transport });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await sync.idle();
  isDown = true;
  const began = Date.now();
  store.record([note('c1', null)]);
  sync.recorded();
  const { trouble } = await until((now) => now.trouble !== null);
  expect(trouble).toMatchObject({ what: 'offline' });
  expect(trouble?.since).toBeGreaterThanOrEqual(began);
  await expect.poll(() => view().trouble?.nextTryAt).not.toBe(trouble?.nextTryAt);
  expect(view().trouble?.since).toBe(trouble?.since);
  expect(view().unsent).toBe(1);
  isDown = false;
  await until(({ unsent, trouble: still }) => unsent === 0 && still === null);
});

test('long work on one case that waits goes up in its order, more of it than one exchange carries, and is told once', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const caseId = randomUUID();
  store.record([openCase('c1', caseId)]);
  const texts = Array.from({ length: 400 }, (_, i) => `note ${i}`);
  for (let i = 0; i < texts.length; i += 20)
    store.record(texts.slice(i, i + 20).map((text) => note('c1', caseId, text)));
  expect(shown(store)).toEqual(await shownAnew(store));
  sync.recorded();
  await until(({ unsent }) => unsent === 0);
  const said = centre.ledger.eventsOf('es').slice(1);
  expect(said.map(({ data }) => (data as { text: string }).text)).toEqual(texts);
  const { entries } = store.view({ view: 'story', customerId: 'c1', after: null, limit: 999 }) as StoryPage;
  expect(entries.filter(({ pending }) => pending)).toEqual([]);
  expect(entries.map(({ id }) => id).sort()).toEqual(
    centre.ledger
      .eventsOf('es')
      .map(({ id }) => id)
      .sort(),
  );
  expect(shown(store)).toEqual(await shownAnew(store));
});

test('a clock that is wrong by years holds nothing up, and how wrong it is is known', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const year = 365 * 86_400_000;
  for (const off of [-year, 10 * year]) {
    const { store, sync, until, view } = await synced(centre, { now: () => Date.now() + off });
    await until(({ lastAnswerAt }) => lastAnswerAt !== null);
    const before = centre.ledger.length('es');
    store.record([note('c1', null), note('c1', null)]);
    sync.recorded();
    await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
    expect(centre.ledger.length('es')).toBe(before + 2);
    expect(Math.abs((view().clockOff ?? 0) - off)).toBeLessThan(60_000);
    expect(store.db.prepare('SELECT count(*) FROM sent').pluck().get()).toBe(2);
  }
});

test('what was sent is kept beside, for a centre that is restored, also where an answer says that it is years later', async () => {
  let ahead = 0;
  const centre = await httpCentre({ now: () => Date.now() + ahead });
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until, view } = await synced(centre);
  store.record([note('c1', null), note('c1', null)]);
  sync.recorded();
  await until(({ unsent, lastAnswerAt }) => unsent === 0 && lastAnswerAt !== null);
  ahead = 10 * 365 * 86_400_000;
  sync.now();
  await expect.poll(() => view().clockOff).toBeLessThan(-1e9);
  expect(store.db.prepare('SELECT count(*) FROM sent').pluck().get()).toBe(2);
});

test('a token that is not taken is refreshed once; the new one is on the disk first, and a lost answer needs no sign-in', async () => {
  const centre = await httpCentre();
  const { store, sync, until, place } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const kept = () =>
    JSON.parse(String(store.db.prepare("SELECT value FROM meta WHERE key = 'tokens'").pluck().get()));
  const old = kept().refresh as string;
  centre.knobs.token = 'another one';
  sync.now();
  await expect.poll(() => kept().refresh).not.toBe(old);
  await until(({ trouble }) => trouble === null);
  expect(kept()).toMatchObject({ token: centre.knobs.token, refresh: centre.knobs.refresh });
  expect(centre.asked.filter(({ path }) => path === '/refresh')).toHaveLength(1);
  // A token of nobody, and a refresh token that is over: only the person can help, and nothing is dropped meanwhile.
  centre.knobs.token = 'again another one';
  centre.knobs.refresh = 'somebody has it';
  store.record([note('c1', null)]);
  sync.now();
  expect((await until(({ trouble }) => trouble !== null)).trouble).toMatchObject({
    what: 'sign-in',
    nextTryAt: null,
  });
  expect(store.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1);
  sync.signedIn(centre.signedIn());
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(() =>
    sync.signedIn({
      ...centre.signedIn(),
      person: { id: 'mateo', name: 'Mateo', role: 'agent', skills: [], level: 1 },
    }),
  ).toThrow('somebody else');
  expect(place.folder).toBeTruthy();
});

test('the key that came with a sign-in is not changed by a refresh: only by signing in again', async () => {
  const centre = await httpCentre();
  const [key, other] = ['k'.repeat(43), 'o'.repeat(43)];
  const { store, sync, until } = await synced(centre);
  const kept = () => accountIn(store.db).centreKey();
  const refresh = async () => {
    const before = centre.asked.filter(({ path }) => path === '/refresh').length;
    centre.knobs.token = randomUUID();
    sync.now();
    await expect.poll(() => centre.asked.filter(({ path }) => path === '/refresh')).toHaveLength(before + 1);
  };
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  expect(kept()).toBeNull();
  // The centre was updated; then an older process of it answers, which says nothing of a key.
  for (const said of [key, null]) {
    centre.knobs.centreKey = said;
    await refresh();
    await until(({ trouble }) => trouble === null);
    await expect.poll(kept).toBe(key);
  }
  store.record([note('c1', null)]);
  centre.knobs.centreKey = other;
  await refresh();
  expect((await until(({ trouble }) => trouble !== null)).trouble).toMatchObject({ what: 'sign-in' });
  expect(kept()).toBe(key);
  sync.signedIn(centre.signedIn());
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(kept()).toBe(other);
});

test('many who want a token while one is fetched get that one', async () => {
  const centre = await httpCentre();
  const { sync, until } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const soon = { ...centre.signedIn(), tokenUntil: Date.now() - 1 };
  sync.signedIn(soon);
  const tokens = await Promise.all(Array.from({ length: 8 }, () => sync.token()));
  expect(new Set(tokens)).toEqual(new Set([centre.knobs.token]));
  expect(centre.asked.filter(({ path }) => path === '/refresh')).toHaveLength(1);
});

test('what the centre refused stays in a list with the words of whoever wrote it until it is read', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1', { name: 'Carmen' }));
  const { store, sync, until } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const caseId = randomUUID();
  store.record([openCase('c1', caseId)]);
  sync.recorded();
  await until(({ unsent }) => unsent === 0);
  // Somebody solves the case while this desk, which has not heard of it, does the same.
  const solved = {
    id: `${randomUUID()}:0`,
    type: 'case.solved.1',
    customerId: 'c1',
    caseId,
    at: 1,
    by: 'mateo',
    data: { how: 'Sent' },
  };
  centre.ledger.say('es', solved);
  store.record([{ type: 'case.solve', customerId: 'c1', caseId, data: { how: 'Sent it again myself' } }]);
  sync.recorded();
  await until(({ unsent, refused }) => unsent === 0 && refused === 1);
  const [refused] = store.view({ view: 'refused' }) as Refused[];
  expect(refused).toMatchObject({
    type: 'case.solve',
    customerName: 'Carmen',
    caseSubject: expect.any(String),
    text: 'Sent it again myself',
    refusal: { code: 'already-solved' },
  });
  store.read(refused?.commandId ?? '');
  expect(store.view({ view: 'refused' })).toEqual([]);
});

test('a centre that was restored is told of, with how much was offered again, until it is read', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until, view } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await sync.idle();
  const restore = centre.ledger.backup();
  store.record([note('c1', null, 'one'), note('c1', null, 'two')]);
  sync.recorded();
  await until(({ unsent }) => unsent === 0);
  await sync.idle();
  restore();
  sync.now();
  await until(({ restored }) => restored !== null);
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(view().restored).toMatchObject({ offered: 2 });
  expect(centre.ledger.eventsOf('es')).toHaveLength(2);
  store.read(null);
  expect(view().restored).toBeNull();
});

test('when the way to the centre is there again, pokes are heard at once and not after a pause of their own', async () => {
  const centre = await httpCentre();
  let isDown = false;
  const transport = {
    fetch: ((...args) =>
      isDown ? Promise.reject(new TypeError('fetch failed')) : fetch(...args)) as typeof fetch,
  };
  const pace = { ...quick, backoff: [600_000, 600_000] } as const;
  const { sync, until } = await synced(centre, { transport, pace, random: () => 1 });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await expect.poll(() => centre.streams()).toBe(1);
  isDown = true;
  centre.cutStreams();
  await until(({ trouble }) => trouble?.what === 'offline');
  expect(centre.streams()).toBe(0);
  isDown = false;
  sync.now();
  await until(({ trouble }) => trouble === null);
  await expect.poll(() => centre.streams()).toBe(1);
});

test('a stream on which nothing ever comes is given up after three, and the desk polls', async () => {
  const centre = await httpCentre();
  centre.knobs.mute = true;
  const pace = { ...quick, silence: 100, poll: [20, 40], backoff: [5, 10] } as const;
  const { store, until } = await synced(centre, { pace });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await expect.poll(() => centre.asked.filter(({ path }) => path === '/pokes').length).toBe(3);
  centre.ledger.put('es', customer('c1'));
  await expect.poll(() => store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
  expect(centre.asked.filter(({ path }) => path === '/pokes')).toHaveLength(3);
});

test('whoever leaves is signed out at the centre and forgotten here, and what they wrote stays', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { store, sync, until, place, close } = await synced(centre);
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  centre.knobs.always = { status: 503 };
  store.record([note('c1', null)]);
  await sync.signOut();
  expect(centre.asked.at(-1)?.path).toBe('/sign-out');
  expect(store.db.prepare("SELECT count(*) FROM meta WHERE key = 'tokens'").pluck().get()).toBe(0);
  await close();
  centre.knobs.always = null;
  const again = await synced(centre, { at: place });
  expect((await again.until(({ trouble }) => trouble !== null)).trouble?.what).toBe('sign-in');
  again.sync.signedIn(centre.signedIn());
  await again.until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(centre.ledger.eventsOf('es')).toHaveLength(1);
});

test('another role of one’s own comes with new tokens at once, and a centre that says two things is asked once', async () => {
  const centre = await httpCentre();
  const who: WhoNow[] = [];
  const { sync, until } = await synced(centre, { who: (now) => void who.push(now) });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const refreshes = () => centre.asked.filter(({ path }) => path === '/refresh').length;
  const { person } = centre.signedIn();
  const put = (role: Role) => {
    centre.ledger.put('es', { type: 'person', ...person, role, active: true, teams: ['es'] });
    sync.now();
  };
  centre.knobs.role = 'supervisor';
  put('supervisor');
  await expect.poll(() => who.map((now) => now.person.role)).toEqual(['agent', 'supervisor']);
  expect(refreshes()).toBe(1);
  put('quality');
  await expect.poll(refreshes).toBe(2);
  sync.now();
  await sync.idle();
  expect(refreshes()).toBe(2);
  expect(who).toHaveLength(2);
});
