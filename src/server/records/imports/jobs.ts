import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { ImportAsk } from '#shared/sync/import.ts';
import { ShopFileError } from '#shops/trouble.ts';
import { fileSentence } from '#shops/words.ts';
import { type Doer, noteAct } from '../../acts/note.ts';
import { inTransaction } from '../../database/transaction.ts';
import { databaseTrouble } from '../../database/trouble.ts';
import { readRules } from '../teams.ts';
import { type SentFile, TooLargeError } from './file.ts';
import { type Claimed, ClaimLostError, publishSome } from './publish.ts';
import { NotReadingError, stageFile } from './stage.ts';
import { clearStaged, failReading, sweepDead } from './sweep.ts';
import { importSentences } from './words.ts';

export type ImportJobParts = {
  pool: Pool;
  /** The centre's clock, ms. */
  now: () => number;
  /** Hears of what went wrong behind requests. `ref` is what a person reads out to support. */
  failed: (error: unknown, ref: string | null) => void;
  /** How often to look for imports that nobody publishes, ms. */
  every?: number;
  /** How long a process may be silent before another takes over what it did, ms. */
  patience?: number;
};

export type ImportJobs = {
  /** Reads the file in the background and publishes it. The import's row is there when it returns. Closes the file. */
  begin(ask: ImportAsk & { mapping: unknown }, file: SentFile, by: Doer): Promise<string>;
  /** Ends what is being read as failed, finishes the batch that is being published and leaves the rest to other processes. */
  stop(): Promise<void>;
};

/** The imports of one server process. Reading belongs to the process that was sent the file; publishing to whichever comes first. */
export function importJobs({
  pool,
  now,
  failed,
  every = 10_000,
  patience = 30_000,
}: ImportJobParts): ImportJobs {
  const stopping = new AbortController();
  const reading = new Set<Promise<void>>();
  let publishing: Promise<void> | null = null;
  let wanted = false;
  const timer = setInterval(look, every);
  timer.unref();
  look();

  /** Begins to publish, or lets this process look once more when it has done what it does. */
  function look(): void {
    wanted = true;
    publishing ??= publishAll()
      .catch((error) => failed(error, null))
      .finally(() => {
        publishing = null;
      });
  }

  async function publishAll(): Promise<void> {
    while (wanted && !stopping.signal.aborted) {
      wanted = false;
      await sweepDead(pool, now(), patience);
      while (!stopping.signal.aborted) {
        const claimed = await claimOne();
        if (claimed === null) break;
        await publish(claimed);
      }
    }
  }

  async function claimOne(): Promise<Claimed | null> {
    const { rows } = await pool.query<Claimed>(
      `UPDATE import SET claim = $1, heartbeat = clock_timestamp()
       WHERE id = (
         SELECT id FROM import
         WHERE state = 'publishing'
           AND (claim IS NULL OR heartbeat < clock_timestamp() - $2 * interval '1 millisecond')
         ORDER BY created LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, claim, file, format AS from, language`,
      [randomUUID(), patience],
    );
    return rows[0] ?? null;
  }

  async function publish(claimed: Claimed): Promise<void> {
    try {
      let tries = 0;
      while (!stopping.signal.aborted) {
        try {
          if (!(await publishSome(pool, claimed, now))) return;
          tries = 0;
        } catch (error) {
          tries++;
          if (tries > 10 || databaseTrouble(error) === null) throw error;
          await pause(100 * tries + Math.random() * 200);
        }
      }
    } catch (error) {
      if (error instanceof ClaimLostError) return;
      // It stays to be published: what is wrong is ours, and a mended Hilo goes on with it. The row says that somebody should look.
      const ref = randomUUID().slice(0, 8);
      failed(error, ref);
      const failure = { sentence: importSentences(claimed.language).internal, ref };
      await pool.query('UPDATE import SET failure = $2 WHERE id = $1 AND claim = $3', [
        claimed.id,
        JSON.stringify(failure),
        claimed.claim,
      ]);
      // Not freed: the next try comes when its heartbeat is old, here or elsewhere.
      return;
    }
    await pool.query('UPDATE import SET claim = NULL WHERE id = $1 AND claim = $2', [
      claimed.id,
      claimed.claim,
    ]);
  }

  async function read(id: string, ask: ImportAsk & { mapping: unknown }, file: SentFile): Promise<void> {
    try {
      const rules = await readRules(pool);
      if (rules.rest === null && rules.rules.length === 0) throw new NoTeamError();
      await stageFile(pool, id, withStop(file, stopping.signal), ask);
      look();
    } catch (error) {
      if (error instanceof NotReadingError) return clearStaged(pool, id);
      const ref = randomUUID().slice(0, 8);
      failed(error, ref);
      await failReading(pool, id, { sentence: sentenceOf(error, ask.language), ref }, now());
    } finally {
      await file.close();
    }
  }

  return {
    async begin(ask, file, by) {
      const id = randomUUID();
      try {
        await inTransaction(pool, async (client) => {
          await client.query(
            `INSERT INTO import (id, file, format, language, by, created, state, total)
             VALUES ($1, $2, $3, $4, $5, $6, 'reading', $7)`,
            [id, ask.file, ask.from, ask.language, by.person, now(), file.bytes],
          );
          const after = { file: ask.file, from: ask.from };
          await noteAct(client, by, { what: 'import.begun', target: `import:${id}`, before: null, after });
        });
      } catch (error) {
        await file.close();
        throw error;
      }
      const work = read(id, ask, file).catch((error) => failed(error, null));
      reading.add(work);
      void work.finally(() => reading.delete(work));
      return id;
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all([...reading, publishing]);
    },
  };
}

class NoTeamError extends Error {}
class InterruptedError extends Error {}

function sentenceOf(error: unknown, language: ImportAsk['language']): string {
  const words = importSentences(language);
  if (error instanceof ShopFileError) return fileSentence(error, language);
  if (error instanceof TooLargeError) return words['too-large'];
  if (error instanceof NoTeamError) return words['no-team'];
  if (error instanceof InterruptedError) return words.interrupted;
  return words.internal;
}

/** The file, until the process is told to stop. */
function withStop(file: SentFile, signal: AbortSignal): SentFile {
  async function* until(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (signal.aborted) throw new InterruptedError();
      yield chunk;
    }
  }
  return { ...file, open: () => until(file.open()) };
}
