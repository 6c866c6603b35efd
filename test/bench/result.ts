import type { Compared, Percentiles } from './stats.ts';

/** One line of the table. Times in ms unless `unit` says otherwise. */
export type Result = {
  name: string;
  /** What the floor does, for whoever doubts the ratio. */
  about: string;
  unit: 'ms' | '1/s' | 'MB';
  floor: Percentiles | null;
  value: Percentiles;
  ratio: Percentiles | null;
  spread: { low: number; high: number } | null;
  /** Null where nothing is asked for. */
  goal: string | null;
  met: boolean | null;
  detail?: unknown;
};

/** A comparison with a floor. `most`: the ratio that may not be passed, at p50 and at p99; null when it only informs. */
export function ratioResult(name: string, about: string, compared: Compared, most: number | null): Result {
  const { floor, value, ratio, spread, ...detail } = compared;
  const met = most === null ? null : ratio.p50 <= most && ratio.p99 <= most;
  const goal = most === null ? null : `≤ ${most} × floor`;
  return { name, about, unit: 'ms', floor, value, ratio, spread, goal, met, detail };
}

/** A goal in ms at p99, beside the floor. */
export function limitResult(name: string, about: string, compared: Compared, most: number): Result {
  const plain = ratioResult(name, about, compared, null);
  return { ...plain, goal: `p99 < ${most} ms`, met: compared.raw.value.p99 < most };
}

const number = (n: number) => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(n >= 1 ? 2 : 3));
const pair = (p: Percentiles | null) => (p === null ? '' : `${number(p.p50)} / ${number(p.p99)}`);

/** The table in Markdown: what a README quotes. */
export function table(results: readonly Result[]): string {
  const head = [
    'measured',
    'floor p50 / p99',
    'Hilo p50 / p99',
    'ratio p50 / p99',
    'ratio by round',
    'goal',
    '',
  ];
  const rows = results.map((r) => [
    r.name,
    r.floor === null ? '' : `${pair(r.floor)} ${r.unit}`,
    `${pair(r.value)} ${r.unit}`,
    pair(r.ratio),
    r.spread === null ? '' : `${number(r.spread.low)}–${number(r.spread.high)}`,
    r.goal ?? '',
    r.met === null ? '' : r.met ? 'met' : 'missed',
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + cell.length - [...cell].length)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}

/** What the floors are, line by line. */
export const notes = (results: readonly Result[]): string =>
  results.map(({ name, about }) => `- ${name}: ${about}`).join('\n');
