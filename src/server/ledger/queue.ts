import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { databaseTrouble, isDuplicate, sentenceOfTrouble } from '../database/trouble.ts';
import { ProblemError } from '../problem.ts';
import { ApartError, streamOf, type Waiting } from './batch.ts';

/** Commands of one commit at most. */
const batchSize = 512;
/** Commands that wait for one team at most: about two seconds of work. More is turned away rather than kept waiting. */
const mostGathered = 32 * batchSize;
/** Tries of one batch when others hold what it needs, and when the database is away. */
const tries = { again: 5, away: 2 } as const;

type Entry = Waiting & { answered: (answer: CommandAnswer) => void; failed: (error: unknown) => void };

export type QueueParts = {
  takeBatch(team: string, batch: readonly Waiting[]): Promise<CommandAnswer[]>;
  /** A command that cannot be taken alone either: it is answered as unreadable, and whoever runs the centre should know. */
  bad(error: unknown): void;
};

export type Queue = {
  /** Answered when it is committed. Rejects with a ProblemError busy, or sign-in where the machine was shut out meanwhile. */
  add(team: string, waiting: Waiting): Promise<CommandAnswer>;
  /** Finishes what it took and takes no more. */
  close(): Promise<void>;
};

/**
 * Group commit: while a transaction of a team runs, its commands gather, and the next one takes them together. Teams do not wait for one
 * another.
 */
export function openQueue({ takeBatch, bad }: QueueParts): Queue {
  const gathered = new Map<string, Entry[]>();
  const running = new Map<string, Promise<void>>();
  let closed = false;

  async function work(team: string): Promise<void> {
    // All of a push comes in one turn.
    await turn();
    for (;;) {
      const entries = gathered.get(team) ?? [];
      const batch = entries.splice(0, batchSize);
      if (batch.length === 0) break;
      await settle(team, batch, 1);
    }
    gathered.delete(team);
    running.delete(team);
  }

  /** Takes a batch or says of each of its commands why not. Never throws. */
  async function settle(team: string, entries: Entry[], attempt: number): Promise<void> {
    const batch = entries.filter((entry) => !isHeld(entry));
    for (const entry of entries) if (isHeld(entry)) entry.failed(busy());
    if (batch.length === 0) return;
    try {
      const answers = await takeBatch(team, batch);
      for (const [index, { answered }] of batch.entries()) {
        const answer = answers[index];
        if (answer) answered(answer);
      }
    } catch (error) {
      await handle(team, batch, attempt, error);
    }
  }

  async function handle(team: string, batch: Entry[], attempt: number, error: unknown): Promise<void> {
    if (error instanceof ApartError) return without(team, batch, error.why);
    const trouble = databaseTrouble(error);
    // Two processes answered one command at the same moment: the next look finds the other's answer.
    const twins = isDuplicate(error) && attempt === 1;
    if (twins || (trouble !== null && attempt < tries[trouble])) {
      await wait(Math.random() * 50 * 2 ** attempt);
      return settle(team, batch, attempt + 1);
    }
    const [only, ...more] = batch;
    if (trouble !== null || !only) {
      for (const { failed } of batch) failed(busy(error));
    } else if (more.length === 0) {
      bad(error);
      only.held.add(streamOf(only.offered.command));
      only.answered({ id: only.offered.sent.id, outcome: 'unreadable' });
    } else {
      // Something is wrong with one of them, and the others need not wait for it.
      const half = batch.length >> 1;
      await settle(team, batch.slice(0, half), 1);
      await settle(team, batch.slice(half), 1);
    }
  }

  /** Those of whom `why` says why they are not for this team fail with it; the rest is tried again without them. */
  async function without(team: string, batch: Entry[], why: ApartError['why']): Promise<void> {
    const rest: Entry[] = [];
    for (const entry of batch) {
      const reason = why(entry);
      if (reason) entry.failed(reason);
      else rest.push(entry);
    }
    if (rest.length > 0) await settle(team, rest, 1);
  }

  return {
    add(team, waiting) {
      if (closed)
        return Promise.reject(new ProblemError('busy', 'This centre is stopping.', { retryAfter: 1 }));
      if ((gathered.get(team)?.length ?? 0) >= mostGathered)
        return Promise.reject(new ProblemError('busy', 'Too much is waiting.', { retryAfter: 2 }));
      return new Promise((answered, failed) => {
        const entry = { ...waiting, answered, failed };
        const entries = gathered.get(team);
        if (entries) entries.push(entry);
        else gathered.set(team, [entry]);
        if (!running.has(team)) running.set(team, work(team));
      });
    },
    async close() {
      closed = true;
      await Promise.all(running.values());
    },
  };
}

/** Behind a command of the same push and stream that could not be taken: it waits at its desk. */
function isHeld({ held, offered }: Entry): boolean {
  return held.size > 0 && held.has(streamOf(offered.command));
}

function busy(cause?: unknown): ProblemError {
  const isAway = databaseTrouble(cause) === 'away';
  const sentence = isAway ? sentenceOfTrouble(cause) : 'The ledger is busy.';
  return new ProblemError('busy', sentence, { cause, retryAfter: 2 });
}
