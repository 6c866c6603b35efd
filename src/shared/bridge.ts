import type { AdminAnswers, AdminAsk, AdminAskName, Administered } from './admin.ts';
import type { FileAnswers, FileAsk } from './attachment/asks.ts';
import type { CommandAsk } from './case/commands.ts';
import type { Refusal } from './case/refusals.ts';
import type { Fault } from './fault.ts';
import type { SessionAnswer, SessionAsk } from './session/asks.ts';
import type { ImportState } from './session/import.ts';
import type { ViewAnswers, ViewName, ViewRequest } from './views.ts';

/** Every call across a process is answered with one of these. */
export type Reply<T> = { ok: true; value: T } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

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
