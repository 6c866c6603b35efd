import { Button } from '@mantine/core';
import type { ImportReport } from '#shared/sync/import.ts';
import { copyText } from '../desk/customer/copy-button.tsx';
import { useSyncWords } from '../desk/sync/use-sync-words.ts';
import { tellDone } from '../live/notices.ts';
import styles from './admin.module.css';
import { reportRows, reportText } from './report-rows.ts';

/** What an import did, and every row that it left out with the reason. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { t, number } = useSyncWords();
  const rows = reportRows(report, t, number);
  const { skipped, skippedTotal } = report;
  const cut = skipped.find(({ code }) => code === 'cut-off');
  const copy = async (): Promise<void> => {
    if (await copyText(reportText(report, rows, t))) tellDone(t('orders.report.copied'));
  };
  return (
    <section className={styles.report} aria-label={t('orders.report.title')}>
      {cut && (
        <div className={styles.bad} role="alert">
          <p>
            <strong>{t('orders.report.cutOff', { row: number(cut.row) })}</strong>
          </p>
          <p>{t('orders.report.cutOffHelp')}</p>
        </div>
      )}
      <table>
        <tbody>
          {rows.map(({ name, count, more }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="hilo-number">{count}</td>
              <td className={styles.help}>{more}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {skippedTotal === 0 ? (
        <p className={styles.help}>{t('orders.report.noneSkipped')}</p>
      ) : (
        <>
          <h4 className={styles.sub}>{t('orders.report.skipped', { count: skippedTotal })}</h4>
          <section
            className={styles.skipped}
            aria-label={t('orders.report.skipped', { count: skippedTotal })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
            tabIndex={0}
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('orders.report.row')}</th>
                  <th scope="col">{t('orders.report.field')}</th>
                  <th scope="col">{t('orders.report.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {skipped.map((one) => (
                  <tr key={`${one.row} ${one.code} ${one.field}`}>
                    <td className="hilo-number">{number(one.row)}</td>
                    <td>{one.field ?? '—'}</td>
                    <td>{one.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {skippedTotal > skipped.length ? (
            <p className={styles.help}>{t('orders.report.more', { count: skippedTotal - skipped.length })}</p>
          ) : null}
        </>
      )}
      <div>
        <Button size="compact-sm" variant="subtle" onClick={() => void copy()}>
          {t('orders.report.copy')}
        </Button>
      </div>
    </section>
  );
}
