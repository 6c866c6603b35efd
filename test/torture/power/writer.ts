/**
 * The process that is traced: it opens a store and records notes, and says each one that the store has answered for. Arguments: folder,
 * key in hex, `FULL` or `NORMAL` (a seeded bug: what the library would set by itself), how many.
 */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { openStore } from '#store/store.ts';

const [folder = '', key = '', synchronous = 'FULL', count = '0'] = argv.slice(2);
const desk = { person: { id: 'lucia', name: 'Lucía' }, company: 'Power' };
const store = await openStore({ folder, key: Buffer.from(key, 'hex'), fresh: false, desk });
if (synchronous !== 'FULL') store.db.pragma(`synchronous = ${synchronous}`);
// Checkpoints are where WAL files are most delicate: have many of them.
store.db.pragma('wal_autocheckpoint = 40');
for (let i = 0; i < Number(count); i += 1) {
  const text = `note ${i} `.repeat(1 + ((i * 37) % 400));
  const ask = { type: 'note.add', customerId: `c${i % 5}`, caseId: null, data: { text, about: 'note' } };
  const { ids } = store.record([ask]);
  // Synchronously: only then is the line in the trace where the answer was given.
  writeSync(1, `answered ${ids[0]}\n`);
}
// No close: a power cut does not wait for one.
process.exit(0);
