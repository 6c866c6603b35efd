import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { ViewRequest } from '#shared/views.ts';
import { type AnswerTo, view } from './bridge.ts';
import { createViewCache, keyOf, type Seen } from './view-cache.ts';

/** The page's one cache of answers. */
export const views = createViewCache((request) => view(request));

const nothing: Seen<never> = { value: undefined, fault: null, loading: false, stale: false };
const coming: Seen<never> = { value: undefined, fault: null, loading: true, stale: false };

/**
 * What the store says to this question, now and after every change. `value` is undefined until the first answer and keeps
 * the last one while it is asked again. `null` as request asks nothing.
 */
export function useView<R extends ViewRequest>(request: R | null): Seen<AnswerTo<R>> {
  const key = request === null ? null : keyOf(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the request's value; the object is new at every render
  useEffect(() => (key === null || request === null ? undefined : views.use(key, request)), [key]);
  const seen = useStore(views.store, (state) =>
    key === null ? nothing : (state.entries.get(key) ?? coming),
  );
  return seen as Seen<AnswerTo<R>>;
}

/** Gives the answer to a question that came with another answer, so that it is on the screen without being asked. */
export const seed = views.seed;
