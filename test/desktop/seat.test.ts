import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SignedIn, SignInAsk } from '#shared/sync/identity.ts';
import type { Keychain } from '../../src/main/key/keychain.ts';
import { folderOf, peopleHere } from '../../src/main/person/people-here.ts';
import { signInAt } from '../../src/main/person/sign-in.ts';
import { wipesIn } from '../../src/main/person/wipe.ts';
import type { Who } from '../../src/main/seat/who.ts';
import { startSeat } from '../../src/main/seat.ts';
import type { StoreState } from '../../src/main/session.ts';
import type { Watch } from '../../src/main/store/lock.ts';
import type { StoreAnswer, StoreAsk } from '../../src/main/store-process.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hilo-seat-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const server = 'https://hilo.example';
const keychain: Keychain = {
  available: () => true,
  seal: (text) => Buffer.from(text),
  open: (sealed) => sealed.toString(),
};
const good: StoreAnswer = { reply: { ok: true, value: null } };

const names = { lucia: 'Lucía Ferrer', mateo: 'Mateo Quiroga' } as Record<string, string>;
const givenTo = (id: string): SignedIn => ({
  person: { id, name: names[id] ?? id, role: 'agent', skills: [], level: 1 },
  company: 'Casa Lumbre',
  teams: [{ id: 'casalumbre', name: 'Casa Lumbre' }],
  token: `token-of-${id}`,
  tokenUntil: 0,
  refresh: `refresh-of-${id}`,
  device: '5e8c7d1a-0000-4000-8000-000000000001',
});
const json = (body: unknown, status = 200) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'hilo-centre': '1' } });
const problem = (status: number, code: string) => json({ code, sentence: '', ref: 'R1' }, status);

/** The centre as the desk sees it: an answer for each address, or what the network says. */
type Script = { [path: string]: (body: SignInAsk) => Response | Error };
const everybody: Script = {
  '/sign-in': ({ login, password }) =>
    password === `${login} knows` ? json(givenTo(login)) : problem(401, 'sign-in'),
  '/sign-out': () => json(null, 204),
  '/demo/people': () =>
    json({
      password: 'all know',
      people: ['lucia', 'mateo'].map((id) => ({
        id,
        login: id,
        name: names[id],
        role: 'agent',
        skills: [],
        level: 1,
      })),
    }),
};
const noNetwork = () => new Error('net::ERR_INTERNET_DISCONNECTED');
const offline: Script = { '/sign-in': noNetwork, '/sign-out': noNetwork, '/demo/people': noNetwork };

type Options = {
  system?: () => Promise<boolean>;
  /** How the store's lock stands when it opens. */
  watch?: Watch;
  browser?: (url: string) => Promise<void>;
  demo?: { as: string | null };
  centre?: boolean;
  answer?: (ask: StoreAsk) => StoreAnswer;
};

const calm: Watch = { lockAfter: null, lease: { isOver: false, since: null }, pin: null };

const desk = (
  script: Script,
  {
    demo,
    centre = true,
    answer = () => good,
    browser = () => Promise.reject(new Error('no browser')),
    system,
    watch = calm,
  }: Options = {},
) => {
  const now = {
    script,
    state: { phase: 'ready' } as StoreState,
    watch: (_watch: Watch): void => undefined,
  };
  const sent: { path: string; body: SignInAsk; signal: AbortSignal }[] = [];
  const asked: StoreAsk[] = [];
  const opened: Who[] = [];
  const log: string[] = [];
  const kept: string[] = [];
  let left = 0;
  let ended = 0;
  let cleared = 0;
  const people = peopleHere(home);
  const signIn = signInAt({
    server,
    fetch: async (url, init) => {
      const path = new URL(url).pathname;
      const body = JSON.parse(String(init.body ?? '{}')) as SignInAsk;
      if (path !== '/sign-in/ways') sent.push({ path, body, signal: init.signal as AbortSignal });
      await new Promise((soon) => setImmediate(soon));
      init.signal?.throwIfAborted();
      const answered = now.script[path]?.(body) ?? noNetwork();
      if (answered instanceof Error) throw answered;
      return answered;
    },
    keychain,
    people,
    deviceName: 'desk-7',
    openBrowser: browser,
    comeBack: () => undefined,
    now: () => 1000,
  });
  const wipes = wipesIn(home, people, () => 1000);
  const tellWiped = async () => void wipes.untold().forEach(({ nonce }) => void wipes.told(nonce));
  const seat = startSeat({
    centre: centre ? { server, home, people, wipes, tellWiped, signIn, demo: demo ?? null } : null,
    own: {
      person: { id: 'ana', name: 'Ana', role: 'agent', skills: [], level: 1 },
      company: '',
      folder: join(home, 'store'),
      server: null,
      login: '',
      provider: null,
      device: null,
    },
    demo: demo !== undefined,
    version: '1.2.3',
    openSession: (who, { changed, opened: isOpen, watch: tellWatch }) => {
      now.watch = tellWatch;
      opened.push(who);
      const store = {
        ask: async (ask: StoreAsk) => {
          if (ask.verb === 'keep-password') kept.push(ask.password);
          else asked.push(ask);
          return answer(ask);
        },
        end: async () => undefined,
      };
      return {
        state: () => now.state,
        begin: async () => {
          tellWatch(watch);
          isOpen(store);
          changed(now.state);
        },
        passphrase: async () => ({ ok: true, value: null }),
        setAside: async () => ({ ok: true, value: null }),
        ask: store.ask,
        end: async () => {
          ended += 1;
        },
      };
    },
    changed: () => undefined,
    left: () => {
      left += 1;
    },
    cleared: () => {
      cleared += 1;
    },
    system: system ?? null,
    now: () => 1000,
    wait: () => new Promise(() => undefined),
    log: (code, fields) => log.push(JSON.stringify([code, fields])),
  });
  return {
    seat,
    kept,
    now,
    sent,
    asked,
    opened,
    log,
    left: () => left,
    cleared: () => cleared,
    ended: () => ended,
  };
};

test('without a centre the desk opens as ever, and nobody signs in or leaves', async () => {
  const { seat, asked } = desk(everybody, { centre: false });
  expect(seat.state()).toEqual({ phase: 'starting' });
  await seat.begin();
  expect(seat.state()).toMatchObject({ phase: 'ready', server: null, person: { id: 'ana' }, login: '' });
  expect(asked).toEqual([]);
  expect(await seat.signIn('lucia', 'lucia knows')).toMatchObject({ fault: { code: 'bad-input' } });
  expect(await seat.leave()).toMatchObject({ fault: { code: 'bad-input' } });
});

test('at first somebody signs in, and the tokens go to the store and nowhere else', async () => {
  const { seat, sent, asked, opened, log } = desk(everybody);
  await seat.begin();
  expect(seat.state()).toEqual({
    phase: 'sign-in',
    server,
    company: '',
    demo: false,
    people: [],
    known: false,
    busy: false,
    trouble: null,
    provider: null,
    atProvider: false,
    step: null,
  });
  await seat.signIn('lucia', 'lucia knows');
  expect(sent[0]?.body).toEqual({
    login: 'lucia',
    password: 'lucia knows',
    device: null,
    deviceName: 'desk-7',
  });
  expect(seat.state()).toMatchObject({
    phase: 'ready',
    server,
    login: 'lucia',
    person: { role: 'agent', skills: [], level: 1 },
  });
  expect(asked).toEqual([{ verb: 'sync', server, signedIn: givenTo('lucia'), version: '1.2.3' }]);
  expect(opened[0]?.folder).toBe(folderOf(home, { server, id: 'lucia' }));
  expect(JSON.stringify(seat.state())).not.toMatch(/token|refresh|knows/);
  expect(readFileSync(join(home, 'people.json'), 'utf8')).not.toMatch(/token|refresh|knows/);
  expect(log.join()).not.toMatch(/token-of|refresh-of|knows|luc/i);
});

test('the next start opens the desk of whoever sat here, without a question and without a network', async () => {
  const first = desk(everybody);
  await first.seat.begin();
  await first.seat.signIn('lucia', 'lucia knows');
  const second = desk(offline);
  await second.seat.begin();
  expect(second.seat.state()).toMatchObject({
    phase: 'ready',
    person: { id: 'lucia' },
    company: 'Casa Lumbre',
  });
  expect(second.sent).toEqual([]);
  expect(second.asked).toEqual([{ verb: 'sync', server, signedIn: null, version: '1.2.3' }]);
});

test('a new password that the centre took opens this machine without a network, and the old one does not', async () => {
  const first = desk(everybody);
  await first.seat.begin();
  await first.seat.signIn('lucia', 'lucia knows');
  await first.seat.tookPassword('siete faroles rojos');
  expect(first.kept.at(-1)).toBe('siete faroles rojos');
  await first.seat.leave();
  const { seat } = desk(offline);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what: 'wrong' } });
  await seat.signIn('lucia', 'siete faroles rojos');
  expect(seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' } });
});

const unreachable: [string, () => Response | Error][] = [
  ['offline', noNetwork],
  ['certificate', () => new Error('net::ERR_CERT_DATE_INVALID')],
  ['portal', () => new Response('<html>')],
  ['busy', () => problem(503, 'busy')],
  ['update', () => problem(426, 'update')],
];
const refusing: [string, () => Response | Error][] = [
  ['too-many', () => problem(429, 'too-many')],
  ['revoked', () => problem(403, 'not-allowed')],
  ['internal', () => problem(500, 'internal')],
];

test.each([...unreachable, ...refusing])(
  'on a machine where nobody was before, %s is said and nothing opens',
  async (what, answer) => {
    const { seat, opened } = desk({ '/sign-in': answer });
    await seat.begin();
    await seat.signIn('lucia', 'lucia knows');
    expect(seat.state()).toMatchObject({ phase: 'sign-in', busy: false, trouble: { what } });
    expect(opened).toEqual([]);
  },
);

const luciaLeft = async () => {
  const first = desk(everybody);
  await first.seat.begin();
  await first.seat.signIn('lucia', 'lucia knows');
  await first.seat.leave();
};

test.each(unreachable)(
  'while the centre is %s, who was here before works with their password',
  async (what, answer) => {
    await luciaLeft();
    const { seat, asked } = desk({ '/sign-in': answer });
    await seat.begin();
    expect(seat.state()).toMatchObject({ phase: 'sign-in', known: true, company: 'Casa Lumbre' });
    await seat.signIn('lucia', 'somebody guesses');
    expect(seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what: 'wrong' } });
    await seat.signIn('mateo', 'lucia knows');
    expect(seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what } });
    await seat.signIn('LUCIA', 'lucia knows');
    expect(seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' } });
    expect(asked).toEqual([{ verb: 'sync', server, signedIn: null, version: '1.2.3' }]);
  },
);

test.each(refusing)('a centre that says %s is not gone around', async (what, answer) => {
  await luciaLeft();
  const { seat } = desk({ '/sign-in': answer });
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what } });
});

test('guesses without the centre are few', async () => {
  await luciaLeft();
  const { seat } = desk(offline);
  await seat.begin();
  for (let n = 0; n < 5; n += 1) await seat.signIn('lucia', `guess ${n}`);
  expect(seat.state()).toMatchObject({ trouble: { what: 'wrong' } });
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what: 'too-many', until: 61_000 } });
});

test('who signs in again on this machine is known to the centre as the same device', async () => {
  await luciaLeft();
  const { seat, sent } = desk(everybody);
  await seat.begin();
  await seat.signIn('Lucia', 'no');
  expect(sent[0]?.body.device).toBe(givenTo('lucia').device);
});

test('leaving tells the store, closes it, clears the page and asks who it is', async () => {
  const { seat, asked, left, ended, opened } = desk(everybody);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  expect(await seat.leave()).toEqual({ ok: true, value: null });
  expect(asked.at(-1)).toEqual({ verb: 'sign-out' });
  expect([left(), ended()]).toEqual([1, 1]);
  expect(seat.state()).toMatchObject({ phase: 'sign-in', known: true, trouble: null });
  await seat.signIn('mateo', 'mateo knows');
  expect(opened.map(({ folder }) => folder)).toEqual([
    folderOf(home, { server, id: 'lucia' }),
    folderOf(home, { server, id: 'mateo' }),
  ]);
});

test('ended after the store was, Hilo says at the next start what became of it, until it was read, and then asks who it is', async () => {
  const order = {
    server,
    id: 'lucia',
    device: givenTo('lucia').device,
    nonce: crypto.randomUUID(),
    handed: 7,
    lost: 2,
  };
  await wipesIn(home, peopleHere(home), () => 1).run(order, async () => undefined);
  for (const _ of ['killed again', 'read']) {
    const { seat } = desk(everybody);
    await seat.begin();
    expect(seat.state()).toMatchObject({ phase: 'revoked', step: 'wiped', handed: 7, left: 2, person: null });
  }
  const { seat, opened } = desk(everybody);
  await seat.begin();
  expect(await seat.leave()).toEqual({ ok: true, value: null });
  expect(seat.state()).toMatchObject({ phase: 'sign-in', known: false });
  const next = desk(everybody).seat;
  await next.begin();
  expect(next.state()).toMatchObject({ phase: 'sign-in' });
  await seat.signIn('mateo', 'mateo knows');
  expect(opened).toHaveLength(1);
});

test('at a desk the same person signs in again while the work goes on, and another does not', async () => {
  const { seat, asked, sent, now } = desk(everybody);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  await seat.signIn('lucia', 'forgot it');
  expect(seat.state()).toMatchObject({ phase: 'ready', signingIn: { trouble: { what: 'wrong' } } });
  await seat.signIn('mateo', 'mateo knows');
  expect(seat.state()).toMatchObject({
    phase: 'ready',
    person: { id: 'lucia' },
    signingIn: { trouble: { what: 'other-person' } },
  });
  // What the centre gave mateo is given back.
  expect(sent.at(-1)?.path).toBe('/sign-out');
  now.script = offline;
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'ready', signingIn: { trouble: { what: 'offline' } } });
  now.script = everybody;
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'ready', signingIn: { busy: false, trouble: null } });
  expect(asked.map(({ verb }) => verb)).toEqual(['sync', 'signed-in']);
  expect(asked[1]).toEqual({ verb: 'signed-in', signedIn: givenTo('lucia') });
});

test('a new name, role or login of the person is taken over when they sign in again', async () => {
  const { seat, now } = desk(everybody);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  const promoted = givenTo('lucia');
  promoted.person = { id: 'lucia', name: 'Lucía Ferrer Gil', role: 'supervisor', skills: [], level: 1 };
  now.script = { '/sign-in': () => json(promoted) };
  await seat.signIn('lucia.ferrer', 'any');
  expect(seat.state()).toMatchObject({ person: promoted.person, login: 'lucia.ferrer' });
  expect(peopleHere(home).here(server)).toMatchObject({
    name: 'Lucía Ferrer Gil',
    role: 'supervisor',
    skills: [],
    level: 1,
  });
});

/** A centre with an identity provider. What the browser brings back is the login of whoever was there. */
let redirect = '';
const contoso: Script = {
  ...everybody,
  '/sign-in/ways': () => json({ provider: { name: 'Contoso' } }),
  '/sign-in/provider/begin': (body) => {
    ({ redirect } = body as unknown as { redirect: string });
    return json({ url: 'https://login.contoso.example/?a', state: 'a-state-of-its-own', attempt: 'slip' });
  },
  '/sign-in/provider': (body) => {
    const { answer } = body as unknown as { answer: string };
    const who = new URLSearchParams(answer).get('code') ?? '';
    return json({ ...givenTo(who), login: `${who}@contoso.example` });
  },
};
const bringing =
  (code: string, state = 'a-state-of-its-own') =>
  async (): Promise<void> =>
    void fetch(`${redirect}?code=${code}&state=${state}`);

test('by the identity provider a person sits down, and signs in again at their desk; another does not', async () => {
  let who = 'lucia';
  const { seat, asked, sent, log } = desk(contoso, { browser: () => bringing(who)() });
  await seat.begin();
  await expect.poll(() => seat.state()).toMatchObject({ phase: 'sign-in', provider: 'Contoso' });
  expect(await seat.signInWithProvider()).toEqual({ ok: true, value: null });
  expect(seat.state()).toMatchObject({
    phase: 'ready',
    login: 'lucia@contoso.example',
    signingIn: { provider: 'Contoso', atProvider: false, busy: false, trouble: null },
  });
  expect(asked).toEqual([{ verb: 'sync', server, signedIn: expect.anything(), version: expect.anything() }]);
  // The next start asks nobody, and knows how she signs in.
  const next = desk(offline);
  await next.seat.begin();
  expect(next.seat.state()).toMatchObject({ phase: 'ready', signingIn: { provider: 'Contoso' } });

  await seat.signInWithProvider();
  expect(asked.at(-1)?.verb).toBe('signed-in');
  who = 'mateo';
  await seat.signInWithProvider();
  expect(seat.state()).toMatchObject({
    person: { id: 'lucia' },
    signingIn: { trouble: { what: 'other-person' } },
  });
  expect(sent.at(-1)?.path).toBe('/sign-out');
  expect(JSON.stringify(seat.state())).not.toMatch(/token|refresh|slip|a-state/);
  expect(readFileSync(join(home, 'people.json'), 'utf8')).not.toMatch(/token|refresh|slip|a-state/);
  expect(log.join()).not.toMatch(/token-of|refresh-of|slip|a-state|luc/i);
});

const wantsCode: Script = {
  ...everybody,
  '/sign-in': () => json({ needs: 'code', slip: 'slip-of-lucia' }),
  '/sign-in/second-factor': (body) => {
    const { slip, code } = body as unknown as { slip: string; code: string };
    if (slip !== 'slip-of-lucia') return problem(410, 'gone');
    return code === '123456' ? json(givenTo('lucia')) : problem(401, 'sign-in');
  },
};

test('after the right password a code is asked for; a wrong one may be typed again, and nothing opens before the right one', async () => {
  const { seat, opened, kept, log } = desk(wantsCode);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({
    phase: 'sign-in',
    busy: false,
    trouble: null,
    step: { step: 'code' },
  });
  await seat.signInCode('000000');
  expect(seat.state()).toMatchObject({ trouble: { what: 'wrong-code' }, step: { step: 'code' } });
  expect(opened).toEqual([]);
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ phase: 'ready', login: 'lucia', signingIn: { step: null } });
  // The password that was right is what opens a locked desk without the centre.
  await expect.poll(() => kept).toEqual(['lucia knows']);
  expect(JSON.stringify(seat.state()) + log.join()).not.toMatch(/slip-of|123456|knows/);
});

test('a password that was good once opens the choice of one’s own, and then what comes after a password', async () => {
  const { seat, kept, opened } = desk({
    ...wantsCode,
    '/sign-in': () => json({ needs: 'new-password', slip: 'slip-of-once' }),
    '/sign-in/new-password': (body) =>
      (body as unknown as { password: string }).password === 'weak'
        ? json({ code: 'bad-input', sentence: '', ref: 'r', why: 'weak-password' }, 400)
        : json({ needs: 'code', slip: 'slip-of-lucia' }),
  });
  await seat.begin();
  await seat.signIn('lucia', 'once');
  expect(seat.state()).toMatchObject({ step: { step: 'new-password' }, trouble: null });
  await seat.signInPassword('weak');
  expect(seat.state()).toMatchObject({ step: { step: 'new-password' }, trouble: { what: 'weak-password' } });
  await seat.signInPassword('lucia chose');
  expect(seat.state()).toMatchObject({ step: { step: 'code' }, trouble: null });
  expect(opened).toEqual([]);
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ phase: 'ready', login: 'lucia' });
  await expect.poll(() => kept).toEqual(['lucia chose']);
});

test('a step can be taken back, and one that is over begins with the password', async () => {
  const { seat, now } = desk(wantsCode);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  seat.cancel();
  expect(seat.state()).toMatchObject({ step: null, trouble: null });
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ phase: 'sign-in' });
  await seat.signIn('lucia', 'lucia knows');
  now.script = { ...wantsCode, '/sign-in/second-factor': () => problem(410, 'gone') };
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ phase: 'sign-in', step: null, trouble: { what: 'over' } });
});

test('a locked desk stays locked while the code is still asked for', async () => {
  const { seat, now, asked } = desk(everybody);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  await seat.lock('hand');
  now.script = wantsCode;
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'locked', signingIn: { step: { step: 'code' } } });
  await seat.signInCode('000000');
  expect(seat.state().phase).toBe('locked');
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' } });
  expect(asked.at(-1)?.verb).toBe('lock');
});

test('an app is set up once: its key is shown, then the recovery codes, and then the desk opens; who goes away leaves nothing', async () => {
  const setsUp: Script = {
    ...everybody,
    '/sign-in': () => json({ needs: 'enrolment', slip: 'slip-of-lucia' }),
    '/sign-in/enrolment': () => json({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x' }),
    '/sign-in/enrolment/confirm': () => json({ recovery: ['aaaa-bbbb-cccc'], signedIn: givenTo('lucia') }),
  };
  const { seat, opened, sent } = desk(setsUp);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ step: { step: 'enrolment', secret: 'JBSWY3DPEHPK3PXP' } });
  await seat.signInCode('123456');
  expect(seat.state()).toMatchObject({ step: { step: 'recovery', codes: ['aaaa-bbbb-cccc'] } });
  expect(opened).toEqual([]);
  seat.cancel();
  expect(seat.state()).toMatchObject({ phase: 'sign-in', step: null });
  expect(sent.at(-1)?.path).toBe('/sign-out');
  await seat.signIn('lucia', 'lucia knows');
  await seat.signInCode('123456');
  await seat.signInGoOn();
  expect(seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' }, signingIn: { step: null } });
});

test('who signs in by the provider alone has no password for a day without a network: that is said, not "wrong"', async () => {
  const first = desk(contoso, { browser: () => bringing('lucia')() });
  await first.seat.begin();
  await expect.poll(() => first.seat.state()).toMatchObject({ provider: 'Contoso' });
  await first.seat.signInWithProvider();
  await first.seat.leave();
  first.now.script = offline;
  await first.seat.signIn('lucia@contoso.example', 'some password of hers');
  expect(first.seat.state()).toMatchObject({ phase: 'sign-in', trouble: { what: 'offline' } });
});

test('signing in can be taken back, and one at a time is under way', async () => {
  const { seat, opened } = desk(everybody);
  await seat.begin();
  const first = seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'sign-in', busy: true });
  expect(await seat.signIn('mateo', 'mateo knows')).toMatchObject({ fault: { code: 'retry' } });
  seat.cancel();
  expect(await first).toEqual({ ok: true, value: null });
  expect(seat.state()).toMatchObject({ phase: 'sign-in', busy: false, trouble: null });
  expect(opened).toEqual([]);
});

test('a store that could not join its centre gets the tokens once more when it opens again', async () => {
  const refusing: StoreAnswer = { reply: { ok: false, fault: { code: 'retry', what: '', ref: 'R9' } } };
  const answers = [refusing, good, good];
  const { seat, asked } = desk(everybody, { answer: () => answers.shift() ?? good });
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  await seat.begin();
  await seat.begin();
  expect(asked.map((ask) => ask.verb === 'sync' && ask.signedIn?.token)).toEqual([
    'token-of-lucia',
    'token-of-lucia',
    undefined,
  ]);
});

test('the passphrase and the troubles of a store say whose it is, and they can be left', async () => {
  const { seat, now } = desk(everybody);
  await seat.begin();
  await seat.signIn('lucia', 'lucia knows');
  now.state = { phase: 'passphrase', mode: 'enter', wrong: false };
  expect(seat.state()).toEqual({ ...now.state, person: 'Lucía Ferrer' });
  now.state = { phase: 'trouble', what: 'damaged', folder: 'f', ref: 'R' };
  expect(seat.state()).toEqual({ ...now.state, person: 'Lucía Ferrer' });
  expect(await seat.signIn('lucia', 'lucia knows')).toMatchObject({ fault: { code: 'retry' } });
  await seat.leave();
  expect(seat.state().phase).toBe('sign-in');
});

test("the demo's people are there to be chosen, and one of them may sit down without a question", async () => {
  const demo: Script = {
    ...everybody,
    '/sign-in': ({ login, password }) =>
      password === 'all know' ? json(givenTo(login)) : problem(401, 'sign-in'),
  };
  const { seat } = desk(demo, { demo: { as: null } });
  await seat.begin();
  expect(seat.state()).toMatchObject({ phase: 'sign-in', people: [{ login: 'lucia' }, { login: 'mateo' }] });
  expect(JSON.stringify(seat.state())).not.toContain('all know');
  await seat.signInAs('mateo');
  expect(seat.state()).toMatchObject({ phase: 'ready', demo: true, person: { id: 'mateo' } });
  await seat.leave();
  expect(seat.state()).toMatchObject({ phase: 'sign-in', people: [{ login: 'lucia' }, { login: 'mateo' }] });

  const asked = desk(demo, { demo: { as: 'lucia' } });
  await asked.seat.begin();
  expect(asked.seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' } });

  const away = desk(offline, { demo: { as: 'lucia' } });
  await away.seat.begin();
  expect(away.seat.state()).toMatchObject({ phase: 'ready', person: { id: 'lucia' } });
});

test('a demo centre that is not there is said, and asked again', async () => {
  const { seat, now } = desk(offline, { demo: { as: 'lucia' } });
  await seat.begin();
  expect(seat.state()).toMatchObject({ phase: 'sign-in', people: [], trouble: { what: 'offline' } });
  now.script = everybody;
  await seat.begin();
  expect(seat.state()).toMatchObject({ phase: 'sign-in', people: [{}, {}], trouble: null });
});

test('nobody is anybody of a real company by a click', async () => {
  const { seat, sent } = desk(everybody);
  await seat.begin();
  expect(await seat.signInAs('lucia')).toMatchObject({ fault: { code: 'bad-input' } });
  expect(sent).toEqual([]);
});

const ready = (pin: number | null = null): Watch => ({
  lockAfter: 10,
  lease: { isOver: false, since: 900 },
  pin,
});
const sitting = async (options: Options = {}, script = everybody) => {
  const one = desk(script, options);
  await one.seat.begin();
  await one.seat.signIn('lucia', 'lucia knows');
  await expect.poll(() => one.seat.state().phase).toMatch(/ready|locked/);
  return one;
};
const unlocks =
  (pin: string): NonNullable<Options['answer']> =>
  (ask) =>
    ask.verb === 'unlock' ? { reply: { ok: true, value: { right: ask.text === pin } } } : good;

test('a desk that is locked shows nothing, is opened by its PIN alone, and the store is told before the page is emptied', async () => {
  const { seat, asked, cleared } = await sitting({ watch: ready(5), answer: unlocks('258013') });
  expect(seat.state()).toMatchObject({ phase: 'ready', pin: true });
  expect(seat.lockAfter()).toBe(10);
  await seat.lock('idle');
  expect(asked.at(-1)).toEqual({ verb: 'lock', on: true });
  expect(cleared()).toBe(1);
  expect(seat.state()).toMatchObject({ phase: 'locked', why: 'idle', since: 1000, pin: 5, wrong: false });
  await seat.lock('hand');
  expect(cleared()).toBe(1);
  await seat.unlock('111222');
  expect(seat.state()).toMatchObject({ phase: 'locked', wrong: true });
  await seat.unlock('258013');
  expect(seat.state()).toMatchObject({ phase: 'ready' });
});

test('a keychain opens the store of whoever starts Hilo, so a desk that locks asks first; who just signed in is not asked', async () => {
  await sitting({ watch: ready() });
  const again = desk(offline, { watch: ready(5) });
  await again.seat.begin();
  expect(again.seat.state()).toMatchObject({ phase: 'locked', why: 'start' });
  expect(again.asked[0]).toEqual({ verb: 'lock', on: true });
  // A demo, or a company that wants no lock, opens as ever.
  const calmly = desk(offline);
  await calmly.seat.begin();
  expect(calmly.seat.state().phase).toBe('ready');
});

test('the password opens it too: at the centre, or the one that counted last while nobody answers', async () => {
  const { seat, now, kept, asked } = await sitting({ watch: ready(0), answer: unlocks('lucia knows') });
  expect(kept).toEqual(['lucia knows']);
  await seat.lock('hand');
  await seat.signIn('lucia', 'wrong');
  expect(seat.state()).toMatchObject({ phase: 'locked', signingIn: { trouble: { what: 'wrong' } } });
  await seat.signIn('mateo', 'mateo knows');
  expect(seat.state()).toMatchObject({ phase: 'locked', signingIn: { trouble: { what: 'other-person' } } });
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state().phase).toBe('ready');
  expect(asked.at(-1)).toEqual({ verb: 'lock', on: false });
  await seat.lock('hand');
  now.script = offline;
  await seat.signIn('mateo', 'lucia knows');
  expect(seat.state().phase).toBe('locked');
  await seat.signIn('lucia', 'wrong again');
  expect(seat.state()).toMatchObject({ phase: 'locked', signingIn: { trouble: { what: 'wrong' } } });
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state().phase).toBe('ready');
});

test('when the lease is over, neither PIN nor system nor an old password opens it: the centre does', async () => {
  const over: Watch = { ...ready(5), lease: { isOver: true, since: 400 } };
  const { seat, now, cleared } = await sitting({
    watch: ready(5),
    system: async () => true,
    // As the store does it: a right PIN lifts the person's lock and not the lease.
    answer: unlocks('258013'),
  });
  now.watch(over);
  expect(cleared()).toBe(1);
  expect(seat.state()).toMatchObject({ phase: 'locked', why: 'lease', since: 400, system: false });
  now.script = offline;
  await seat.unlock('258013');
  await seat.unlockBySystem();
  await seat.signIn('lucia', 'lucia knows');
  expect(seat.state()).toMatchObject({ phase: 'locked', signingIn: { trouble: { what: 'offline' } } });
  now.script = everybody;
  await seat.signIn('lucia', 'lucia knows');
  now.watch(ready(5));
  expect(seat.state().phase).toBe('ready');
});

test('from a locked desk somebody else sits down, and the lock is not theirs', async () => {
  const { seat, left } = await sitting({ watch: ready(5) });
  await seat.lock('hand');
  await seat.leave();
  expect(left()).toBe(1);
  await seat.signIn('mateo', 'mateo knows');
  await expect.poll(() => seat.state().phase).toBe('ready');
});

test('the system can say who it is; without a centre there is no lock, for nobody could open it', async () => {
  const { seat } = await sitting({ watch: ready(), system: async () => true });
  await seat.lock('hand');
  expect(seat.state()).toMatchObject({ phase: 'locked', system: true });
  await seat.unlockBySystem();
  expect(seat.state().phase).toBe('ready');
  const alone = desk(everybody, { centre: false });
  await alone.seat.begin();
  expect(await alone.seat.lock('hand')).toMatchObject({ fault: { code: 'bad-input' } });
  expect(alone.seat.state().phase).toBe('ready');
});
