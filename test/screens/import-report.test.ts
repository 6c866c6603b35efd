import { expect, test } from 'vitest';
import type { ImportReport } from '#shared/sync/import.ts';
import { reportRows, reportText } from '../../src/renderer/admin/report-rows.ts';
import { startWords } from '../../src/renderer/words/words.ts';

Object.assign(globalThis, { document: { documentElement: {} } });
const words = startWords('en');
const t = words.getFixedT('en', 'centre');

const report: ImportReport = {
  file: 'orders.csv',
  from: 'shopify-csv',
  rows: 1234,
  customers: { read: 900, new: 850, changed: 20, merged: 3, guests: 0 },
  orders: { read: 1000, new: 990, changed: 0, unchanged: 10, older: 0, cancellations: 0 },
  lines: 2100,
  twins: 0,
  skipped: [
    { row: 7, rows: 1, field: 'Total', code: 'amount', why: 'No amount.' },
    { row: 9, rows: 2, field: null, code: 'order', why: 'No number.' },
  ],
  skippedTotal: 5,
};
const number = (n: number) => n.toLocaleString('en-GB');

test('the report counts what is there and leaves out what is nothing', () => {
  expect(reportRows(report, t, number)).toEqual([
    { name: 'Rows read', count: '1,234', more: '' },
    { name: 'Customers', count: '900', more: '850 new, 20 changed, 3 brought together' },
    { name: 'Orders', count: '1,000', more: '990 new, 10 as before' },
    { name: 'Order lines', count: '2,100', more: '' },
  ]);
});

test('as text it names every row that was left out, and how many are not listed', () => {
  expect(
    reportText(report, reportRows(report, t, number), t)
      .split('\n')
      .slice(-4),
  ).toEqual([
    '5 rows left out',
    'Row 7, Total: No amount.',
    'Row 9: No number.',
    'and 3 more; the first ones are listed',
  ]);
  const clean = { ...report, skipped: [], skippedTotal: 0 };
  expect(reportText(clean, reportRows(clean, t, number), t)).toContain('No row was left out.');
});
