import { IconFileImport } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useDesk } from '../desk/shell/desk-context.ts';
import { shareOf } from '../desk/sync/status.ts';
import { useSyncWords } from '../desk/sync/use-sync-words.ts';
import { imports } from '../live/imports.ts';
import styles from './admin.module.css';

/** An import whose window was closed goes on: here it is seen, and opened again. */
export function ImportStatus() {
  const { t, percent } = useSyncWords();
  const { show } = useDesk();
  const now = useStore(imports, (state) => state.now);
  if (now.state === 'none') return null;
  const share = 'done' in now ? shareOf(now) : null;
  const said =
    'done' in now
      ? share === null
        ? t('orders.runningSome')
        : t('orders.running', { percent: percent(share) })
      : t(`orders.over.${now.state}`);
  return (
    <button type="button" className={styles.status} onClick={() => show('orders')}>
      <IconFileImport size={15} aria-hidden="true" />
      {said}
    </button>
  );
}
