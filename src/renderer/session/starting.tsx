import { Progress } from '@mantine/core';
import type { SessionState } from '#shared/session/state.ts';
import { Sheet } from '../ui/sheet.tsx';
import { localeOf, useWords } from '../words/words.ts';
import styles from './session.module.css';

/** Before the desktop has said anything: nothing that would flash when it answers at once. */
export function Starting() {
  const { t } = useWords();
  return (
    <main className={styles.quiet} aria-busy="true">
      <p role="status">{t('session.starting')}</p>
    </main>
  );
}

/** Something that takes time, with how far it is. */
export function Working({ state }: { state: Extract<SessionState, { phase: 'working' }> }) {
  const { t, language } = useWords();
  const { what, done, total } = state;
  const number = new Intl.NumberFormat(localeOf(language));
  const share = total === null || total === 0 ? null : Math.min(100, (done / total) * 100);
  const measure =
    total === null
      ? t('session.working.some', { done: number.format(done) })
      : t('session.working.done', { done: number.format(done), total: number.format(total) });
  return (
    <Sheet title={t(`session.working.${what}`)}>
      <Progress.Root size="lg">
        <Progress.Section
          value={share ?? 100}
          animated={share === null}
          striped={share === null}
          aria-label={t(`session.working.${what}`)}
        />
      </Progress.Root>
      <p className={`${styles.measure} hilo-number`}>{done > 0 || share !== null ? measure : '\u00a0'}</p>
    </Sheet>
  );
}
