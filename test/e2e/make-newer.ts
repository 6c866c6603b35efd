import { openDatabase } from '#store/database.ts';
import { enterPassphrase } from '../../src/main/key/store-key.ts';

/*
 * Says in a store's database that a Hilo of the far future wrote it: `node make-newer.ts FOLDER PASSPHRASE`. A program of its own,
 * because Playwright's loader of TypeScript cannot load the database.
 */
const [folder = '', passphrase = ''] = process.argv.slice(2);
const found = await enterPassphrase(folder, passphrase);
if (found?.state !== 'open') throw new Error('the key of this store was not opened');
const db = openDatabase({ folder, key: found.key, fresh: false });
db.pragma('user_version = 999');
db.pragma('wal_checkpoint(TRUNCATE)');
db.close();
