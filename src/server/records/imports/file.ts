import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { OpenFile } from '#shops/neutral.ts';
import { ShopFileError } from '#shops/trouble.ts';

/** What was sent, on disk for as long as it is open. */
export type SentFile = {
  open: OpenFile;
  /** Uncompressed; null where that is not known. */
  bytes: number | null;
  close(): Promise<void>;
};

/** More was sent, or came out of what was sent, than is taken. */
export class TooLargeError extends Error {}

/**
 * Keeps a body until it was read, which may take two passes. The file has no name from the moment it is open: whatever ends this
 * process, the customers in it are gone. `limits` in bytes: as sent, and unpacked.
 * @throws TooLargeError
 */
export async function keepBody(
  body: AsyncIterable<Uint8Array>,
  limits: { sent: number; unpacked: number },
): Promise<SentFile> {
  const path = join(tmpdir(), `hilo-import-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limits.sent) throw new TooLargeError();
      await handle.writeFile(chunk);
    }
    const head = Buffer.alloc(2);
    await handle.read(head, 0, 2, 0);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    return {
      open: () => upTo(limits.unpacked, packed ? unpacked(handle) : plain(handle)),
      bytes: packed ? null : size,
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function plain(handle: FileHandle) {
  return handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 16 });
}

async function* unpacked(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // The reader of `gunzip` hears of every error; the pipeline ends what is left when that one stops early.
  const stream = pipeline(plain(handle), gunzip, () => undefined);
  try {
    yield* stream;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR') throw new ShopFileError('truncated');
    throw error;
  }
}

async function* upTo(most: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > most) throw new TooLargeError();
    yield chunk;
  }
}
