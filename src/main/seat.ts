import type { DeskPerson, Reply, SessionState } from '#shared/bridge.ts';
import type { Fault, FaultCode } from '#shared/fault.ts';
import type { DemoPeople, SignedIn } from '#shared/sync/identity.ts';
import { type Log, newRef } from './log.ts';
import { folderOf, type PeopleHere, type PersonHere } from './person/people-here.ts';
import type { SignIn, Trouble } from './person/sign-in.ts';
import { startSigning } from './person/signing.ts';
import type { Session, SessionDoors } from './session.ts';
import type { StoreAnswer, StoreProcess } from './store-process.ts';

/** Who sits here, and where their store lies. */
export type Who = {
  person: DeskPerson;
  company: string;
  folder: string;
  /** The centre's address; null for a store without one. */
  server: string | null;
  login: string;
};

/** A Hilo that has a centre: who may sit here is the centre's to say. */
export type CentreSeat = {
  server: string;
  /** Where the folders of people's stores lie. */
  home: string;
  people: PeopleHere;
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
  openSession: (who: Who, doors: Pick<SessionDoors, 'changed' | 'opened'>) => Session;
  changed: () => void;
  /** The person has left: nothing of theirs may stay on the page. */
  left: () => void;
  wait: (ms: number) => Promise<void>;
  log: Log;
};

export type Seat = {
  state: () => SessionState;
  /** Opens the desk of whoever sits here, or asks who it is. Also what `retry` does. */
  begin: () => Promise<void>;
  /** At the sign-in screen, or again at a desk. What comes of it is in the state. */
  signIn: (login: string, password: string) => Promise<Reply<null>>;
  /** As one of the demo's people. */
  signInAs: (login: string) => Promise<Reply<null>>;
  cancel: () => void;
  /** The person gets up: their store is closed and stays as it is, the sign-in screen comes back. */
  leave: () => Promise<Reply<null>>;
  passphrase: Session['passphrase'];
  setAside: Session['setAside'];
  ask: Session['ask'];
  end: () => Promise<void>;
};

/** How long the store may take to tell the centre that its person leaves, ms. */
const patience = 5000;

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
  let seated: { who: Who; session: Session } | null = null;
  let begun = false;
  let cast: DemoPeople | null = null;

  const state = (): SessionState => {
    if (!seated) return centre && begun ? signInState(centre) : { phase: 'starting' };
    const { folder: _, ...who } = seated.who;
    const now = seated.session.state();
    if (now.phase === 'ready') return { ...now, ...who, demo: doors.demo, signingIn: signing.now() };
    if (now.phase === 'starting' || now.phase === 'working') return now;
    return { ...now, person: who.server === null ? null : who.person.name };
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
    };
  };

  /** Opens somebody's store. `fresh`: what the centre gave a moment ago; the store alone keeps it. */
  const sit = async (who: Who, fresh: SignedIn | null): Promise<void> => {
    let given = fresh;
    const join = async (server: string, store: StoreProcess) => {
      const answer = await store.ask({ verb: 'sync', server, signedIn: given, version: doors.version });
      if (isDone(answer)) given = null;
      else log('sync', { ref: refOf(answer) });
    };
    const session = doors.openSession(who, {
      changed: doors.changed,
      opened: (store) => {
        if (who.server !== null) void join(who.server, store);
      },
    });
    seated = { who, session };
    await session.begin();
  };

  const whoOf = (at: CentreSeat, one: PersonHere): Who => {
    const { id, name, role, skills, level, company, server, login } = one;
    return {
      person: { id, name, role, skills, level },
      company,
      server,
      login,
      folder: folderOf(at.home, one),
    };
  };

  /** Writes down that they sit here and opens their store. Opening may take minutes: its progress is told, nobody waits for it. */
  const takeSeat = (at: CentreSeat, one: PersonHere, signedIn: SignedIn | null): null => {
    at.people.sits(one);
    void sit(whoOf(at, one), signedIn);
    return null;
  };

  const signInHere = async (
    at: CentreSeat,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if (signal.aborted && 'signedIn' in answer) at.signIn.giveBack(answer.signedIn);
    if (signal.aborted) return null;
    if ('signedIn' in answer) return takeSeat(at, answer.person, answer.signedIn);
    const here = await at.signIn.withoutCentre(login, password, answer.trouble);
    return 'person' in here && !signal.aborted ? takeSeat(at, here.person, null) : troubleOf(here);
  };

  /** At a desk whose centre wants to know again who sits there. The work goes on meanwhile. */
  const signInAgain = async (
    at: CentreSeat,
    { who, session }: { who: Who; session: Session },
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if (!('signedIn' in answer)) return answer.trouble;
    const { person, signedIn } = answer;
    if (signal.aborted || person.id !== who.person.id) {
      at.signIn.giveBack(signedIn);
      return { what: 'other-person', ref: newRef(), until: null };
    }
    at.people.sits(person);
    seated = { who: whoOf(at, person), session };
    const told = await session.ask({ verb: 'signed-in', signedIn });
    return isDone(told) ? null : { what: 'internal', ref: refOf(told), until: null };
  };

  const signIn = async (login: string, password: string): Promise<Reply<null>> => {
    if (!centre) return refused('bad-input', 'this store has no centre');
    const at = seated;
    if (at && at.session.state().phase !== 'ready') return refused('retry', 'the store is not open');
    const ran = await signing.attempt((signal) =>
      at ? signInAgain(centre, at, login, password, signal) : signInHere(centre, login, password, signal),
    );
    return ran ? done : underWay();
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
    if (!centre?.demo || seated) return refused('bad-input', 'only the demo has people to be');
    const ran = await signing.attempt(async (signal) => {
      const trouble = await callCast(centre, signal);
      const person = cast?.people.find((one) => one.login === login);
      if (cast && person) return signInHere(centre, login, cast.password, signal);
      // The demo's passwords are no secret: whoever was here before needs none.
      const before = trouble ? centre.people.byLogin(centre.server, login) : null;
      return before ? takeSeat(centre, before, null) : trouble;
    });
    return ran ? done : underWay();
  };

  const begin = async (): Promise<void> => {
    if (seated) return seated.session.begin();
    if (!centre) return sit(doors.own, null);
    const first = !begun;
    begun = true;
    const here = centre.people.here(centre.server);
    const as = centre.demo?.as ?? null;
    if (first && as !== null) await signInAs(as);
    else if (first && here) await sit(whoOf(centre, here), null);
    else if (centre.demo) await signing.attempt((signal) => callCast(centre, signal));
    else doors.changed();
  };

  const leave = async (): Promise<Reply<null>> => {
    if (!centre || !seated) return refused('bad-input', 'there is nobody else to be');
    const { session } = seated;
    // First: where this cannot be written, the next start would open this person's desk.
    centre.people.nobody();
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

  return {
    state,
    begin,
    signIn,
    signInAs,
    cancel: signing.cancel,
    leave,
    passphrase: async (text) => seated?.session.passphrase(text) ?? nobody(),
    setAside: async () => seated?.session.setAside() ?? nobody(),
    ask: async (message) => seated?.session.ask(message) ?? { reply: nobody() },
    end: async () => seated?.session.end(),
  };
};

const isDone = (answer: StoreAnswer): boolean => 'reply' in answer && answer.reply.ok;

const refOf = (answer: StoreAnswer): string => {
  if ('trouble' in answer) return answer.ref;
  return !answer.reply.ok && 'fault' in answer.reply ? answer.reply.fault.ref : '';
};

const troubleOf = (answer: { trouble: Trouble } | { person: PersonHere }): Trouble | null =>
  'trouble' in answer ? answer.trouble : null;
