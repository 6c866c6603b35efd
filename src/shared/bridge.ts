import { z } from 'zod';
import type { CommandAsk } from './case/commands.ts';
import type { Refusal } from './case/refusals.ts';
import type { Fault } from './fault.ts';
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

export type SessionState =
  | { phase: 'starting' }
  /** No keychain on this machine: the person chooses a passphrase (`new`) or gives it (`enter`). */
  | { phase: 'passphrase'; mode: 'new' | 'enter'; wrong: boolean }
  /** Something that takes time, with its measure. `total` null: not known yet. */
  | {
      phase: 'working';
      what: 'opening' | 'migrating' | 'rebuilding' | 'loading-demo';
      done: number;
      total: number | null;
    }
  | { phase: 'ready'; person: { id: string; name: string }; company: string; demo: boolean }
  /** `folder`: where the store lies, for support. `stopped`: the store's process ended again and again; the file is not known to be bad. */
  | { phase: 'trouble'; what: StoreTrouble | 'stopped'; folder: string; ref: string };

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
  /** The demo company's phone. */
  z.strictObject({ ask: z.literal('demo-ring'), from: z.string().max(200) }),
]);
export type SessionAsk = z.infer<typeof sessionAsk>;
export type SessionAnswer = { state: SessionState; settings: Settings };

/** A call that rings. `at`: when the desktop heard of it. */
export type Ring = { callId: string; from: string; at: number; source: 'link' | 'demo' | 'command' };

/** What the desktop tells the page without being asked. */
export type News =
  | { news: 'session'; answer: SessionAnswer }
  | { news: 'ring'; ring: Ring }
  /** A deep link to a case, by its id or its number. */
  | { news: 'open-case'; case: string }
  /** Views of these customers changed (`all` after a load); the queue may have too. */
  | { news: 'changed'; customers: string[] | 'all' };

/** The whole of what a page can reach, as `window.hilo`. A new feature adds a command, an event and a view, not a call. */
export type HiloBridge = {
  /** All of the asks are recorded in one transaction, or none. */
  command(asks: CommandAsk[]): Promise<Reply<{ ids: string[] }>>;
  view<V extends ViewName>(request: Extract<ViewRequest, { view: V }>): Promise<Reply<ViewAnswers[V]>>;
  /** Keeps what a person is typing; null forgets it. Answered when it is on the disk. */
  draft(key: string, body: string | null): Promise<Reply<null>>;
  session(ask: SessionAsk): Promise<Reply<SessionAnswer>>;
  /** Returns the function that stops listening. */
  on(listener: (news: News) => void): () => void;
};
