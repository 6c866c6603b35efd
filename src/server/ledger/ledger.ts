import type { Pool } from 'pg';
import type { Ear } from '../database/ear.ts';
import type { Signing } from '../identity/signing.ts';
import { takeBatch } from './batch.ts';
import { type Heads, openHeads } from './heads.ts';
import type { Meter } from './meter.ts';
import { openQueue } from './queue.ts';
import { type Take, takeInto } from './take.ts';
import { type Witness, witnessInto } from './witness.ts';

/** One process's hold on the ledger. There may be any number of them on one database. */
export type Ledger = {
  take: Take;
  witness: Witness;
  heads: Heads;
  /** Finishes what it took; whoever comes later is told that it is busy. */
  close(): Promise<void>;
};

export type LedgerParts = {
  pool: Pool;
  ear: Ear;
  now: () => number;
  /** Whose word a slip has to be. */
  signing: Pick<Signing, 'read'>;
  /** Hears of what went wrong without anybody to answer to: a command that cannot be taken, heads that could not be read. */
  failed: (error: unknown) => void;
  meter?: Meter;
};

export async function openLedger({ pool, ear, now, signing, failed, meter }: LedgerParts): Promise<Ledger> {
  const heads = await openHeads(pool, ear, now, failed);
  const queue = openQueue({
    async takeBatch(team, batch) {
      const answers = await takeBatch(pool, team, batch, { now, signing });
      meter?.committed(batch.length);
      return answers;
    },
    bad: failed,
  });
  return {
    take: takeInto(pool, queue, heads),
    witness: witnessInto(pool, now),
    heads,
    async close() {
      await queue.close();
      heads.close();
    },
  };
}
