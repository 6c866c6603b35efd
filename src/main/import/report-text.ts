import { writeFileSync } from 'node:fs';
import type { Language } from '#shared/settings.ts';
import type { ImportReport } from '#shared/sync/import.ts';
import { importWordsOf } from './words.ts';

/** How many skipped rows are printed; the JSON file has all that the store lists. */
const mostShown = 50;

/** The report of an import as lines for a terminal: no customer's name, number or text, only counts and row numbers. */
export const reportText = (report: ImportReport, language: Language): string => {
  const words = importWordsOf(language);
  // Spanish writes 4 digits without a separator; a column of figures reads better with it.
  const number = new Intl.NumberFormat(language, { useGrouping: 'always' });
  const n = (value: number) => number.format(value);
  const { customers, orders } = report;
  const counts: [string, string][] = [
    [words.rows, n(report.rows)],
    [
      words.customers,
      `${n(customers.read)} ${words.read}: ${n(customers.new)} ${words.new}, ${n(customers.changed)} ${words.changed}, ${n(customers.merged)} ${words.merged}, ${n(customers.guests)} ${words.guests}`,
    ],
    [
      words.orders,
      `${n(orders.read)} ${words.read}: ${n(orders.new)} ${words.new}, ${n(orders.changed)} ${words.changed}, ${n(orders.unchanged)} ${words.unchanged}, ${n(orders.older)} ${words.older}, ${n(orders.cancellations)} ${words.cancellations}`,
    ],
    [words.lines, n(report.lines)],
    [words.twins, n(report.twins)],
    [words.skipped, n(report.skippedTotal)],
  ];
  const shown = report.skipped.slice(0, mostShown);
  const skipped = shown.map(
    ({ row, why, field }) => `  ${words.row} ${n(row)}: ${why}${field === null ? '' : ` (${field})`}`,
  );
  const hidden = report.skippedTotal - shown.length;
  if (hidden > 0) skipped.push(`  ${words.more(n(hidden))}`);
  return [...counts.map(([label, value]) => `${label}: ${value}`), ...skipped, ''].join('\n');
};

/** Prints the report, and writes it as JSON where a file is named. Returns false where that cannot be written. */
export const giveReport = (report: ImportReport, json: string | null, language: Language): boolean => {
  process.stdout.write(reportText(report, language));
  if (json === null) return true;
  try {
    writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
    return true;
  } catch {
    return false;
  }
};
