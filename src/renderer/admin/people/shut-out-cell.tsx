import { Button } from '@mantine/core';
import type { ShutOutView } from '#shared/sync/accounts.ts';
import { Chip } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { stepOf, toneOf } from './shut-out-state.ts';

/** How far a machine that was shut out has come, and the way to the second order as long as it may be of use. */
export function ShutOutCell({ out, label, empty }: { out: ShutOutView; label: string; empty: () => void }) {
  const { t } = useWords('people');
  const step = stepOf(out);
  return (
    <div className={styles.farewell}>
      <Chip
        tone={toneOf[step]}
        title={
          step === 'held' ? t('farewell.heldHelp', { count: out.files ?? 0 }) : t(`farewell.${step}Help`)
        }
      >
        {t(`farewell.${step}`)}
      </Chip>
      {out.held > 0 && (
        <span>
          {t('farewell.in', { count: out.held })}{' '}
          {out.waiting > 0 ? t('farewell.waiting', { count: out.waiting }) : t('farewell.reviewed')}
        </span>
      )}
      {step !== 'emptied' && out.files !== null && out.files > 0 && (
        <span>{t('farewell.files', { count: out.files })}</span>
      )}
      {step === 'emptied' ? null : out.wipeAll ? (
        <span>{t('farewell.ordered')}</span>
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${t('emptyIt.open')} ${label}`}
          onClick={empty}
        >
          {t('emptyIt.open')}
        </Button>
      )}
    </div>
  );
}
