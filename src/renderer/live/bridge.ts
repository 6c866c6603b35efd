import type { AdminAnswers, AdminAsk, AdminAskName, Administered } from '#shared/admin.ts';
import type { FileAnswers, FileAsk } from '#shared/attachment/asks.ts';
import type { HiloBridge, News, Reply } from '#shared/bridge.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { SessionAnswer, SessionAsk } from '#shared/session/asks.ts';
import type { ViewAnswers, ViewRequest } from '#shared/views.ts';

declare global {
  interface Window {
    readonly hilo: HiloBridge;
  }
}

/** The answer that belongs to a question. */
export type AnswerTo<R extends ViewRequest> = ViewAnswers[R['view']];

/**
 * The only file that touches `window.hilo`. Nothing here throws: a call that the desktop did not answer
 * (its process is gone, the message could not be sent) becomes a fault like any other.
 */
async function answered<T>(what: string, call: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await call();
  } catch {
    const ref = `page-${crypto.randomUUID().slice(0, 8)}`;
    return { ok: false, fault: { code: 'internal', what: `${what} was not answered`, ref } };
  }
}

/** Records all of the asks in one transaction, or none. Screens use `send` of live/command.ts. */
export const command = (asks: CommandAsk[]): Promise<Reply<{ ids: string[] }>> =>
  answered('command', () => window.hilo.command(asks));

/** One question to the store, without keeping the answer. Screens mostly want `useView`. */
export const view = <R extends ViewRequest>(request: R): Promise<Reply<AnswerTo<R>>> =>
  answered('view', () => window.hilo.view(request as never) as Promise<Reply<AnswerTo<R>>>);

/** Keeps what a person is typing; null forgets it. Screens use `useDraft`. */
export const keepDraft = (key: string, body: string | null): Promise<Reply<null>> =>
  answered('draft', () => window.hilo.draft(key, body));

/** One piece of a content, or what to do with one. Screens use live/files.ts. */
export const file = <F extends FileAsk['file']>(
  ask: Extract<FileAsk, { file: F }>,
): Promise<Reply<FileAnswers[F]>> => answered('file', () => window.hilo.file(ask));

/** Asks something of the desktop itself. */
export const session = (ask: SessionAsk): Promise<Reply<SessionAnswer>> =>
  answered('session', () => window.hilo.session(ask));

/** What an admin does at the centre. */
export const admin = <A extends AdminAskName>(
  ask: Extract<AdminAsk, { ask: A }>,
): Promise<Reply<Administered<AdminAnswers[A]>>> => answered('admin', () => window.hilo.admin<A>(ask));

/** Hears everything that the desktop tells without being asked. Returns what stops it. */
export const listen = (listener: (news: News) => void): (() => void) => window.hilo.on(listener);
