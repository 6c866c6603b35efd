import { type Command, command } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { type CaseEvent, type EventEnvelope, readEvent } from '#shared/case/events.ts';
import { apply, fold, type StreamState } from '#shared/case/fold.ts';
import type { Db } from './database.ts';
import type { Projector } from './projection/write.ts';

type EventRow = { id: string; type: string; at: number; by: string; data: string };
type OutboxRow = { bytes: Buffer };

export type Streams = {
  /** What the stream came to: numbered events, then the commands the centre has not answered, decided again on top. */
  state(customerId: string, stream: string, caseId: string | null): StreamState;
  /** Folds, decides and projects a stream anew. */
  settle(customerId: string, stream: string, caseId: string | null): StreamState;
};

/** Reads streams and settles them into the projector's tables. Call inside a transaction. */
export function streams(db: Db, into: Projector): Streams {
  const events = db.prepare<[string, string], EventRow>(
    'SELECT id, type, at, by, data FROM event WHERE customer_id = ? AND stream = ? ORDER BY n',
  );
  const waiting = db.prepare<[string, string], OutboxRow>(
    'SELECT bytes FROM outbox WHERE customer_id = ? AND stream = ? ORDER BY seq',
  );

  function read(customerId: string, stream: string, caseId: string | null) {
    const numbered: EventEnvelope[] = events
      .all(customerId, stream)
      .map((row) => ({ ...row, customerId, caseId, data: JSON.parse(row.data) }));
    let state = fold(numbered.flatMap((envelope) => readEvent(envelope) ?? []));
    const pending: CaseEvent[] = [];
    for (const { bytes } of waiting.all(customerId, stream)) {
      const decision = decide(state, commandIn(bytes));
      // A refusal here is the centre's to say: until it answers, the command stays in the outbox and changes nothing.
      if ('refusal' in decision) continue;
      for (const event of decision.events) {
        state = apply(state, event);
        pending.push(event);
      }
    }
    return { numbered, pending, state };
  }

  return {
    state: (customerId, stream, caseId) => read(customerId, stream, caseId).state,
    settle(customerId, stream, caseId) {
      const { numbered, pending } = read(customerId, stream, caseId);
      return into.stream(customerId, stream, { numbered, waiting: pending });
    },
  };
}

/** The command in an outbox row. The bytes themselves are what travels and is hashed. */
export function commandIn(bytes: Uint8Array): Command {
  return command.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
