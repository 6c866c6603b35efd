import { useCallback, useMemo } from 'react';
import type { z } from 'zod';
import { drafts, type Forget, readDraft, useDraft } from './drafts.ts';

/**
 * A draft with several fields, kept as JSON under one key. `shape` and `empty` are constants of the caller's module.
 * `change` takes the fields that are new; `clear` leaves what was typed since this render.
 */
export function useDraftOf<T extends object>(
  key: string,
  shape: z.ZodType<T>,
  empty: T,
): [value: T, change: (fields: Partial<T>) => void, clear: Forget] {
  const [body, setText, clear] = useDraft(key);
  const value = useMemo(() => readDraft(body, shape, empty), [body, shape, empty]);
  const change = useCallback(
    (fields: Partial<T>) => {
      // read now, not at render: two changes in one event both count
      const newest = readDraft(drafts.store.getState().bodies[key], shape, empty);
      setText(JSON.stringify({ ...newest, ...fields }));
    },
    [key, shape, empty, setText],
  );
  return [value, change, clear];
}
