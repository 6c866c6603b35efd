import { Button } from '@mantine/core';
import { views } from '../../live/view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../words/words.ts';

/** The queue could not be read. */
export function QueueFault() {
  const { t } = useWords();
  return (
    <EmptyState title={t('queue.fault')}>
      <Button variant="default" onClick={() => views.again({ view: 'queue' })}>
        {t('common.retry')}
      </Button>
    </EmptyState>
  );
}
