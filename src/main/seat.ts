import { existsSync } from 'node:fs';
import type { Reply } from '#shared/bridge.ts';
import type { Fault, FaultCode } from '#shared/fault.ts';
import type { DeskPerson, LockWhy, SessionState } from '#shared/session/state.ts';
import type { DemoPeople, SignedIn } from '#shared/sync/identity.ts';
import { errorFields, type Log, newRef } from './log.ts';
import { type Locking, startLocking } from './person/locking.ts';
import { folderOf, loginOf, type PeopleHere, type PersonHere } from './person/people-here.ts';
import { isUnreached, type SignIn, type SignInAnswer, type Trouble } from './person/sign-in.ts';
import { startSigning } from './person/signing.ts';
import type { Wipes } from './person/wipe.ts';
import type { Session, SessionDoors } from './session.ts';
import type { WhoNow } from './store/sync/account.ts';
import type { StoreAnswer, StoreProcess } from './store-process.ts';

/** Who sits here, and where their store lies. */
export type Who = {
  person: DeskPerson;
  company: string;
  folder: string;
  /** The centre's address; null for a store without one. */
  server: string | null;
  login: string;
  /** The identity provider by which they signed in; null: by a password. */
  provider: string | null;
  /** As which device the centre knows this machine with them at it; null without a centre. */
  device: string | null;
};

/** A Hilo that has a centre: who may sit here is the centre's to say. */
export type CentreSeat = {
  server: string;
  /** Where the folders of people's stores lie. */
  home: string;
  people: PeopleHere;
  /** Ends stores of machines that were shut out. */
  wipes: Pick<Wipes, 'run' | 'unseen' | 'seen'>;
  /** The centre is to hear which stores were ended. Never throws. */
  tellWiped: () => Promise<void>;
  signIn: SignIn;
  /** The demo company's centre: its people are there to be chosen; `as` is the login of one who is taken without a question. */
  demo: { as: string | null } | null;
};

export type SeatDoors = {
  centre: CentreSeat | null;
  /** Whose store it is where there is no centre. */
  own: Who;
  demo: boolean;
  /** Of Hilo. */
  version: string;
  openSession: (
    who: Who,
    doors: Pick<SessionDoors, 'changed' | 'opened' | 'watch' | 'who' | 'hide' | 'shut' | 'wipe'>,
  ) => Session;
  changed: () => void;
  /** The person has left: nothing of theirs may stay on the page. */
  left: () => void;
  /** The desk is locked: nothing of a customer may stay on the page. */
  cleared: () => void;
  /** Asks the system who it is; null where it cannot. */
  system: (() => Promise<boolean>) | null;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  log: Log;
};

export type Seat = {
  state: () => SessionState;
  /** Opens the desk of whoever sits here, or asks who it is. Also what `retry` does. */
  begin: () => Promise<void>;
  /** At the sign-in screen, or again at a desk. What comes of it is in the state. */
  signIn: (login: string, password: string) => Promise<Reply<null>>;
  /** The same by the company's identity provider. */
  signInWithProvider: () => Promise<Reply<null>>;
  /** A password of the person's own, instead of the one that was good once. */
  signInPassword: (password: string) => Promise<Reply<null>>;
  /** A code of the authenticator app, or a recovery code. */
  signInCode: (code: string) => Promise<Reply<null>>;
  /** The recovery codes were seen. */
  signInGoOn: () => Promise<Reply<null>>;
  /** As one of the demo's people. */
  signInAs: (login: string) => Promise<Reply<null>>;
  cancel: () => void;
  /** The person gets up: their store is closed and stays as it is, the sign-in screen comes back. */
  leave: () => Promise<Reply<null>>;
  passphrase: Session['passphrase'];
  /** Does nothing where there is nothing to lock, or nobody could unlock it. */
  lock: (why: Exclude<LockWhy, 'lease'>) => Promise<Reply<null>>;
  /** What comes of it is in the state. */
  unlock: (pin: string) => Promise<Reply<null>>;
  unlockBySystem: () => Promise<Reply<null>>;
  setPin: (pin: string, before: string | null) => Promise<Reply<null>>;
  /** The centre has taken a new password of whoever sits here: what this machine knows of the old one is renewed. */
  tookPassword: (password: string) => Promise<void>;
  /** Minutes without use after which this desk locks; null: it does not. */
  lockAfter: () => number | null;
  setAside: Session['setAside'];
  ask: Session['ask'];
  end: () => Promise<void>;
};

/** How long the store may take to tell the centre that its person leaves, ms. */
const patience = 5000;

/** Between two questions what ways in there are, while the centre does not answer, ms. */
const waysAgain = 10_000;

type Seated = { who: Who; session: Session; locking: Locking; teams: WhoNow['teams'] | null };

const done: Reply<null> = { ok: true, value: null };
const refused = (code: FaultCode, what: string): { ok: false; fault: Fault } => ({
  ok: false,
  fault: { code, what, ref: newRef() },
});
const nobody = () => refused('bad-input', 'nobody sits here');
const underWay = () => refused('retry', 'somebody is signing in');

/** Who sits at this machine: nobody yet (the sign-in screen), or somebody with their own store, who may have to sign in again. */
export const startSeat = (doors: SeatDoors): Seat => {
  const { centre, log } = doors;
  const signing = startSigning(doors.changed, log);
  const second = centre?.signIn.secondStep(signing.stepTo) ?? null;
  let seated: Seated | null = null;
  let begun = false;
  let cast: DemoPeople | null = null;
  /** Of the centre, as it said last. */
  let provider: string | null = null;

  const state = (): SessionState => {
    if (!seated) return centre && begun ? nobodyHere(centre) : { phase: 'starting' };
    const { folder: _, provider: by, device, ...who } = seated.who;
    const now = seated.session.state();
    if (now.phase === 'ready') {
      const { locking } = seated;
      const locked = locking.state();
      const common = { ...who, demo: doors.demo, signingIn: { ...signing.now(), provider: by } };
      if (!locked) return { ...now, ...common, device, teams: seated.teams, pin: locking.pin() !== null };
      const system = doors.system !== null && locked.why !== 'lease';
      return { phase: 'locked', ...locked, ...common, pin: locking.pin(), system, rings: [] };
    }
    if (now.phase === 'starting' || now.phase === 'working') return now;
    return { ...now, person: who.server === null ? null : who.person.name };
  };

  /** First of all: what became of the store of whoever sat here, where Hilo was ended before they could read it. */
  const nobodyHere = (at: CentreSeat): SessionState => {
    const ended = signing.now().busy ? null : at.wipes.unseen(at.server);
    if (ended === null) return signInState(at);
    return { phase: 'revoked', step: 'wiped', handed: ended.handed, left: 0, files: 0, person: null };
  };

  const signInState = ({ server, people }: CentreSeat): SessionState => {
    const last = people.last(server);
    return {
      phase: 'sign-in',
      server,
      company: last?.company ?? '',
      demo: doors.demo,
      people: cast?.people.map(({ login, name, role }) => ({ login, name, role })) ?? [],
      known: last !== null,
      ...signing.now(),
      provider,
    };
  };

  /** Opens somebody's store. `fresh`: what the centre gave a moment ago; the store alone keeps it. */
  const sit = async (who: Who, fresh: SignedIn | null, proof: Proof, shut = false): Promise<void> => {
    let given = fresh;
    const locking = startLocking(doors.now, proof !== 'none');
    const join = async (server: string, store: StoreProcess) => {
      const answer = await store.ask({ verb: 'sync', server, signedIn: given, version: doors.version });
      if (isDone(answer)) given = null;
      // Only once the centre took it: elsewhere it is not known to be theirs.
      if (isDone(answer) && fresh && proof !== 'none' && proof !== 'yes') {
        void store.ask({ verb: 'keep-password', password: proof.password });
      }
      if (!isDone(answer)) log('sync', { ref: refOf(answer) });
    };
    const session = doors.openSession(who, {
      changed: (state) => {
        if (state.phase === 'passphrase') locking.prove();
        doors.changed();
      },
      watch: (watch) => {
        const ended = locking.watched(watch);
        if (ended && session.state().phase === 'ready') doors.cleared();
        doors.changed();
      },
      who: (now) => known(session, now),
      shut,
      hide: doors.cleared,
      wipe: async (order, close) => {
        const { server, person } = who;
        if (!centre || server === null) return;
        await centre.wipes.run({ server, id: person.id, ...order }, close);
        void centre.tellWiped();
      },
      opened: (store) => {
        locking.opened(store.ask);
        if (who.server !== null) void join(who.server, store);
      },
    });
    seated = { who, session, locking, teams: null };
    await session.begin();
  };

  /** Their name, role or teams are others now: said on the screen, and written down for the next start. */
  const known = (session: Session, { person, company, teams }: WhoNow): void => {
    if (seated?.session !== session || seated.who.person.id !== person.id) return;
    const isOther =
      JSON.stringify([person, company]) !== JSON.stringify([seated.who.person, seated.who.company]);
    seated = { ...seated, teams, who: { ...seated.who, person, company } };
    const here = centre?.people.here(centre.server);
    if (isOther && centre && here?.id === person.id) centre.people.sits({ ...here, ...person, company });
    doors.changed();
  };

  const whoOf = (at: CentreSeat, one: PersonHere): Who => {
    const { id, name, role, skills, level, company, server, login, provider: by, device } = one;
    return {
      person: { id, name, role, skills, level },
      company,
      server,
      login,
      provider: by,
      device,
      folder: folderOf(at.home, one),
    };
  };

  /** Writes down that they sit here and opens their store. Opening may take minutes: its progress is told, nobody waits for it. */
  const takeSeat = (at: CentreSeat, one: PersonHere, signedIn: SignedIn | null, proof: Proof): null => {
    at.people.sits(one);
    void sit(whoOf(at, one), signedIn, proof);
    return null;
  };

  /** Somebody sits down whom the centre knows, or it says why not. */
  const sitDown = (
    at: CentreSeat,
    answer: SignInAnswer,
    signal: AbortSignal,
    proof: Proof,
  ): Trouble | null => {
    if (signal.aborted && 'signedIn' in answer) at.signIn.giveBack(answer.signedIn);
    if (signal.aborted) return null;
    return 'signedIn' in answer ? takeSeat(at, answer.person, answer.signedIn, proof) : answer.trouble;
  };

  /**
   * The right password at a machine that the centre has shut out: the person's store is opened so that it can hand in what it has not sent,
   * and end. It shows nothing. Null: there is none here.
   */
  const takeLeave = (at: CentreSeat, login: string): true | null => {
    const one = at.people.byLogin(at.server, login);
    if (!one || !existsSync(folderOf(at.home, one))) return null;
    at.people.sits(one);
    void sit(whoOf(at, one), null, 'none', true);
    return true;
  };

  const signInHere = async (
    at: CentreSeat,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if ('wanted' in answer) return second?.open(login, password, answer.wanted, signal) ?? null;
    if (!('trouble' in answer) || signal.aborted) return sitDown(at, answer, signal, { password });
    if (answer.trouble.what === 'revoked' && takeLeave(at, login)) return null;
    const here = await at.signIn.withoutCentre(login, password, answer.trouble);
    return 'person' in here && !signal.aborted ? takeSeat(at, here.person, null, 'yes') : troubleOf(here);
  };

  /** At a desk whose centre wants to know again who sits there. The work goes on meanwhile. */
  const stayHere = async (
    at: CentreSeat,
    { who, session, locking, teams }: Seated,
    answer: SignInAnswer,
    signal: AbortSignal,
    password: string | null,
  ): Promise<Trouble | null> => {
    if (!('signedIn' in answer)) return answer.trouble;
    const { person, signedIn } = answer;
    if (signal.aborted || person.id !== who.person.id) {
      at.signIn.giveBack(signedIn);
      return { what: 'other-person', ref: newRef(), until: null };
    }
    at.people.sits(person);
    // What the store has told since is as new.
    seated = { who: whoOf(at, person), session, locking, teams: seated?.teams ?? teams };
    const told = await session.ask({ verb: 'signed-in', signedIn });
    if (isDone(told) && password !== null) await session.ask({ verb: 'keep-password', password });
    return isDone(told) ? null : { what: 'internal', ref: refOf(told), until: null };
  };

  const signInAgain = async (
    at: CentreSeat,
    sits: Seated,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if ('wanted' in answer) return second?.open(login, password, answer.wanted, signal) ?? null;
    return stayHere(at, sits, answer, signal, password);
  };

  /** At a locked desk. Without the centre the password counts that it took last, unless it was away for too long. */
  const signInLocked = async (
    at: CentreSeat,
    sits: Seated,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const { who, session, locking } = sits;
    const trouble = await signInAgain(at, sits, login, password, signal);
    if (signal.aborted) return null;
    if (trouble === null) {
      if (!second?.isOpen()) await locking.open(session.ask);
      return null;
    }
    if (locking.leaseIsOver() || !isUnreached(trouble) || loginOf(login) !== loginOf(who.login))
      return trouble;
    if (await locking.unlock('password', password, session.ask)) return null;
    // A store of before there was a lock keeps no hash; the list of people here may.
    const before = at.people.byLogin(at.server, login)?.check ?? null;
    const here = before === null ? null : await at.signIn.withoutCentre(login, password, trouble);
    if (here === null || 'trouble' in here) return { what: 'wrong', ref: newRef(), until: null };
    await locking.open(session.ask);
    return null;
  };

  /** One attempt, at the sign-in screen or at a desk. */
  const attempt = async (
    way: (
      at: CentreSeat,
      desk: Seated | null,
      signal: AbortSignal,
      away: () => void,
    ) => Promise<Trouble | null>,
  ): Promise<Reply<null>> => {
    if (!centre) return refused('bad-input', 'this store has no centre');
    const desk = seated;
    if (desk && desk.session.state().phase !== 'ready') return refused('retry', 'the store is not open');
    const ran = await signing.attempt((signal, away) => way(centre, desk, signal, away));
    return ran ? done : underWay();
  };

  const signIn = (login: string, password: string): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      if (!desk) return signInHere(at, login, password, signal);
      return (desk.locking.state() ? signInLocked : signInAgain)(at, desk, login, password, signal);
    });

  /** At the sign-in screen or at a desk, which opens if it was locked. */
  const letIn = async (
    at: CentreSeat,
    desk: Seated | null,
    answer: SignInAnswer,
    signal: AbortSignal,
    password: string | null,
  ): Promise<Trouble | null> => {
    if (!desk) return sitDown(at, answer, signal, password === null ? 'yes' : { password });
    const trouble = await stayHere(at, desk, answer, signal, password);
    const isLocked = desk.locking.state() !== null;
    if (isLocked && trouble === null && !signal.aborted) await desk.locking.open(desk.session.ask);
    return trouble;
  };

  const signInPassword = (password: string): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      if (!second?.isOpen()) return null;
      const answer = await second.choose(password, signal);
      if (answer === 'shown') return null;
      if ('trouble' in answer) return answer.trouble;
      second.close();
      return letIn(at, desk, answer, signal, password);
    });

  const signInCode = (code: string): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      if (!second?.isOpen()) return null;
      const answer = await second.code(code, signal);
      if (answer === 'shown') return null;
      if ('trouble' in answer) return answer.trouble;
      const password = second.password();
      second.close();
      return letIn(at, desk, answer, signal, password);
    });

  const signInGoOn = (): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      const password = second?.password() ?? null;
      const answer = second?.close() ?? null;
      return answer && letIn(at, desk, answer, signal, password);
    });

  /** Ends the attempt that is under way, or else the step that waits. */
  const cancel = (): void => {
    if (signing.now().busy) {
      signing.cancel();
      return;
    }
    const given = second?.close() ?? null;
    if (centre && given && 'signedIn' in given) centre.signIn.giveBack(given.signedIn);
  };

  const signInWithProvider = async (): Promise<Reply<null>> => {
    const name = seated ? seated.who.provider : provider;
    if (name === null) return refused('bad-input', 'there is no identity provider');
    // Of somebody who works here already: they say again that it is them.
    const isAgain = seated !== null;
    return attempt(async (at, desk, signal, away) => {
      const answer = await at.signIn.byProvider.ask(name, away, signal, isAgain);
      return letIn(at, desk, answer, signal, null);
    });
  };

  /** Until the centre has said whether there is an identity provider: only while somebody is asked who they are. */
  const askWays = async (at: CentreSeat): Promise<void> => {
    for (;;) {
      const told = await at.signIn.byProvider.name();
      if (seated) return;
      if (told !== 'unknown') {
        if (told === provider) return;
        provider = told;
        return doors.changed();
      }
      await doors.wait(waysAgain);
      if (seated) return;
    }
  };

  /** Asks for the demo's people, once they are there no more. */
  const callCast = async (at: CentreSeat, signal: AbortSignal): Promise<Trouble | null> => {
    if (cast) return null;
    const answer = await at.signIn.demo(signal);
    if ('trouble' in answer) return answer.trouble;
    cast = answer.cast;
    return null;
  };

  const signInAs = async (login: string): Promise<Reply<null>> => {
    const locked = seated?.locking.state() && seated.who.login === login ? seated : null;
    if (!centre?.demo || (seated && !locked)) return refused('bad-input', 'only the demo has people to be');
    const ran = await signing.attempt(async (signal) => {
      const trouble = await callCast(centre, signal);
      const person = cast?.people.find((one) => one.login === login);
      if (locked && cast && person) return signInLocked(centre, locked, login, cast.password, signal);
      if (cast && person) return signInHere(centre, login, cast.password, signal);
      // The demo's passwords are no secret: whoever was here before needs none.
      const before = trouble ? centre.people.byLogin(centre.server, login) : null;
      if (locked && !locked.locking.leaseIsOver()) {
        await locked.locking.open(locked.session.ask);
        return null;
      }
      return before && !locked ? takeSeat(centre, before, null, 'yes') : trouble;
    });
    return ran ? done : underWay();
  };

  const begin = async (): Promise<void> => {
    if (seated) return seated.session.begin();
    if (!centre) return sit(doors.own, null, 'yes');
    const first = !begun;
    begun = true;
    const here = centre.people.here(centre.server);
    const as = centre.demo?.as ?? null;
    if (first && as !== null) await signInAs(as);
    else if (first && here) await sit(whoOf(centre, here), null, 'none');
    else if (centre.demo) await signing.attempt((signal) => callCast(centre, signal));
    else {
      doors.changed();
      void askWays(centre);
    }
  };

  const leave = async (): Promise<Reply<null>> => {
    if (!centre) return refused('bad-input', 'there is nobody else to be');
    centre.wipes.seen(centre.server);
    if (!seated) {
      doors.changed();
      return done;
    }
    const { session } = seated;
    // First: where this cannot be written, the next start would open this person's desk.
    centre.people.nobody();
    cancel();
    signing.forget();
    // A store that is not open has nothing to forget; one that does not answer is ended all the same.
    await Promise.race([session.ask({ verb: 'sign-out' }), doors.wait(patience)]);
    await session.end();
    seated = null;
    log('leave');
    doors.left();
    await begin();
    return done;
  };

  const lock = async (why: Exclude<LockWhy, 'lease'>): Promise<Reply<null>> => {
    if (seated?.session.state().phase !== 'ready') return nobody();
    const { who, session, locking } = seated;
    if (who.server === null) return refused('bad-input', 'nobody could unlock a store without a centre');
    if (locking.state()) return done;
    log('lock', { why });
    await locking.lock(why, session.ask);
    doors.cleared();
    doors.changed();
    return done;
  };

  const unlock = async (pin: string): Promise<Reply<null>> => {
    const at = seated;
    if (!at?.locking.state()) return nobody();
    const right = await at.locking.unlock('pin', pin, at.session.ask);
    log('unlock', { why: right ? 'pin' : 'wrong-pin' });
    doors.changed();
    return done;
  };

  const unlockBySystem = async (): Promise<Reply<null>> => {
    const at = seated;
    if (!at?.locking.state() || doors.system === null) return nobody();
    if (await doors.system()) {
      await at.locking.open(at.session.ask);
      log('unlock', { why: 'system' });
    }
    doors.changed();
    return done;
  };

  const setPin = async (pin: string, before: string | null): Promise<Reply<null>> => {
    const answer = (await seated?.session.ask({ verb: 'set-pin', pin, before })) ?? { reply: nobody() };
    if ('trouble' in answer) return refused('store-trouble', answer.trouble);
    if (!answer.reply.ok) return answer.reply;
    const { right } = answer.reply.value as { right: boolean };
    return right ? done : { ok: false, refusal: { code: 'wrong-pin' } };
  };

  const tookPassword = async (password: string): Promise<void> => {
    const at = seated;
    if (!centre || !at) return;
    const kept = await at.session.ask({ verb: 'keep-password', password });
    if (!isDone(kept)) log('own-password', { ref: refOf(kept) });
    try {
      const check = await centre.signIn.checkOf(password);
      const here = centre.people.here(centre.server);
      if (here?.id === at.who.person.id) centre.people.sits({ ...here, check });
    } catch (error) {
      // It is changed all the same; the next sign-in writes it down.
      log('own-password', errorFields(error));
    }
  };

  return {
    state,
    lock,
    unlock,
    unlockBySystem,
    setPin,
    tookPassword,
    lockAfter: () => seated?.locking.lockAfter() ?? null,
    begin,
    signIn,
    signInWithProvider,
    signInAs,
    cancel,
    signInPassword,
    signInCode,
    signInGoOn,
    leave,
    passphrase: async (text) => seated?.session.passphrase(text) ?? nobody(),
    setAside: async () => seated?.session.setAside() ?? nobody(),
    ask: async (message) => seated?.session.ask(message) ?? { reply: nobody() },
    end: async () => seated?.session.end(),
  };
};

/** What whoever sits down has shown: nothing (a keychain opens their store), enough, or the password that the centre took. */
type Proof = 'none' | 'yes' | { password: string };

const isDone = (answer: StoreAnswer): boolean => 'reply' in answer && answer.reply.ok;

const refOf = (answer: StoreAnswer): string => {
  if ('trouble' in answer) return answer.ref;
  return !answer.reply.ok && 'fault' in answer.reply ? answer.reply.fault.ref : '';
};

const troubleOf = (answer: { trouble: Trouble } | { person: PersonHere }): Trouble | null =>
  'trouble' in answer ? answer.trouble : null;
