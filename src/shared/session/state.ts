import { z } from 'zod';
import { level, role, skillsOfPerson } from '../people.ts';
import type { SigningIn } from './sign-in.ts';

/** What is wrong with a store that cannot be opened. None of these is ever answered by deleting anything. */
export type StoreTrouble = 'wrong-key' | 'damaged' | 'missing' | 'newer' | 'disk-full';

/** Who sits at a desk. `role` decides what is offered, never what may be seen: that is the centre's to say. */
export const deskPerson = z.strictObject({
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  role,
  skills: skillsOfPerson.default([]),
  level: level.default(1),
});

export type DeskPerson = z.infer<typeof deskPerson>;

/**
 * Why a desk is locked: by hand, after a while without use, because the system's own screen was locked or the machine slept, because Hilo was
 * started by somebody who has not said who they are; or because it was without its centre for too long (`lease`).
 */
export type LockWhy = 'hand' | 'idle' | 'system' | 'start' | 'lease';

export type SessionState =
  | { phase: 'starting' }
  /**
   * This Hilo has a centre and nobody has signed in on this machine, or they left. `demo`: the demo company's, whose `people` are there
   * to be chosen, once it has said who they are. `company`: as the centre called itself last, '' before that. `known`: somebody signed in on this machine
   * before, and can do so without a network.
   */
  | ({
      phase: 'sign-in';
      server: string;
      company: string;
      demo: boolean;
      people: { login: string; name: string; role: DeskPerson['role'] }[];
      known: boolean;
    } & SigningIn)
  /**
   * No keychain on this machine: the person chooses a passphrase (`new`) or gives it (`enter`). `person`: whose store it is, here and at
   * `trouble`; null where there is no centre and so nobody else to be.
   */
  | { phase: 'passphrase'; mode: 'new' | 'enter'; wrong: boolean; person: string | null }
  /** Something that takes time, with its measure. `total` null: not known yet. */
  | {
      phase: 'working';
      what: 'opening' | 'migrating' | 'rebuilding' | 'loading-demo';
      done: number;
      total: number | null;
    }
  | {
      phase: 'ready';
      person: DeskPerson;
      company: string;
      demo: boolean;
      /** The centre's address; null for a store that has none. */
      server: string | null;
      /** What this person signs in with; '' without a centre. */
      login: string;
      /** For which teams they work, the first is home; null: their store has not said it yet, or has no centre. */
      teams: { id: string; name: string }[] | null;
      /** Signing in again, while the work goes on. */
      signingIn: SigningIn;
      /** They have a PIN for this desk. */
      pin: boolean;
      /** As which device the centre knows this machine with them at it; null without a centre. */
      device: string | null;
    }
  /**
   * Nothing of a customer is shown, the store works and syncs on. `since`: when it was locked; of a lease, when the centre last answered, null
   * where nobody knows. `pin`: how often a PIN may be tried, null where none was chosen. `wrong`: the last one was not it. `system`: the
   * system can be asked who it is. `rings`: when calls came that nobody has seen, ms, no more of them.
   */
  | {
      phase: 'locked';
      why: LockWhy;
      since: number | null;
      person: DeskPerson;
      company: string;
      demo: boolean;
      server: string | null;
      login: string;
      pin: number | null;
      wrong: boolean;
      system: boolean;
      rings: readonly number[];
      signingIn: SigningIn;
    }
  /**
   * The centre has shut this machine out. Nothing of its store is shown any more: what is not sent goes to the centre (`handing-in`), to be
   * reviewed there, and then the store is ended (`wiped`). `held`: the contents of `files` cannot be handed in, and an admin has to say
   * that they may go. `handed` and `left`: commands.
   */
  | {
      phase: 'revoked';
      step: 'handing-in' | 'full' | 'held' | 'wiped';
      handed: number;
      left: number;
      files: number;
      person: string | null;
    }
  /** `folder`: where the store lies, for support. `stopped`: the store's process ended again and again; the file is not known to be bad. */
  | { phase: 'trouble'; what: StoreTrouble | 'stopped'; folder: string; ref: string; person: string | null };
