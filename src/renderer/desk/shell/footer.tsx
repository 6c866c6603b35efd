import { ImportStatus } from '../../admin/import-status.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import { StatusButton } from '../sync/status-button.tsx';
import { useDesk } from './desk-context.ts';
import styles from './footer.module.css';
import { Unsent } from './unsent.tsx';

/** Who sits here, and how what they write gets to the centre, or that it stays on this machine. */
export function Footer() {
  const { t } = useWords();
  const { person, company, demo, server } = useDesk();
  return (
    <div className={styles.foot}>
      <span className={styles.person}>{person.name}</span>
      <span className={styles.company}>{company}</span>
      {demo ? <Chip tone="info">{t('demo.company')}</Chip> : null}
      <span className={styles.space} />
      {server === null ? (
        <Unsent />
      ) : (
        <>
          {person.role === 'admin' ? <ImportStatus /> : null}
          <StatusButton />
        </>
      )}
    </div>
  );
}
