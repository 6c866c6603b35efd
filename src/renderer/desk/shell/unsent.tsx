import { Popover } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import { UnsentList } from '../sync/unsent-list.tsx';
import styles from './footer.module.css';
import { openCustomer } from './tabs.ts';

/** Of a store without a centre: what is only on this machine. */
export function Unsent() {
  const { t } = useWords();
  const { value: unsent = [] } = useView({ view: 'unsent' });
  if (unsent.length === 0) {
    return (
      <span className={styles.kept}>
        <IconLock size={13} aria-hidden="true" />
        {t('unsent.none')}
      </span>
    );
  }
  return (
    <Popover position="top-end" width={420} trapFocus>
      <Popover.Target>
        <button type="button" className={styles.unsent}>
          <IconLock size={13} aria-hidden="true" />
          {t('unsent.count', { count: unsent.length })}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('unsent.title')}>
        <UnsentList title={t('unsent.title')} help={t('unsent.honest')} list={unsent} open={openCustomer} />
      </Popover.Dropdown>
    </Popover>
  );
}
