// A process of its own that writes records, as another server on the same database would:
//     node records-writer.ts DATABASE_URL SEED ROUNDS
import { openPool } from '#server/database/pool.ts';
import { putRecords } from '#server/records/put.ts';
import { rivalRecords } from './records-rivals.ts';

const [url, seed, rounds] = process.argv.slice(2);
const pool = openPool(url as string, { size: 2 });
const counts: { [outcome: string]: number } = {};
process.stdout.write('ready\n');
await new Promise((start) => process.stdin.once('data', start));
for (let round = 0; round < Number(rounds); round++) {
  for (const { outcome } of await putRecords(pool, rivalRecords(round, Number(seed)), Date.now))
    counts[outcome] = (counts[outcome] ?? 0) + 1;
}
await pool.end();
process.stdout.write(`${JSON.stringify(counts)}\n`);
process.stdin.destroy();
