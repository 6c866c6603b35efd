import { createStore } from 'zustand/vanilla';
import type { Reply } from '#shared/bridge.ts';
import type { Fault } from '#shared/fault.ts';
import type { ViewRequest } from '#shared/views.ts';
import type { AnswerTo } from './bridge.ts';

/** What a screen knows of one question. `value` stays while it is asked again. */
export type Seen<T> = {
  value: T | undefined;
  fault: Fault | null;
  loading: boolean;
  /** Something changed since it was asked. */
  stale: boolean;
};

type Entry = Seen<unknown> & { request: ViewRequest };

type AskStore = (request: ViewRequest) => Promise<Reply<unknown>>;
const idleEntriesKept = 60;

/** The name of a question: two requests with equal fields are one question. */
export const keyOf = (request: ViewRequest): string =>
  JSON.stringify(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether news of changed customers touches this question. Drafts are the page's own and never come back. */
export function touches(request: ViewRequest, customers: string[] | 'all'): boolean {
  if (request.view === 'drafts') return false;
  if (customers === 'all') return true;
  return 'customerId' in request ? customers.includes(request.customerId) : request.view !== 'ring';
}

/**
 * The answers that screens are showing, one per question. A question that several screens put is asked once; an answer
 * that a change overtook is asked again; the old value is shown until the new one is there.
 */
export function createViewCache(ask: AskStore) {
  const store = createStore<{ entries: ReadonlyMap<string, Entry> }>(() => ({ entries: new Map() }));
  const users = new Map<string, number>();

  const put = (key: string, entry: Entry): void => {
    const entries = new Map(store.getState().entries);
    entries.delete(key);
    entries.set(key, entry);
    for (const [other] of entries) {
      if (entries.size <= idleEntriesKept) break;
      if (other !== key && !users.get(other)) entries.delete(other);
    }
    store.setState({ entries });
  };

  const fetch = async (key: string, request: ViewRequest): Promise<void> => {
    const before = store.getState().entries.get(key);
    if (before?.loading) return;
    put(key, { request, value: before?.value, fault: before?.fault ?? null, loading: true, stale: false });
    const reply = await ask(request);
    const now = store.getState().entries.get(key);
    if (!now?.loading) return; // forgotten, or a seed was faster and is newer
    const fault = reply.ok || !('fault' in reply) ? null : reply.fault;
    const { stale } = now;
    put(key, { request, value: reply.ok ? reply.value : now.value, fault, loading: false, stale });
    if (stale && users.get(key)) await fetch(key, request);
  };

  return {
    store,
    /** A screen shows this question from now on. Returns what ends it. */
    use(key: string, request: ViewRequest): () => void {
      users.set(key, (users.get(key) ?? 0) + 1);
      const entry = store.getState().entries.get(key);
      if (!entry || entry.stale || (entry.fault && !entry.loading)) void fetch(key, request);
      return () => {
        const left = (users.get(key) ?? 1) - 1;
        if (left > 0) users.set(key, left);
        else users.delete(key);
      };
    },
    /** An answer that came with another one: shown at once and not asked for. */
    seed<R extends ViewRequest>(request: R, value: AnswerTo<R>): void {
      put(keyOf(request), { request, value, fault: null, loading: false, stale: false });
    },
    /** Something of these customers changed. */
    changed(customers: string[] | 'all'): void {
      for (const [key, entry] of store.getState().entries) {
        if (!touches(entry.request, customers)) continue;
        put(key, { ...entry, stale: true });
        if (users.get(key)) void fetch(key, entry.request);
      }
    },
    /** Asks again, after a fault for instance. */
    again(request: ViewRequest): void {
      void fetch(keyOf(request), request);
    },
    /** Forgets everything: another store is open now. */
    forget(): void {
      store.setState({ entries: new Map() });
    },
  };
}
