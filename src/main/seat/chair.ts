import type { SignedIn } from '#shared/sync/identity.ts';
import { type Locking, startLocking } from '../person/locking.ts';
import type { PersonHere } from '../person/people-here.ts';
import type { Session } from '../session.ts';
import type { WhoNow } from '../store/sync/account.ts';
import type { StoreProcess } from '../store-process.ts';
import { isDone, refOf } from './answers.ts';
import type { CentreSeat, SeatDoors } from './doors.ts';
import { type Who, whoOf } from './who.ts';

/** `teams`: for which they work; null: their store has not said it yet. */
export type Seated = { who: Who; session: Session; locking: Locking; teams: WhoNow['teams'] | null };

/** What whoever sits down has shown: nothing (a keychain opens their store), enough, or the password that the centre took. */
export type Proof = 'none' | 'yes' | { password: string };

export type Chair = {
  now: () => Seated | null;
  /** Opens somebody's store. `fresh`: what the centre gave a moment ago; the store alone keeps it. `shut`: only to hand in what it has not sent, and end. */
  sit: (who: Who, fresh: SignedIn | null, proof: Proof, shut?: boolean) => Promise<void>;
  /** Writes down that they sit here and opens their store. Opening may take minutes: its progress is told, nobody waits for it. */
  take: (at: CentreSeat, one: PersonHere, fresh: SignedIn | null, proof: Proof, shut?: boolean) => void;
  /** Whoever sits here said again who they are, and the centre told what they are now. */
  again: (at: CentreSeat, desk: Seated, one: PersonHere) => void;
  leave: () => void;
};

/** Who sits at this machine, with their store open. */
export const chairFor = (doors: SeatDoors): Chair => {
  const { centre, log } = doors;
  let seated: Seated | null = null;

  const sit: Chair['sit'] = async (who, fresh, proof, shut = false) => {
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

  return {
    now: () => seated,
    sit,
    take: (at, one, fresh, proof, shut = false) => {
      at.people.sits(one);
      void sit(whoOf(at.home, one), fresh, proof, shut);
    },
    again: (at, { session, locking, teams }, one) => {
      at.people.sits(one);
      // What the store has told since is as new.
      seated = { who: whoOf(at.home, one), session, locking, teams: seated?.teams ?? teams };
    },
    leave: () => {
      seated = null;
    },
  };
};
