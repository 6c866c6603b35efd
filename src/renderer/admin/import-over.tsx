import { Button } from '@mantine/core';
import type { ImportState, ImportTrouble } from '#shared/session/import.ts';
import { forgetImport } from '../live/imports.ts';
import { useWords } from '../words/words.ts';
import styles from './admin.module.css';
import { ImportReportView } from './import-report.tsx';

type Over = Extract<ImportState, { state: 'done' | 'failed' | 'cancelled' }>;

/** Troubles that have words of their own here; the others are those of signing in. */
const own = ['file', 'unreadable', 'mapping', 'too-large', 'not-allowed', 'wrong'] as const;
const isOwn = (what: ImportTrouble): what is (typeof own)[number] =>
  (own as readonly string[]).includes(what);

/** What came of it. */
export function ImportOver({ now }: { now: Over }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { file } = now;
  return (
    <div className={styles.form}>
      <div role="status">
        <h3 className={styles.title}>{t(`orders.state.${now.state}`, { file })}</h3>
      </div>
      {now.state === 'done' ? <ImportReportView report={now.report} /> : null}
      {now.state === 'failed' ? (
        <div className={styles.bad} role="alert">
          <p>{whyOf(now.what)}</p>
          {now.sentence === null ? null : <p>{now.sentence}</p>}
          <p className={styles.ref}>{frame('common.ref', { ref: now.ref })}</p>
        </div>
      ) : null}
      {now.state === 'cancelled' || (now.state === 'failed' && isOwn(now.what)) ? (
        <p className={styles.help}>{t('orders.kept')}</p>
      ) : null}
      <div className={styles.buttons}>
        <Button size="sm" variant="default" onClick={forgetImport} data-autofocus>
          {t('orders.another')}
        </Button>
      </div>
    </div>
  );

  function whyOf(what: ImportTrouble): string {
    if (isOwn(what)) return t(`orders.trouble.${what}`);
    return `${t(`signIn.trouble.${what}.what`)} ${t('orders.goesOnThere')}`;
  }
}
