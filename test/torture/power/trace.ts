import { basename } from 'node:path';

/** What one process did to its files and what it answered for, in order. */
export type Operation =
  | { kind: 'write'; file: string; offset: number; data: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'sync'; file: string }
  | { kind: 'remove'; file: string }
  | { kind: 'answer'; id: string }
  /** All up to this number was taken from the centre; a cut may take it back. */
  | { kind: 'received'; n: number };

/** The system calls that are traced. `strace -y -xx -s 1000000 -e trace=…` prints file names beside descriptors and every byte in hex. */
export const tracedCalls = 'pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat';

const call = /^(\w+)\((.*)\)\s+= (-?\d+)/;

/** Reads strace's output. Only files whose name starts with `prefix` count. @throws Error on a line that it cannot follow */
export function readTrace(text: string, prefix: string): Operation[] {
  return text.split('\n').flatMap((line) => {
    const read = call.exec(line);
    if (!read || Number(read[3]) < 0) return [];
    return operationOf(read[1] ?? '', read[2] ?? '', prefix) ?? [];
  });
}

function operationOf(name: string, args: string, prefix: string): Operation | null {
  if (name === 'unlink' || name === 'unlinkat') {
    const file = basename(bytesOf(/"([^"]*)"/.exec(args)?.[1] ?? '').toString());
    return file.startsWith(prefix) ? { kind: 'remove', file } : null;
  }
  const at = /^(\d+)<([^>]*)>/.exec(args);
  if (!at) return null;
  const file = basename(bytesOf(at[2] ?? '').toString());
  if (name === 'write') {
    const said = /"([^"]*)"/.exec(args)?.[1];
    const [, what, of = ''] = /^(answered|received) (\S+)/.exec(bytesOf(said ?? '').toString()) ?? [];
    if (what === undefined) return null;
    return what === 'answered' ? { kind: 'answer', id: of } : { kind: 'received', n: Number(of) };
  }
  if (!file.startsWith(prefix)) return null;
  if (name === 'fsync' || name === 'fdatasync') return { kind: 'sync', file };
  if (name === 'ftruncate') return { kind: 'truncate', file, size: Number(/, (\d+)$/.exec(args)?.[1]) };
  const written = /"([^"]*)"(\.\.\.)?, (\d+), (\d+)$/.exec(args);
  if (!written || written[2]) throw new Error(`a ${name} in the trace cannot be followed`);
  const data = bytesOf(written[1] ?? '');
  if (data.length !== Number(written[3])) throw new Error('a write in the trace is not whole');
  return { kind: 'write', file, offset: Number(written[4]), data };
}

/** The bytes of strace's `\x2f` text; plain characters stand for themselves. */
function bytesOf(text: string): Buffer {
  if (!text.includes('\\x')) return Buffer.from(text, 'latin1');
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
