import { useCallback } from 'react';
import type { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Reply } from '#shared/bridge.ts';
import type { Draft } from '#shared/views/unsent.ts';
import { keepDraft } from './live/bridge.ts';
import { tellFault } from './live/notices.ts';

type Keep = (key: string, body: string | null) => Promise<Reply<null>>;

/** A crash loses at most this many milliseconds of typing. */
export const draftDelay = 400;
const retryDelay = 3000;

/**
 * What people are typing. A change is on the screen at once and on the disk within `draftDelay`; writes of one key follow
 * one another, so that an older text never overtakes a newer one; a write that failed is tried again.
 */
export function createDrafts(keep: Keep, failed: (reply: Reply<null>) => void) {
  const store = createStore<{ bodies: Readonly<Record<string, string>>; loaded: boolean }>(() => ({
    bodies: {},
    loaded: false,
  }));
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  const writing = new Map<string, Promise<void>>();

  const write = (key: string): Promise<void> => {
    clearTimeout(due.get(key));
    due.delete(key);
    const next = (writing.get(key) ?? Promise.resolve()).then(async () => {
      const reply = await keep(key, store.getState().bodies[key] ?? null);
      if (reply.ok) return;
      failed(reply);
      if (!due.has(key)) plan(key, retryDelay);
    });
    writing.set(key, next);
    return next.finally(() => {
      if (writing.get(key) === next) writing.delete(key);
    });
  };
  const plan = (key: string, wait: number): void => {
    due.set(
      key,
      setTimeout(() => void write(key), wait),
    );
  };

  return {
    store,
    load(drafts: readonly Draft[]): void {
      const typed = store.getState().bodies;
      const kept = Object.fromEntries(drafts.map(({ key, body }) => [key, body]));
      store.setState({ bodies: { ...kept, ...typed }, loaded: true });
    },
    set(key: string, body: string): void {
      if ((store.getState().bodies[key] ?? '') === body) return;
      if (body === '') this.clear(key);
      else {
        store.setState(({ bodies }) => ({ bodies: { ...bodies, [key]: body } }));
        if (!due.has(key)) plan(key, draftDelay);
      }
    },
    clear(key: string): void {
      if (!Object.hasOwn(store.getState().bodies, key)) return;
      store.setState(({ bodies: { [key]: _gone, ...rest } }) => ({ bodies: rest }));
      void write(key);
    },
    /** Writes everything that waits. The promise ends when it is on the disk. */
    async flush(): Promise<void> {
      await Promise.all([...due.keys()].map(write));
      await Promise.all(writing.values());
    },
  };
}

/** The page's drafts. */
export const drafts = createDrafts(keepDraft, (reply) => {
  if (!reply.ok && 'fault' in reply) tellFault(reply.fault);
});

/** Forgets a draft and says whether it did. */
export type Forget = () => boolean;

/**
 * What is being typed under this key, how to change it, and how to forget it once it is saved. Survives a crash. What was typed while it was being saved is not forgotten:
 * forgetting is of the text that stood there when it was given.
 */
export function useDraft(key: string): [text: string, setText: (text: string) => void, forget: Forget] {
  const text = useStore(drafts.store, (state) => state.bodies[key] ?? '');
  const setText = useCallback((next: string) => drafts.set(key, next), [key]);
  const forget = useCallback(() => {
    if ((drafts.store.getState().bodies[key] ?? '') !== text) return false;
    drafts.clear(key);
    return true;
  }, [key, text]);
  return [text, setText, forget];
}

/** The body of a draft as a value, or `empty` where there is none or it is not of this shape any more. */
export function readDraft<T>(body: string | undefined, shape: z.ZodType<T>, empty: T): T {
  if (!body) return empty;
  try {
    return shape.safeParse(JSON.parse(body)).data ?? empty;
  } catch {
    return empty;
  }
}

/** Writes every waiting draft when the window loses the focus, is hidden or closes. Returns what stops it. */
export function flushOnLeaving(): () => void {
  const flush = (): void => void drafts.flush();
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  window.addEventListener('beforeunload', flush);
  document.addEventListener('visibilitychange', flush);
  return () => {
    window.removeEventListener('blur', flush);
    window.removeEventListener('pagehide', flush);
    window.removeEventListener('beforeunload', flush);
    document.removeEventListener('visibilitychange', flush);
  };
}
