// A process of its own that writes records, as another server on the same database would: a round for each line that it is sent. It
// says when it begins one and when it has done it, and what was answered at the end.
//     node records-writer.ts DATABASE_URL SEED ROUNDS
import { createInterface } from 'node:readline';
import { openPool } from '#server/database/pool.ts';
import { putRecords } from '#server/records/put.ts';
import { rivalRecords } from './records-rivals.ts';

const [url, seed, rounds] = process.argv.slice(2);
const pool = openPool(url as string, { size: 2 });
const counts: { [outcome: string]: number } = {};
const say = (line: string) => process.stdout.write(`${line}\n`);
let round = 0;
say('ready');
for await (const _ of createInterface({ input: process.stdin })) {
  say('begun');
  for (const { outcome } of await putRecords(pool, rivalRecords(round, Number(seed)), Date.now))
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  say('done');
  round += 1;
  if (round === Number(rounds)) break;
}
await pool.end();
say(JSON.stringify(counts));
process.stdin.destroy();
