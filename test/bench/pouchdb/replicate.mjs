// PouchDB replicating from and to a PouchDB server on the loopback address, both in this process as their documentation shows, with
// LevelDB. It runs in the folder where the bench installed them. Arguments: documents to pull, documents to push, bytes of a document.
// Prints one line of JSON: documents a second.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [pulled, pushed, bytes] = argv.slice(2).map(Number);
const place = mkdtempSync(join(tmpdir(), 'hilo-pouch-'));
for (const side of ['centre', 'desk']) mkdirSync(join(place, side));
const Centre = PouchDB.defaults({ prefix: `${join(place, 'centre')}/` });
const app = express();
app.use(
  '/db',
  expressPouch(Centre, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(place, 'log') }),
);
const server = app.listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const centre = `http://127.0.0.1:${server.address().port}/db/company`;

const documents = (prefix, count) =>
  Array.from({ length: count }, (_, index) => ({
    _id: `${prefix}${String(index).padStart(9, '0')}`,
    body: 'x'.repeat(bytes),
  }));

/** @param {() => Promise<{ docs_written: number }>} work @param {number} count */
async function rate(work, count) {
  const began = performance.now();
  const { docs_written: written } = await work();
  if (written !== count) throw new Error(`${written} of ${count} documents were replicated`);
  return (count * 1000) / (performance.now() - began);
}

const company = new Centre('company');
const all = documents('c', pulled);
for (let at = 0; at < all.length; at += 1000) await company.bulkDocs(all.slice(at, at + 1000));
const desk = new PouchDB(join(place, 'desk', 'store'));
const pull = await rate(() => desk.replicate.from(centre, { batch_size: 1000 }), pulled);
const own = documents('d', pushed);
for (let at = 0; at < own.length; at += 1000) await desk.bulkDocs(own.slice(at, at + 1000));
const push = await rate(() => desk.replicate.to(centre, { batch_size: 256 }), pushed);
console.log(JSON.stringify({ pull, push }));
server.close();
rmSync(place, { recursive: true, force: true });
exit(0);
