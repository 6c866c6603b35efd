/**
 * Something that came from the centre and is kept, and that this program cannot show as it is. `ref`: for IT, the place in the ledger; it
 * says nothing of a customer. `update`: a newer Hilo can read it. `support`: it is a mistake of this program.
 */
export type Aside = {
  ref: string;
  needs: 'update' | 'support';
  what: 'case' | 'customer' | 'order' | 'other';
  /** Null where the change does not say it in the words of today. */
  customerId: string | null;
  customerName: string | null;
};

/** Why the centre is not reached, or does not help. Each has its own sentence and what to do about it. */
export type SyncTrouble =
  /** No answer at all: no network, no such host, the server is down. */
  | 'offline'
  /** The server answered that it is busy or in trouble; it is asked again by itself. */
  | 'busy'
  /** Somebody in between answered: a hotel's or a café's sign-in page. */
  | 'portal'
  /** The server's certificate is not to be trusted. */
  | 'certificate'
  /** The person has to sign in again; nothing is lost meanwhile. */
  | 'sign-in'
  /** This Hilo is too old for the centre, or the centre for this Hilo. */
  | 'update'
  /** This device was taken off the list at the centre. */
  | 'revoked'
  /** The centre does not understand us: a mistake of ours, with a ref for support. */
  | 'internal';

/** How the desk stands with the centre. Small and honest: "all sent" only when it is so. */
export type SyncView = {
  /** Null: this store has no centre (a local company, an import of one's own). */
  server: string | null;
  unsent: number;
  /** Photos and documents of this desk of which the centre does not hold every byte yet; beside `unsent`. */
  unsentFiles: number;
  /** Commands that wait for a newer Hilo, here or at the centre; among `unsent`. */
  waitingForUpdate: number;
  refused: number;
  /** Teams, by name, of which this machine holds the customers of the last months only: who is not here may be at the centre. */
  holds: { team: string; months: number }[];
  /** What came and cannot be shown: of a newer Hilo, and by a mistake of this one. A few hundred at most are counted. */
  aside: { newer: number; faulty: number };
  /** An exchange is under way right now. */
  busy: boolean;
  /** Null while all is well. `since`: when it began; `nextTryAt`: when it is tried again by itself. */
  trouble: { what: SyncTrouble; since: number; nextTryAt: number | null; ref: string } | null;
  /** Changes still to come, while a first fill or a long way back is going on; `total` null: not known yet. */
  filling: { team: string; done: number; total: number | null } | null;
  /** When the centre last answered, by this machine's clock. */
  lastAnswerAt: number | null;
  /** When this desk locks unless the centre answers before, by this machine's clock; null: there is no centre. */
  leaseUntil: number | null;
  /** This machine's clock minus the centre's, ms; null before the first answer. Told when it is more than five minutes. */
  clockOff: number | null;
  /** The centre was restored from a backup: what this desk held was offered again, so many of it. Until read. */
  restored: { at: number; offered: number } | null;
};
