import { open, rm } from 'node:fs/promises';
import { FaultError } from '#shared/fault.ts';

/** Runs what writes to a disk. @throws FaultError disk-full, and what the file system says otherwise */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf(cause));
    if (isFull) throw new FaultError('disk-full', 'the disk is full', { cause });
    throw cause;
  }
}

/** New names in a folder are on the disk too. Windows has no such call, and does it with the rename (NTFS keeps names in its log). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes pieces to a place that the person chose: theirs to choose another where it is full, shut or gone. Half a file does not stay.
 * @throws FaultError disk-full, bad-place, and what the pieces throw
 */
export async function writeTo(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const handle = await placed(() => open(path, 'w', 0o600));
  try {
    for await (const piece of pieces) await placed(() => handle.writeFile(piece));
    await placed(() => handle.sync());
  } catch (error) {
    // Whatever keeps it there, that it is not whole is what the person is told.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

async function placed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await onDisk(work);
  } catch (cause) {
    if (cause instanceof FaultError) throw cause;
    throw new FaultError('bad-place', 'nothing can be written there', { cause });
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
