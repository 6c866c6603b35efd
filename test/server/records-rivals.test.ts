import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import type { RecordOutcome } from '#shared/sync/records.ts';
import { twoTeams } from './records-centre.ts';
import { rivals } from './records-rivals.ts';

type Counts = { [outcome in RecordOutcome['outcome']]?: number };

const writers: ChildProcess[] = [];

afterAll(() => {
  for (const writer of writers) writer.kill('SIGKILL');
});

type Writer = ReturnType<typeof writer>;

function writer(url: string, seed: number) {
  const child = spawn(
    process.execPath,
    [new URL('records-writer.ts', import.meta.url).pathname, url, String(seed), String(rivals.rounds)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  writers.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => String((await lines.next()).value);
  const ended = once(child, 'exit');
  return {
    heard,
    go: () => child.stdin.write('go\n'),
    async counts(): Promise<Counts> {
      const said = await heard();
      const [code] = await ended;
      expect(code).toBe(0);
      return JSON.parse(said) as Counts;
    },
  };
}

/** Both say the same in each round, and whoever begins changes: who is always a little later would only ever be told "same". */
async function compete(one: Writer, other: Writer): Promise<Counts[]> {
  for (let round = 0; round < rivals.rounds; round += 1) {
    const [first, second] = round % 2 === 0 ? [one, other] : [other, one];
    first.go();
    expect(await first.heard()).toBe('begun');
    second.go();
    expect(await second.heard()).toBe('begun');
    expect(await Promise.all([first.heard(), second.heard()])).toEqual(['done', 'done']);
  }
  return Promise.all([one.counts(), other.counts()]);
}

test('two processes that say the same at once number every change once, without a deadlock, and no push waits long', async () => {
  const { url, pool } = await twoTeams();
  const [one, other] = [writer(url, 1), writer(url, 2)];
  expect(await Promise.all([one.heard(), other.heard()])).toEqual(['ready', 'ready']);
  const work = compete(one, other);
  let running = true;
  void work.finally(() => {
    running = false;
  });
  // A desk's pushes meanwhile: how long its team's head is not to be had.
  const waits: number[] = [];
  while (running) {
    const began = performance.now();
    await pool.query(
      `SELECT append_changes('spain', 0, '{event}', ARRAY[gen_random_uuid()::text], '{c:1}', '{customer:c:1}', ARRAY['{}'])`,
    );
    waits.push(performance.now() - began);
  }
  const counts = await work;
  const written = counts.reduce((sum, one) => sum + (one.new ?? 0) + (one.changed ?? 0), 0);
  const { rows } = await pool.query<{ key: string; states: string; texts: string }>(
    "SELECT key, count(*) AS states, count(DISTINCT body) AS texts FROM change WHERE kind = 'record' GROUP BY key",
  );
  const numbered = rows.reduce((sum, row) => sum + Number(row.states), 0);
  expect(rows).toHaveLength(rivals.customers * 2);
  expect(counts.reduce((sum, one) => sum + (one.new ?? 0), 0)).toBe(rows.length);
  expect(numbered).toBe(written);
  // Both really wrote, and met: each is told "same" of what the other had written.
  for (const { same } of counts) expect(same ?? 0).toBeGreaterThan(0);
  expect(counts.map((one) => (one.new ?? 0) > 0 || (one.changed ?? 0) > 0)).toEqual([true, true]);

  const { rows: wrong } = await pool.query(
    `SELECT r.key FROM record_now r LEFT JOIN change c ON c.team = r.team AND c.n = r.n
     WHERE c.key IS DISTINCT FROM r.key OR c.body IS DISTINCT FROM r.body`,
  );
  expect(wrong).toEqual([]);
  const { rows: heads } = await pool.query<{ whole: boolean }>(
    'SELECT h.n = count(c.n) AND h.n = max(c.n) AS whole FROM team_head h JOIN change c USING (team) GROUP BY h.team',
  );
  expect(heads).toEqual([{ whole: true }, { whole: true }]);

  waits.sort((a, b) => a - b);
  const at = (share: number) =>
    (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(1);
  console.log(
    `pushes meanwhile: ${waits.length}, ms p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; ${JSON.stringify(counts)}`,
  );
  expect(waits.length).toBeGreaterThan(20);
  // On a busy machine all of it takes longer, and no push takes a large part of it.
  const whole = waits.reduce((sum, wait) => sum + wait, 0);
  expect(waits.at(-1)).toBeLessThan(Math.max(2000, whole / 4));
});
