import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileKey, pieceBytes, seal, tagBytes, UnfitError, unseal } from './cipher.ts';
import { codeOf, onDisk, syncFolder } from './disk.ts';

export const vaultFolder = 'attachments';

/** What was written: `file` is its random name in the folder, `hash` the SHA-256 of its content in hex. */
export type Kept = { file: string; hash: string; bytes: number };

export type Writer = {
  write(bytes: Uint8Array): Promise<void>;
  /** All of it is on the disk, under its name, when this resolves. */
  finish(): Promise<Kept>;
  /** Nothing of it stays. */
  cancel(): Promise<void>;
};

/** Encrypted files in a folder beside the store. Names are random and say nothing; what is there is the store's to say. */
export type Vault = {
  /** @throws FaultError disk-full, as its writer does */
  create(): Promise<Writer>;
  /** So many bytes of the content from `at`, fewer at its end. @throws UnfitError */
  read(file: string, at: number, most: number): Promise<Buffer>;
  has(): Promise<Set<string>>;
  remove(file: string): Promise<void>;
};

const sealedBytes = pieceBytes + tagBytes;
const part = '.part';

/** @param storeFolder absolute @param key the store's, 32 bytes */
export function vaultIn(storeFolder: string, key: Uint8Array): Vault {
  const folder = join(storeFolder, vaultFolder);
  const path = (file: string) => join(folder, file);

  async function writer(): Promise<Writer> {
    const file = randomBytes(16).toString('hex');
    const own = fileKey(key, file);
    const hash = createHash('sha256');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(path(file + part), 'wx', 0o600);
    let waiting = Buffer.alloc(0);
    let index = 0;
    let bytes = 0;

    async function put(plain: Uint8Array, isLast: boolean): Promise<void> {
      await handle.writeFile(seal(own, index, isLast, plain));
      index += 1;
    }

    return {
      async write(more) {
        hash.update(more);
        bytes += more.length;
        waiting = Buffer.concat([waiting, more]);
        // One piece stays: only the end knows which is the last.
        let at = 0;
        for (; waiting.length - at > pieceBytes; at += pieceBytes)
          await put(waiting.subarray(at, at + pieceBytes), false);
        waiting = waiting.subarray(at);
      },
      async finish() {
        await put(waiting, true);
        await handle.sync();
        await handle.close();
        await rename(path(file + part), path(file));
        await syncFolder(folder);
        return { file, hash: hash.digest('hex'), bytes };
      },
      async cancel() {
        await handle.close();
        await rm(path(file + part), { force: true });
      },
    };
  }

  return {
    create: () => onDisk(writer).then(guardedWriter),
    async read(file, at, most) {
      const handle = await opened(path(file));
      try {
        const { size } = await handle.stat();
        const count = Math.ceil(size / sealedBytes);
        const own = fileKey(key, file);
        const first = Math.floor(at / pieceBytes);
        const pieces: Buffer[] = [];
        for (let index = first; index < count && index * pieceBytes < at + most; index += 1)
          pieces.push(unseal(own, index, index === count - 1, await sealedPiece(handle, index)));
        return Buffer.concat(pieces).subarray(at - first * pieceBytes, at - first * pieceBytes + most);
      } finally {
        await handle.close();
      }
    },
    async has() {
      try {
        return new Set(await readdir(folder));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return new Set();
        throw error;
      }
    },
    remove: (file) => rm(path(file), { force: true }),
  };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UnfitError({ cause: error });
    throw error;
  }
}

async function sealedPiece(handle: FileHandle, index: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(sealedBytes),
    0,
    sealedBytes,
    index * sealedBytes,
  );
  return buffer.subarray(0, bytesRead);
}

function guardedWriter({ write, finish, cancel }: Writer): Writer {
  return { write: (bytes) => onDisk(() => write(bytes)), finish: () => onDisk(finish), cancel };
}
