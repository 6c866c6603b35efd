import type { Reply } from '#shared/bridge.ts';
import type { StoreTrouble } from '#shared/session/state.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { ImportFormat } from '#shared/sync/import.ts';
import type { Watch } from './lock.ts';
import type { WhoNow } from './sync/account.ts';

/** The person at this desk and the company whose store it is. */
export type Desk = { person: { id: string; name: string }; company: string };

/**
 * How far a store is on its way out, once its machine was shut out: `handed` commands of it are with the centre, `left` are not, nor are
 * contents of `files`. `held`: those cannot be handed in, and it waits for an admin to say that they may go. `full`: the rest goes by itself when some of
 * it was reviewed at the centre.
 */
export type Shut = { step: 'handing-in' | 'full' | 'held'; handed: number; left: number; files: number };

/**
 * What the desktop's main process asks of the store's process, over `utilityProcess.postMessage`.
 * Every message is answered by `FromStore` with the same `id`.
 */
export type ToStore = { id: number } & (
  | {
      verb: 'open';
      /** Absolute. Holds `hilo.db` and its copies. */
      folder: string;
      /** 32 bytes. */
      key: Uint8Array;
      /** True until the store was opened once: only then may a missing file be created. */
      fresh: boolean;
      desk: Desk;
      /**
       * The centre has said at the sign-in that this machine was shut out. Answered by a `Shut` or null: a store that is shut out gives no
       * page anything.
       */
      shut?: boolean;
    }
  /** Fills an empty store with the demo company, through `absorb`. `anchor`: the demo's "now", ms. Nothing to do when it was done. */
  | { verb: 'load-demo'; seed: number; anchor: number }
  | {
      verb: 'import';
      /** Absolute, as is `mapping`. */
      file: string;
      from: ImportFormat;
      mapping: string | null;
      zone: string | null;
      country: string | null;
      shop: string | null;
      /** Of the sentences in the report. */
      language: 'es' | 'en';
    }
  /**
   * Joins the open store to its person's centre. `signedIn`: they signed in a moment ago; null: the store goes on with the tokens that it
   * kept, and says `sign-in` in its view where they are not good any more. `version`: of Hilo, for the centre's admins.
   * Answered at once: exchanges go on by themselves.
   */
  | { verb: 'sync'; server: string; signedIn: SignedIn | null; version: string }
  /** The person of this store signed in again. */
  | { verb: 'signed-in'; signedIn: SignedIn }
  /** Asks the centre now instead of waiting for the next try. */
  | { verb: 'sync-now' }
  /** The person has read what was refused (a command's id), or, null, that the centre was restored. */
  | { verb: 'read'; refused: string | null }
  /** A token that is good now, refreshed if need be, for what main asks of the centre itself (an import): `{ token: string }`. */
  | { verb: 'token' }
  /** The person leaves: ends the sync, tells the centre if it answers soon, forgets the tokens. What is written stays. */
  | { verb: 'sign-out' }
  /** The name under which an attachment is saved: `{ name: string }`. */
  | { verb: 'attachment-name'; customerId: string; attachmentId: string }
  /** Writes an attachment, decrypted, to a path that the person chose. Absolute. */
  | { verb: 'save-attachment'; customerId: string; attachmentId: string; path: string }
  /** The name under which the record of a case is saved, and whose the case is: `{ name: string, owner: string }`. */
  | { verb: 'audit-name'; customerId: string; caseId: string }
  /** Writes the record of a case to a path that the person chose, absolute: JSON where its name ends so, else a page to read. */
  | { verb: 'save-audit'; customerId: string; caseId: string; path: string }
  /** A number that rings, as a page of this person may have it: `{ number: string }`. */
  | { verb: 'caller'; number: string }
  /** What the store is in numbers, and how it stands with its centre (figures.ts): `{ store: StoreFigures, sync: SyncFigures | null }`. */
  | { verb: 'figures' }
  /** From now on pages get nothing (`on`), or they do again, because the desktop saw for itself that the person is back. */
  | { verb: 'lock'; on: boolean }
  /** `{ right: boolean }`; when it is right, pages get what they ask for again. */
  | { verb: 'unlock'; by: 'pin' | 'password'; text: string }
  /** `{ right: boolean }`: whether `before` is the PIN of now, where there is one. */
  | { verb: 'set-pin'; pin: string; before: string | null }
  /** What the centre took as the person's password a moment ago; its hash is kept. */
  | { verb: 'keep-password'; password: string }
  /** A page's port follows as the transferred port; it speaks `ToStorePort`. */
  | { verb: 'page' }
  | { verb: 'close' }
);

export type FromStore =
  | { id: number; reply: Reply<unknown> }
  /** The answer to `open` when the store cannot be used. */
  | { id: number; trouble: StoreTrouble; ref: string }
  | {
      progress: {
        what: 'opening' | 'migrating' | 'rebuilding' | 'loading-demo' | 'importing';
        done: number;
        total: number | null;
      };
    }
  /** How its lock stands: before `open` is answered, and whenever it is another than before. */
  | { watch: Watch }
  /** Who its person is at the centre: at the start of the sync, and whenever it is another than before. */
  | { who: WhoNow }
  /** This machine was shut out; null: it was not, after all. */
  | { shut: Shut | null }
  /** Everything is handed in, and the order to end the store was looked at: end this process, then the store. */
  | { wipe: { device: string; nonce: string } }
  /** The store became unusable while open (a damaged page, a full disk). */
  | { trouble: StoreTrouble; ref: string };

/** What a page asks over its own port: straight to the store, so that a ring does not pass through main. */
export type ToStorePort = { id: number } & (
  | { verb: 'command'; asks: unknown }
  | { verb: 'view'; request: unknown }
  | { verb: 'draft'; key: unknown; body: unknown }
  | { verb: 'file'; ask: unknown }
);

export type FromStorePort = { id: number; reply: Reply<unknown> } | { changed: string[] | 'all' };

/** What Electron gives a utility process, as far as it is used here: this folder does not know Electron. */
export type Port<In, Out> = {
  postMessage(message: Out): void;
  on(
    event: 'message',
    listener: (event: { data: In; ports: Port<ToStorePort, FromStorePort>[] }) => void,
  ): void;
  on(event: 'close', listener: () => void): void;
  start?(): void;
};
