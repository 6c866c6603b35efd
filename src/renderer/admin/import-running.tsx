import { Button, Progress } from '@mantine/core';
import type { ImportState } from '#shared/session/import.ts';
import { shareOf } from '../desk/sync/status.ts';
import { useSyncWords } from '../desk/sync/use-sync-words.ts';
import { askSession } from '../live/session.ts';
import { bytesText } from '../ui/bytes-text.ts';
import styles from './admin.module.css';

/** How far the file is: on its way, being read, on the way to the desks. */
export function ImportRunning({ now }: { now: Extract<ImportState, { done: number }> }) {
  const { t, language, number } = useSyncWords();
  const { state, file, done, total } = now;
  const share = shareOf({ done, total });
  const title = t(`orders.state.${state}`, { file });
  const count = state === 'publishing' ? number : (bytes: number) => bytesText(bytes, language);
  const measure =
    total === null ? count(done) : t('orders.measure', { done: count(done), total: count(total) });
  return (
    <div className={styles.form}>
      <h3 className={styles.title}>{title}</h3>
      <Progress.Root size="lg">
        <Progress.Section
          value={share === null ? 100 : share * 100}
          animated={share === null}
          striped={share === null}
          aria-label={title}
        />
      </Progress.Root>
      <p className={`${styles.help} hilo-number`}>{measure}</p>
      <p className={styles.help}>{t(state === 'publishing' ? 'orders.pastCancel' : 'orders.goesOn')}</p>
      {state === 'publishing' ? null : (
        <div className={styles.buttons}>
          <Button variant="default" size="sm" onClick={() => void askSession({ ask: 'import-cancel' })}>
            {t('orders.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
