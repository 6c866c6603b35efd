import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of a store's folder by its content's hash. Two are equal when nothing was written, deleted or added. */
export const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

/** Changes some bytes in every page of the database, as a failing disk does. Its pages have 8 KB. */
export const damage = (folder: string): void => {
  const path = join(folder, 'hilo.db');
  const file = openSync(path, 'r+');
  for (let at = 0; at < statSync(path).size; at += 8192)
    writeSync(file, Buffer.from('worm'), 0, 4, at + 1000);
  closeSync(file);
};

/** Says in the database that a Hilo of the far future wrote it. */
export const becomeNewer = (folder: string, passphrase: string): void => {
  execFileSync(process.execPath, [join(import.meta.dirname, 'make-newer.ts'), folder, passphrase], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
};
