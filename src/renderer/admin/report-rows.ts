import type { TFunction } from 'i18next';
import type { ImportReport } from '#shared/sync/import.ts';

/** A line of the report: what, how many, and how they fall apart. */
export type ReportRow = { name: string; count: string; more: string };

type Part = 'new' | 'changed' | 'unchanged' | 'older' | 'merged' | 'guests' | 'cancellations';

/** The report's counts in words. Parts that are nothing are left out. */
export function reportRows(
  { rows, customers, orders, lines, twins }: ImportReport,
  t: TFunction<'centre'>,
  number: (n: number) => string,
): ReportRow[] {
  const parts = (of: Partial<Record<Part, number>>): string =>
    (Object.entries(of) as [Part, number][])
      .filter(([, count]) => count > 0)
      .map(([part, count]) => t(`orders.report.${part}`, { count, n: number(count) }))
      .join(', ');
  const { read: people, ...peopleParts } = customers;
  const { read: sales, ...salesParts } = orders;
  return [
    { name: t('orders.report.rows'), count: number(rows), more: '' },
    { name: t('orders.report.customers'), count: number(people), more: parts(peopleParts) },
    { name: t('orders.report.orders'), count: number(sales), more: parts(salesParts) },
    { name: t('orders.report.lines'), count: number(lines), more: '' },
    ...(twins > 0 ? [{ name: t('orders.report.twins'), count: number(twins), more: '' }] : []),
  ];
}

/** The report as plain text, to be kept or sent on. */
export function reportText(report: ImportReport, rows: readonly ReportRow[], t: TFunction<'centre'>): string {
  const counts = rows.map(({ name, count, more }) => `${name}: ${count}${more === '' ? '' : ` (${more})`}`);
  const skipped = report.skipped.map(
    ({ row, field, why }) => `${t('orders.report.row')} ${row}${field === null ? '' : `, ${field}`}: ${why}`,
  );
  const more = report.skippedTotal - report.skipped.length;
  const left =
    report.skippedTotal === 0
      ? [t('orders.report.noneSkipped')]
      : [t('orders.report.skipped', { count: report.skippedTotal }), ...skipped];
  const end = more > 0 ? [t('orders.report.more', { count: more })] : [];
  return [report.file, ...counts, ...left, ...end].join('\n');
}
