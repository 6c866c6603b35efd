import { type Compared, type Percentiles, percentiles, rates } from './stats.ts';

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
/** Of a single round there is one number. */
const pair = (p: Percentiles | null) =>
  p === null ? '' : p.p50 === p.p99 ? number(p.p50) : `${number(p.p50)} / ${number(p.p99)}`;

/**
 * Rates beside a floor, of one or several rounds: higher is better. `least`: how many times the floor is asked for, in the middle of the
 * rounds; null when it only informs.
 */
export function rateResult(
  name: string,
  about: string,
  floors: readonly number[],
  values: readonly number[],
  least: number | null,
): Result {
  const [floor, value] = [rates(floors), rates(values)];
  const ratio = { p50: value.p50 / floor.p50, p99: value.p99 / floor.p99 };
  const byRound = floors.length === values.length ? values.map((rate, i) => rate / (floors[i] ?? rate)) : [];
  const spread = byRound.length > 1 ? { low: Math.min(...byRound), high: Math.max(...byRound) } : null;
  const met = least === null ? null : ratio.p50 >= least;
  const goal = least === null ? null : `≥ ${least} × floor`;
  return { name, about, unit: '1/s', floor, value, ratio, spread, goal, met, detail: { floors, values } };
}

/** Times (ms) of one thing, beside times of the same where nothing disturbs it, or beside nothing. */
export function timesResult(
  name: string,
  about: string,
  floors: readonly number[] | null,
  values: readonly number[],
): Result {
  const floor = floors === null ? null : percentiles(floors);
  const value = percentiles(values);
  const ratio = floor === null ? null : { p50: value.p50 / floor.p50, p99: value.p99 / floor.p99 };
  const detail = { floors, values };
  return { name, about, unit: 'ms', floor, value, ratio, spread: null, goal: null, met: null, detail };
}

/** One line for whoever waits for the table. */
export const inShort = ({ name, unit, floor, value, ratio }: Result): string =>
  `${name}: ${pair(value)} ${unit}${floor === null ? '' : `, floor ${pair(floor)} ${unit}, ratio ${pair(ratio)}`}`;

/** The table in Markdown: what docs/measured.md quotes. */
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
