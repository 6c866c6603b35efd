import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../key/durable.ts';
import { folderOf, type PeopleHere } from './people-here.ts';

/** The end of a store, as it is written down before anything is done. `nonce`: of the centre's order, which is executed once. */
const wipe = z.strictObject({
  server: z.string().max(2000),
  id: z.string().min(1).max(128),
  device: z.uuid(),
  nonce: z.uuid(),
  at: z.int(),
  done: z.boolean(),
  /** The centre has heard that it is done. */
  told: z.boolean().default(false),
  /** Commands that were with the centre by then. */
  handed: z.int().min(0).default(0),
  /** Commands and contents that were not, and went with the store: an admin had said so. */
  lost: z.int().min(0).default(0),
  /** Whoever sat here has read it. What was written down before there was this word was not waiting for anybody. */
  seen: z.boolean().default(true),
});
export type Wipe = z.infer<typeof wipe>;
const shape = z.strictObject({ v: z.literal(1), wipes: z.array(wipe).max(1000) });

export type Wipes = {
  /**
   * Ends somebody's store on this machine: written down first, then the key, then what it opens, then that the machine knows them. `close`:
   * ends whoever has the store open. False: this order was executed before, and nothing is done.
   */
  run: (order: Omit<Wipe, 'at' | 'done' | 'told' | 'seen'>, close: () => Promise<void>) => Promise<boolean>;
  /** Goes on with what a power cut or a kill has left half done. Call it before any store is opened. */
  finish: () => void;
  /** Orders that were executed and of which the centre has not heard yet. */
  untold: () => readonly Wipe[];
  told: (nonce: string) => void;
  /** The last end of a store of this centre that nobody has read of: Hilo was ended before somebody could. Null: none. */
  unseen: (server: string) => Wipe | null;
  /** Somebody has read of all of them. @throws where the file cannot be written. */
  seen: (server: string) => void;
};

/** Executes the orders to end a store. What it has begun is never taken back: without its key nobody reads what is left of the store. */
export const wipesIn = (home: string, people: Pick<PeopleHere, 'forget'>, now: () => number): Wipes => {
  const path = join(home, 'wiped.json');
  let wipes = read(path);
  const write = (next: Wipe[]) => {
    // The newest hundred: the device of an order that is older is known to nobody any more.
    writeDurably(path, `${JSON.stringify({ v: 1, wipes: next.slice(-100) }, null, 2)}\n`);
    wipes = next;
  };
  const execute = (one: Wipe) => {
    const folders = foldersOf(folderOf(home, one));
    for (const folder of folders) destroyKey(folder);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    if (folders.length > 0) syncFolder(join(home, 'people'));
    people.forget(one);
    write(wipes.map((each) => (each.nonce === one.nonce ? { ...each, done: true } : each)));
  };
  return {
    run: async (order, close) => {
      if (wipes.some(({ nonce }) => nonce === order.nonce)) return false;
      const begun = { ...order, at: now(), done: false, told: false, seen: false };
      write([...wipes, begun]);
      await close();
      execute(begun);
      return true;
    },
    finish: () => {
      for (const one of wipes) if (!one.done) execute(one);
    },
    untold: () => wipes.filter(({ done, told }) => done && !told),
    told: (nonce) => write(wipes.map((each) => (each.nonce === nonce ? { ...each, told: true } : each))),
    unseen: (server) => wipes.findLast((one) => one.server === server && one.done && !one.seen) ?? null,
    seen: (server) => {
      const isNews = (one: Wipe) => one.server === server && !one.seen;
      if (wipes.some(isNews)) write(wipes.map((one) => (isNews(one) ? { ...one, seen: true } : one)));
    },
  };
};

const read = (path: string): Wipe[] => {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8'))).wipes;
  } catch {
    return [];
  }
};

/** The store's folder, and what was set aside of it (set-aside.ts): each holds a key and a database. */
const foldersOf = (folder: string): string[] => {
  const parent = dirname(folder);
  if (!existsSync(parent)) return [];
  const aside = `${basename(folder)}-set-aside-`;
  return readdirSync(parent)
    .filter((name) => name === basename(folder) || name.startsWith(aside))
    .map((name) => join(parent, name));
};

/** Written over and taken away, each on the disk before it goes on: from then on the rest is noise. */
const destroyKey = (folder: string): void => {
  for (const name of ['key.json', 'key.json.new']) {
    const path = join(folder, name);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) continue;
    const file = openSync(path, 'r+');
    try {
      writeSync(file, randomBytes(Math.max(size, 1)), 0, Math.max(size, 1), 0);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    unlinkSync(path);
    syncFolder(folder);
  }
};
