import type { Reply } from '#shared/bridge.ts';
import type { LockWhy, SessionState } from '#shared/session/state.ts';
import { startSigning } from './person/signing.ts';
import { done, nobody, refused } from './seat/answers.ts';
import { attempts } from './seat/attempt.ts';
import { byPassword } from './seat/by-password.ts';
import { byProvider } from './seat/by-provider.ts';
import { chairFor } from './seat/chair.ts';
import { demoPeople } from './seat/demo-people.ts';
import type { CentreSeat, SeatDoors } from './seat/doors.ts';
import { lettingIn } from './seat/let-in.ts';
import { deskLock } from './seat/lock.ts';
import { secondFactor } from './seat/second-factor.ts';
import { whoOf } from './seat/who.ts';
import type { Session } from './session.ts';

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

/** Who sits at this machine: nobody yet (the sign-in screen), or somebody with their own store, who may have to sign in again. */
export const startSeat = (doors: SeatDoors): Seat => {
  const { centre, log } = doors;
  const chair = chairFor(doors);
  const signing = startSigning(doors.changed, log);
  const attempt = attempts(centre, chair, signing);
  const step = centre?.signIn.secondStep(signing.stepTo) ?? null;
  const letIn = lettingIn(chair);
  const password = byPassword(chair, step, letIn);
  const second = secondFactor(centre, step, signing, attempt, letIn);
  const provider = byProvider(chair, attempt, letIn, doors);
  const demo = demoPeople(centre, chair, signing, password);
  const { signInPassword, signInCode, signInGoOn, cancel } = second;
  let begun = false;

  const state = (): SessionState => {
    const seated = chair.now();
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
    const { handed, lost } = ended;
    return { phase: 'revoked', step: 'wiped', handed, left: lost, files: 0, person: null };
  };

  const signInState = ({ server, people }: CentreSeat): SessionState => {
    const last = people.last(server);
    return {
      phase: 'sign-in',
      server,
      company: last?.company ?? '',
      demo: doors.demo,
      people: demo.people().map(({ login, name, role }) => ({ login, name, role })),
      known: last !== null,
      ...signing.now(),
      provider: provider.provider(),
    };
  };

  const begin = async (): Promise<void> => {
    const seated = chair.now();
    if (seated) return seated.session.begin();
    if (!centre) return chair.sit(doors.own, null, 'yes');
    const first = !begun;
    begun = true;
    const here = centre.people.here(centre.server);
    const as = centre.demo?.as ?? null;
    if (first && as !== null) await demo.signInAs(as);
    else if (first && here) await chair.sit(whoOf(centre.home, here), null, 'none');
    else if (centre.demo) await signing.attempt((signal) => demo.callCast(centre, signal));
    else {
      doors.changed();
      void provider.askWays(centre);
    }
  };

  const leave = async (): Promise<Reply<null>> => {
    if (!centre) return refused('bad-input', 'there is nobody else to be');
    centre.wipes.seen(centre.server);
    const seated = chair.now();
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
    chair.leave();
    log('leave');
    doors.left();
    await begin();
    return done;
  };

  return {
    state,
    ...deskLock(chair, doors),
    begin,
    signIn: (login, text) => attempt((at, desk, signal) => password.signIn(at, desk, login, text, signal)),
    signInWithProvider: provider.signInWithProvider,
    signInAs: demo.signInAs,
    cancel,
    signInPassword,
    signInCode,
    signInGoOn,
    leave,
    passphrase: async (text) => chair.now()?.session.passphrase(text) ?? nobody(),
    setAside: async () => chair.now()?.session.setAside() ?? nobody(),
    ask: async (message) => chair.now()?.session.ask(message) ?? { reply: nobody() },
    end: async () => chair.now()?.session.end(),
  };
};
