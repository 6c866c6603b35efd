import type { Log } from '../log.ts';
import type { PeopleHere } from '../person/people-here.ts';
import type { SignIn } from '../person/sign-in.ts';
import type { Wipes } from '../person/wipe.ts';
import type { Session, SessionDoors } from '../session.ts';
import type { Who } from './who.ts';

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
