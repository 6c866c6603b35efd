import { z } from 'zod';
import { absenceAsk } from './absence/records.ts';
import type { AdminAnswers, AdminAsk, AdminAskName, Administered } from './admin.ts';
import type { FileAnswers, FileAsk } from './attachment/asks.ts';
import type { CommandAsk } from './case/commands.ts';
import type { Refusal } from './case/refusals.ts';
import { exportAsk } from './customer/export.ts';
import type { Fault } from './fault.ts';
import { level, role, skillsOfPerson } from './people.ts';
import { publishAsk } from './rules/records.ts';
import type { ImportReport } from './sync/import.ts';
import { teamId } from './team.ts';
import type { ViewAnswers, ViewName, ViewRequest } from './views.ts';

/** Every call across a process is answered with one of these. */
export type Reply<T> = { ok: true; value: T } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

export const language = z.enum(['es', 'es-ES', 'en']);
export type Language = z.infer<typeof language>;
export const theme = z.enum(['light', 'dark', 'system']);

/** Settings of this device and its person; kept by electron-store. No customer data. */
export const settings = z.strictObject({
  language,
  theme,
  /** Single letters and function keys on or off as a whole, and changed ones by action name: `{ note: 'M' }`, empty for none. */
  letterKeys: z.boolean(),
  keys: z.record(z.string().max(40), z.string().max(40)),
});
export type Settings = z.infer<typeof settings>;

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

/** Why nobody is signed in (yet). The screen says what to do about each. */
export type SignInTrouble =
  /** Login or password: which one is not said. */
  | 'wrong'
  | 'too-many'
  /** No answer at all, and nobody with this login signed in on this machine before. */
  | 'offline'
  | 'portal'
  | 'certificate'
  | 'busy'
  | 'update'
  /** An admin has shut this machine out. */
  | 'revoked'
  /** Somebody else's login at a desk that is asked to sign in again. */
  | 'other-person'
  /** The company's identity provider does not answer the centre as it must. */
  | 'provider'
  /** The person, or the provider, said no in the browser. */
  | 'denied'
  /** The provider vouches for somebody who has no account at this centre, or no longer. */
  | 'unknown-person'
  /** The browser did not come back in time, or what it brought was used or not what was begun. */
  | 'over'
  /** This machine opens no browser. */
  | 'browser'
  /** A code that is not the app's now, or was used. */
  | 'wrong-code'
  /** The new password is short, or one that everybody tries first. */
  | 'weak-password'
  | 'internal';

/**
 * `new-password`: the one that was typed was good once, and the person chooses their own. `code`: of the person's authenticator app. `enrolment`: they set one up, with a secret that they type or whose `uri` the app reads as a QR
 * code. `recovery`: what opens instead when the phone is lost, shown this once.
 */
export type SignInStep =
  | { step: 'new-password' }
  | { step: 'code' }
  | { step: 'enrolment'; secret: string; uri: string }
  | { step: 'recovery'; codes: string[] };

/** How signing in goes. `ref`: for support, with `internal`. `until`: when it may be tried again, with `too-many` and `busy`. */
export type SigningIn = {
  busy: boolean;
  /** The company's identity provider, as people call it: *Sign in with Contoso*. Null: none, or not known yet. */
  provider: string | null;
  /** Whoever signs in is at the provider's page in the browser. */
  atProvider: boolean;
  /** What is wanted after the password, which was right; null: nothing. */
  step: SignInStep | null;
  trouble: { what: SignInTrouble; ref: string; until: number | null } | null;
};

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
      step: 'handing-in' | 'held' | 'wiped';
      handed: number;
      left: number;
      files: number;
      person: string | null;
    }
  /** `folder`: where the store lies, for support. `stopped`: the store's process ended again and again; the file is not known to be bad. */
  | { phase: 'trouble'; what: StoreTrouble | 'stopped'; folder: string; ref: string; person: string | null };

/** Things a page may ask of the desktop itself. */
export const sessionAsk = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('state') }),
  z.strictObject({ ask: z.literal('passphrase'), text: z.string().min(1).max(1000) }),
  z.strictObject({ ask: z.literal('retry') }),
  /** Moves the unusable store aside (renames its folder, deletes nothing) and starts a new one. */
  z.strictObject({ ask: z.literal('set-aside') }),
  z.strictObject({ ask: z.literal('show-folder') }),
  z.strictObject({ ask: z.literal('quit') }),
  z.strictObject({ ask: z.literal('settings'), change: settings.partial() }),
  /** At the sign-in screen, or again at a desk whose centre asked for it (then `login` must be the same person's). */
  z.strictObject({
    ask: z.literal('sign-in'),
    login: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
  }),
  /** A code of the authenticator app, or a recovery code. */
  z.strictObject({ ask: z.literal('sign-in-password'), password: z.string().min(1).max(1000) }),
  z.strictObject({ ask: z.literal('sign-in-code'), code: z.string().min(6).max(40) }),
  /** The recovery codes were seen. */
  z.strictObject({ ask: z.literal('sign-in-go-on') }),
  /** By the company's identity provider, in the system's browser; at the sign-in screen or again at a desk. */
  z.strictObject({ ask: z.literal('sign-in-with-provider') }),
  /** As one of the demo company's people, whose passwords are no secret. */
  z.strictObject({ ask: z.literal('sign-in-as'), login: z.string().min(1).max(200) }),
  z.strictObject({ ask: z.literal('sign-in-cancel') }),
  /** Locks the desk: nothing of a customer stays on the page. */
  z.strictObject({ ask: z.literal('lock') }),
  z.strictObject({ ask: z.literal('unlock'), pin: z.string().min(1).max(20) }),
  /** The system asks who it is, where it can (Touch ID). */
  z.strictObject({ ask: z.literal('unlock-by-system') }),
  /** Chooses a PIN. `before`: the one of now, where there is one. */
  z.strictObject({
    ask: z.literal('set-pin'),
    pin: z.string().min(1).max(20),
    before: z.string().max(20).nullable(),
  }),
  /** A new password of one's own at the centre. `before`: the one of now. */
  z.strictObject({
    ask: z.literal('change-password'),
    before: z.string().min(1).max(1000),
    password: z.string().min(1).max(1000),
  }),
  /** Leaves the desk for another person. What is not sent yet stays in this person's store and goes with their next visit. */
  z.strictObject({ ask: z.literal('sign-out') }),
  /** Asks the centre now instead of waiting for the next try. */
  z.strictObject({ ask: z.literal('sync-now') }),
  /** The person has read what was refused (or, null, that the centre was restored): it goes from the list. */
  z.strictObject({ ask: z.literal('read'), refused: z.string().max(64).nullable() }),
  /** An admin brings a shop's file to the centre: the desktop asks for the file, the progress comes as news. */
  z.strictObject({
    ask: z.literal('import-orders'),
    from: z.enum(['shopify-csv', 'shopify-json', 'woocommerce-json', 'csv']),
    zone: z.string().max(64).nullable(),
    country: z.string().max(2).nullable(),
    shop: z.string().max(100).nullable(),
  }),
  z.strictObject({ ask: z.literal('import-cancel') }),
  /** Saves a photo or document where the person says, by the system's own dialog. Hilo opens none by itself. */
  z.strictObject({
    ask: z.literal('save-attachment'),
    customerId: z.string().min(1).max(200),
    attachmentId: z.string().min(1).max(200),
  }),
  /** Asks the person for a place and saves a letter there as a PDF. `name`: of the file, without its ending. */
  z.strictObject({
    ask: z.literal('save-letter'),
    name: z.string().min(1).max(100),
    title: z.string().max(300),
    text: z.string().max(20_000),
    language,
  }),
  /** Publishes a page of a team's rules: to the centre at once, and from there to every desk. */
  z.strictObject({ ask: z.literal('publish-rules'), team: teamId, ...publishAsk.shape }),
  /** Somebody is away, or back: at the centre at once, and from there on every desk of their teams. */
  z.strictObject({ ask: z.literal('absence'), person: z.string().min(1).max(128), ...absenceAsk.shape }),
  /** The record of a case, for whoever audits it: asks the person where to. */
  z.strictObject({
    ask: z.literal('save-audit'),
    customerId: z.string().min(1).max(200),
    caseId: z.string().min(1).max(200),
  }),
  /** Everything that is kept about a person, from the centre into a file: asks where to. `name`: of the file, without its ending. */
  z.strictObject({ ask: z.literal('save-export'), name: z.string().min(1).max(100), ...exportAsk.shape }),
  /** What IT is to know when something is wrong (diagnostics.ts): comes as news, to be read before it is saved. */
  z.strictObject({ ask: z.literal('diagnostics') }),
  /** Saves what came last, where the person says. */
  z.strictObject({ ask: z.literal('save-diagnostics') }),
  /** The demo company's phone. */
  z.strictObject({ ask: z.literal('demo-ring'), from: z.string().max(200) }),
]);
export type SessionAsk = z.infer<typeof sessionAsk>;
export type SessionAnswer = { state: SessionState; settings: Settings };

/**
 * Why an import came to nothing: what is in the `file`, or that it (or its mapping) cannot be read here, is larger than the centre
 * takes, or is not this person's to bring; or the centre cannot be reached.
 */
export type ImportTrouble = SignInTrouble | 'file' | 'unreadable' | 'mapping' | 'too-large' | 'not-allowed';

/** An import of a shop's file at the centre, as the admin sees it. `done` and `total` in bytes; orders while `publishing`. */
export type ImportState =
  | { state: 'none' }
  | { state: 'sending' | 'reading' | 'publishing'; file: string; done: number; total: number | null }
  | { state: 'cancelled'; file: string }
  /** `sentence`: the centre's about the `file`, in the language of this desk. */
  | { state: 'failed'; file: string; what: ImportTrouble; sentence: string | null; ref: string }
  | { state: 'done'; file: string; report: ImportReport };

/** A call that rings. `at`: when the desktop heard of it. */
export type Ring = { callId: string; from: string; at: number; source: 'link' | 'demo' | 'command' };

/** What the desktop tells the page without being asked. */
export type News =
  | { news: 'session'; answer: SessionAnswer }
  | { news: 'ring'; ring: Ring }
  /** A deep link to a case, by its id or its number. */
  | { news: 'open-case'; case: string }
  /** How an import at the centre goes on. One at a time. */
  | { news: 'import'; state: ImportState }
  /** The diagnostics file as it would be saved. */
  | { news: 'diagnostics'; text: string }
  /** Views of these customers changed (`all` after a load); the queue may have too. */
  | { news: 'changed'; customers: string[] | 'all' };

/** The whole of what a page can reach, as `window.hilo`. A new feature adds a command, an event and a view, not a call. */
export type HiloBridge = {
  /** All of the asks are recorded in one transaction, or none. */
  command(asks: CommandAsk[]): Promise<Reply<{ ids: string[] }>>;
  view<V extends ViewName>(request: Extract<ViewRequest, { view: V }>): Promise<Reply<ViewAnswers[V]>>;
  /** Keeps what a person is typing; null forgets it. Answered when it is on the disk. */
  draft(key: string, body: string | null): Promise<Reply<null>>;
  /**
   * Contents of photos and documents, which are too long for a command: a new one goes to the store piece by piece before `attachment.add`
   * names it, and one that is there is read piece by piece.
   */
  file<F extends FileAsk['file']>(ask: Extract<FileAsk, { file: F }>): Promise<Reply<FileAnswers[F]>>;
  session(ask: SessionAsk): Promise<Reply<SessionAnswer>>;
  /** What an admin does at the centre, while it can be reached. What it says no to is an answer as well. */
  admin<A extends AdminAskName>(
    ask: Extract<AdminAsk, { ask: A }>,
  ): Promise<Reply<Administered<AdminAnswers[A]>>>;
  /** Returns the function that stops listening. */
  on(listener: (news: News) => void): () => void;
};
