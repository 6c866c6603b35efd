import { type Command, command } from '#shared/case/commands.ts';
import { type Decision, decide } from '#shared/case/decide.ts';
import { type CaseEvent, type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { fold, type StreamState } from '#shared/case/fold.ts';
import type { Db } from './database.ts';
import type { Projector } from './projection/write.ts';
import { caseOf, type StreamNow } from './projection/write-stream.ts';

type EventRow = { id: string; type: string; at: number; by: string; data: string };

export type Streams = {
  /** What the stream came to: numbered events, then the commands the centre has not answered, decided again on top. */
  read(customerId: string, stream: string): StreamNow;
  /** Folds, decides and projects a stream anew. Whether something is other now that the customer's card counts. */
  settle(customerId: string, stream: string): boolean;
};

/** What a command that waits comes to on top of a state, as far as this desk can know. */
export function decideHere(state: StreamState, command: Command): Decision {
  const decision = decide(state, command);
  return 'refusal' in decision ? decision : { events: decision.events.filter((event) => !isGuess(event)) };
}

/** Reads streams and settles them into the projector's tables. Call inside a transaction. */
export function streams(db: Db, into: Projector): Streams {
  const events = db.prepare<[string, string], EventRow>(
    'SELECT id, type, at, by, data FROM event WHERE customer_id = ? AND stream = ? ORDER BY n',
  );
  const waiting = db
    .prepare<[string, string], Buffer>(
      'SELECT bytes FROM outbox WHERE customer_id = ? AND stream = ? ORDER BY seq',
    )
    .pluck();

  function read(customerId: string, stream: string): StreamNow {
    const caseId = caseOf(stream);
    const seen = new Set<string>();
    const numbered: { envelope: EventEnvelope; event: CaseEvent | null }[] = [];
    for (const row of events.all(customerId, stream)) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      const envelope = { ...row, customerId, caseId, data: JSON.parse(row.data) as unknown };
      numbered.push({ envelope, event: readEvent(envelope) });
    }
    let state = fold(numbered.flatMap(({ event }) => event ?? []));
    const pending: CaseEvent[] = [];
    for (const bytes of waiting.all(customerId, stream)) {
      const waits = commandIn(bytes);
      // One that is numbered here already is on its way out of the outbox (its team was dropped a moment ago).
      if (waits === null || seen.has(`${waits.stamp.id}:0`)) continue;
      const decision = decideHere(state, waits);
      // A refusal here is the centre's to say: until it answers, the command stays in the outbox and changes nothing.
      if ('refusal' in decision) continue;
      pending.push(...decision.events);
      state = fold(decision.events, state);
    }
    return { numbered, waiting: pending, state };
  }

  return {
    read,
    settle: (customerId, stream) => into.stream(customerId, stream, read(customerId, stream)),
  };
}

/** That nobody knows a case is the centre's to say: here it may only not have come yet, or have gone and come again. */
const isGuess = (event: CaseEvent): boolean =>
  event.type === 'fact.flagged.1' && event.data.why === 'case-unknown';

/**
 * The command in an outbox row; null when this program cannot read it (another version wrote it). The bytes themselves are what travels
 * and is hashed.
 */
export function commandIn(bytes: Uint8Array): Command | null {
  try {
    const read = command.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
