import type { StoryEntry } from '#shared/views/story.ts';
import type { Target } from '../screen-state.ts';

/** What Enter opens: the photo or document itself, the order of what a shop did, the case of what we did, or nothing. */
export function behind(entry: StoryEntry): Target | null {
  if (entry.kind === 'attachment') return { to: 'file', attachmentId: entry.attachmentId };
  if (entry.kind === 'order-linked' && entry.orderId) return { to: 'order', orderId: entry.orderId };
  if (entry.caseId) return { to: 'case', caseId: entry.caseId };
  return entry.orderId ? { to: 'order', orderId: entry.orderId } : null;
}
