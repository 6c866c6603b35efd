import { drafts } from '../../drafts.ts';
import { askSession } from '../../live/session.ts';

/** Locks the desk by hand. What is being typed is on the disk first: the page is emptied a moment later. */
export async function lockDesk(): Promise<void> {
  await drafts.flush();
  await askSession({ ask: 'lock' });
}
