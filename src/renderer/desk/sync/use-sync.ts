import type { SyncView } from '#shared/views/sync.ts';
import { useView } from '../../live/view.ts';
import { useDesk } from '../shell/desk-context.ts';

/** How this desk stands with its centre; null for one that has none, and until the store has said it. */
export function useSync(): SyncView | null {
  const { server } = useDesk();
  const { value } = useView(server === null ? null : { view: 'sync' });
  return value ?? null;
}
