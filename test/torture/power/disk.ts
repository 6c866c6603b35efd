import type { Operation } from './trace.ts';

/** What lies on the disk, by file name. */
export type Disk = Map<string, Buffer>;

/** A number from 0 to below 1. */
export type Dice = () => number;

const sector = 512;

/**
 * The disk after the power went out at operation `cut`: what was synced before is there; of what was written to a file since its last
 * sync, any part may be, in any order, and torn between sectors. That is all that POSIX promises, and what disks do.
 */
export function diskAfter(start: Disk, operations: readonly Operation[], cut: number, dice: Dice): Disk {
  const disk: Disk = new Map(Array.from(start, ([file, content]) => [file, Buffer.from(content)]));
  const waiting = new Map<string, Operation[]>();
  for (const operation of operations.slice(0, cut)) {
    if (operation.kind === 'answer' || operation.kind === 'received') continue;
    const { file } = operation;
    if (operation.kind === 'sync') {
      for (const one of waiting.get(file) ?? []) applyTo(disk, one);
      waiting.delete(file);
    } else {
      waiting.set(file, [...(waiting.get(file) ?? []), operation]);
    }
  }
  for (const operations of waiting.values()) {
    for (const one of shuffled(operations, dice)) {
      const kept = dice();
      if (kept < 0.3) continue;
      applyTo(disk, one.kind === 'write' && kept < 0.6 ? torn(one, dice) : one);
    }
  }
  return disk;
}

/** Changes the disk, which is the caller's own copy: a run has thousands of writes. */
function applyTo(disk: Disk, operation: Operation): void {
  switch (operation.kind) {
    case 'write':
      sized(disk, operation.file, operation.offset + operation.data.length, 'at-least').set(
        operation.data,
        operation.offset,
      );
      return;
    case 'truncate':
      sized(disk, operation.file, operation.size, 'exactly');
      return;
    case 'remove':
      disk.delete(operation.file);
      return;
    default:
  }
}

function sized(disk: Disk, file: string, size: number, how: 'at-least' | 'exactly'): Buffer {
  const before = disk.get(file) ?? Buffer.alloc(0);
  if (before.length === size || (how === 'at-least' && before.length > size)) return before;
  const after = Buffer.alloc(size);
  before.copy(after);
  disk.set(file, after);
  return after;
}

/** A write of which some sectors reached the disk, from the front, from the back or from the middle. */
function torn(write: Extract<Operation, { kind: 'write' }>, dice: Dice): Operation {
  const sectors = Math.ceil(write.data.length / sector);
  const from = dice() < 0.5 ? 0 : Math.floor(dice() * sectors);
  const to = from + 1 + Math.floor(dice() * (sectors - from));
  return {
    ...write,
    offset: write.offset + from * sector,
    data: write.data.subarray(from * sector, to * sector),
  };
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(Math.floor(dice() * rest.length), 1));
}

/** A repeatable dice (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
