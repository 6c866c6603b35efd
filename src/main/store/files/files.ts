import { type FileAsk, fileAsk, pieceOnPort } from '#shared/attachment/asks.ts';
import type { AttachmentNow } from '#shared/attachment/fold.ts';
import { kindOfMime } from '#shared/attachment/kinds.ts';
import { cleanName } from '#shared/attachment/names.ts';
import { FaultError } from '#shared/fault.ts';
import type { Db, Location } from '../database.ts';
import { UnfitError } from './cipher.ts';
import { writeTo } from './disk.ts';
import { type Incoming, incomingFiles } from './incoming.ts';
import type { Moving } from './moving.ts';
import { type Blob, type FileRows, fileRows } from './rows.ts';
import { type Vault, vaultIn } from './vault.ts';

/** What is brought from the centre stays here up to so many bytes altogether. */
const mostFetched = 512 * 1024 * 1024;
/** What nobody needs may be of a command that is just being written, ms. */
const grace = 3_600_000;

export type Files = {
  vault: Vault;
  rows: FileRows;
  /** Answers what a page asks; `from`: what that page's new contents come through. @throws FaultError */
  answer(ask: unknown, from: Incoming): Promise<unknown>;
  /** For one page, until it is closed. */
  incoming(): Incoming;
  /** The name under which one is saved. @throws FaultError */
  nameOf(customerId: string, attachmentId: string): string;
  /** Writes one that is here to a path that the person chose. @throws FaultError, and what the file system says */
  save(customerId: string, attachmentId: string, path: string): Promise<void>;
  /** What is not needed here any more goes, and what was unused for longest makes room. */
  tidy(): Promise<void>;
  /** Where contents are brought from; null: there is no centre. */
  follow(wanted: ((one: AttachmentNow, customerId: string) => void) | null): void;
};

type FilesParts = {
  db: Db;
  location: Pick<Location, 'folder' | 'key'>;
  moving: Moving;
  now?: () => number;
  most?: number;
};

/**
 * The contents of photos and documents of one store. Opening it clears up what an end at any moment left: a content without a name in the
 * store, and a name whose command was never written.
 */
export async function openFiles({
  db,
  location,
  moving,
  now = Date.now,
  most = mostFetched,
}: FilesParts): Promise<Files> {
  const vault = vaultIn(location.folder, location.key);
  const rows = fileRows(db);
  let wanted: ((one: AttachmentNow, customerId: string) => void) | null = null;

  function attachment(customerId: string, attachmentId: string): AttachmentNow {
    const found = rows.attachment(customerId, attachmentId);
    if (!found) throw new FaultError('bad-input', 'no such attachment');
    return found;
  }

  function here({ hash }: AttachmentNow): Blob {
    const blob = rows.blob(hash);
    if (!blob) throw new FaultError('retry', 'the content is not here');
    return blob;
  }

  /** A file that was changed on the disk is not shown; one that the centre has is fetched anew. */
  async function read(blob: Blob, from: number, length: number): Promise<Buffer> {
    try {
      return await vault.read(blob.file, from, length);
    } catch (error) {
      if (!(error instanceof UnfitError)) throw error;
      if (rows.evictable(now()).some(({ hash }) => hash === blob.hash)) await remove(blob);
      else moving.cannot(blob.hash, 'unfit');
      throw new FaultError('bad-input', 'the file is not what was kept', { cause: error });
    }
  }

  async function* pieces(blob: Blob): AsyncGenerator<Buffer> {
    for (let at = 0; at < blob.bytes; at += pieceOnPort) yield await read(blob, at, pieceOnPort);
  }

  async function remove(blob: Pick<Blob, 'hash' | 'file'>): Promise<void> {
    rows.drop(blob);
    await vault.remove(blob.file);
  }

  async function makeRoom(): Promise<void> {
    const old = rows.evictable(now());
    let over = old.reduce((sum, { bytes }) => sum + bytes, 0) - most;
    for (const blob of old) {
      if (over <= 0) break;
      await remove(blob);
      over -= blob.bytes;
    }
  }

  async function answer(ask: FileAsk, from: Incoming): Promise<unknown> {
    switch (ask.file) {
      case 'begin':
        return await from.begin(ask.id, ask.bytes);
      case 'part':
        return await from.part(ask.id, ask.part);
      case 'end':
        return await from.end(ask.id);
      case 'drop':
        return await from.drop(ask.id);
      case 'fetch': {
        const one = attachment(ask.customerId, ask.attachmentId);
        if (!rows.blob(one.hash)) {
          if (wanted) wanted(one, ask.customerId);
          else moving.cannot(one.hash, 'offline');
        }
        return null;
      }
      case 'read': {
        const blob = here(attachment(ask.customerId, ask.attachmentId));
        if (ask.from === 0) rows.used(blob.hash, now());
        return { bytes: new Uint8Array(await read(blob, ask.from, pieceOnPort)), total: blob.bytes };
      }
    }
  }

  const files: Files = {
    vault,
    rows,
    incoming: () => incomingFiles(vault, rows, now),
    async answer(input, from) {
      const ask = fileAsk.safeParse(input);
      if (!ask.success) throw new FaultError('bad-input', 'the question about a file cannot be read');
      return (await answer(ask.data, from)) ?? null;
    },
    nameOf(customerId, attachmentId) {
      const { name, mime } = attachment(customerId, attachmentId);
      return cleanName(name, kindOfMime(mime));
    },
    async save(customerId, attachmentId, path) {
      const blob = here(attachment(customerId, attachmentId));
      await writeTo(path, pieces(blob));
    },
    async tidy() {
      for (const blob of rows.unused(now() - grace, now())) await remove(blob);
      await makeRoom();
    },
    follow: (next) => {
      wanted = next;
    },
  };

  for (const blob of rows.unused(Number.MAX_SAFE_INTEGER, now())) rows.drop(blob);
  const known = new Set(rows.all().map(({ file }) => file));
  for (const file of await vault.has()) if (!known.has(file)) await vault.remove(file);
  await makeRoom();
  return files;
}
