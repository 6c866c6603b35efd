// A server process that is sent a file and brings it in, and that a test may kill:
//     node records-importer.ts DATABASE_URL reading|publishing < FILE
// It says `id …` when the import has begun. With `reading` it never comes to the end of the file, and says `halfway` there.
import { openPool } from '#server/database/pool.ts';
import { keepBody, type SentFile } from '#server/records/imports/file.ts';
import { importJobs } from '#server/records/imports/jobs.ts';
import { wooAsk } from './records-files.ts';

const [url = '', until] = process.argv.slice(2);
const pool = openPool(url, { size: 3 });
const jobs = importJobs({ pool, now: Date.now, failed: () => undefined });
const file = await keepBody(process.stdin, { sent: 1e9, unpacked: 1e9 });

async function* halfway(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > (file.bytes ?? 0) / 2) {
      process.stdout.write('halfway\n');
      await new Promise(() => undefined);
    }
    yield chunk;
  }
}

const sent: SentFile = until === 'reading' ? { ...file, open: () => halfway(file.open()) } : file;
process.stdout.write(`id ${await jobs.begin(wooAsk(), sent, { person: 'p1', device: null })}\n`);
setInterval(() => undefined, 60_000);
