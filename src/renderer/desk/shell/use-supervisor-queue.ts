import type { QueueItem } from '#shared/views/queue.ts';
import { useView } from '../../live/view.ts';
import { agoText } from '../../ui/ago-text.ts';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';

/** Customers who asked for a supervisor and wait for one, the longest wait first, with how long it is. Nothing for anybody else. */
export function useSupervisorQueue(): { waiting: QueueItem[]; since: (item: QueueItem) => string } {
  const { t, language } = useWords();
  const { person } = useDesk();
  const now = useNow(60_000);
  const { value: waiting = [] } = useView(person.role === 'supervisor' ? { view: 'supervisor' } : null);
  const since = ({ supervisor, lastAt }: QueueItem) =>
    t('queue.supervisorSince', {
      ago: agoText(supervisor?.at ?? lastAt, now, localeOf(language), t('ago.now')),
    });
  return { waiting, since };
}
