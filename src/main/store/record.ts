import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Command, CommandAsk } from '#shared/case/commands.ts';
import { fold } from '#shared/case/fold.ts';
import { caseNumber } from '#shared/case/number.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import { FaultError } from '#shared/fault.ts';
import { upLimits } from '#shared/sync/exchange.ts';
import { gives } from '#shared/sync/ledger.ts';
import { type Db, inTransaction } from './database.ts';
import type { FileRows } from './files/rows.ts';
import type { Projector } from './projection/write.ts';
import { type StreamNow, streamOf } from './projection/write-stream.ts';
import { linkRefusal, rightPlace } from './right-place.ts';
import { slipsIn } from './slips.ts';
import { decideHere, type Streams } from './stream.ts';
import type { SamePeople } from './views/same.ts';

/** Thrown inside the transaction so that a refused ask takes the whole batch back with it. */
export class RefusedError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}

type Touched = { customerId: string; stream: string; now: StreamNow };

export type Recorder = (asks: readonly CommandAsk[]) => { ids: string[]; customers: string[] };

/**
 * Stamps, decides, keeps in the outbox, settles: one transaction for all asks, or nothing.
 * @throws RefusedError when one of them is refused.
 */
export function recorder(
  db: Db,
  into: Projector,
  streams: Streams,
  same: SamePeople,
  by: string,
  clock: () => number,
  announce: FileRows['announce'],
): Recorder {
  const placed = rightPlace(db, same);
  const refusedLink = linkRefusal(db, same);
  const slips = slipsIn(db, by);
  const owner = db.prepare<[string], { customer_id: string }>(
    'SELECT customer_id FROM case_now WHERE case_id = ?',
  );
  // Numbered on from what was sent as well: a command that has to go up again gets its old place.
  const keep = db.prepare(
    `INSERT INTO outbox (seq, command_id, customer_id, stream, at, type, bytes, team) VALUES (
       1 + max(coalesce((SELECT max(seq) FROM outbox), 0), coalesce((SELECT max(seq) FROM sent), 0)),
       :id, :customer, :stream, :at, :type, :bytes,
       coalesce((SELECT nullif(team, '') FROM customer WHERE id = :customer),
         (SELECT team FROM event WHERE customer_id = :customer LIMIT 1)))`,
  );
  const numberUsed = db.prepare("SELECT 1 FROM found_by WHERE kind = 'case' AND value = ? LIMIT 1");

  function freshNumber(): string {
    for (;;) {
      const digits = Array.from({ length: 11 }, () => randomInt(10)).join('');
      const number = caseNumber(digits);
      if (!numberUsed.get(number)) return number;
    }
  }

  function take(ask: CommandAsk, now: StreamNow): { id: string; after: StreamNow } {
    const { customerId, caseId } = ask;
    const known = caseId === null ? undefined : owner.get(caseId);
    if (known && known.customer_id !== customerId) throw new RefusedError({ code: 'other-customer' });
    const noLink = refusedLink(ask);
    if (noLink) throw new RefusedError(noLink);
    const stream = streamOf(caseId);
    const number = ask.type === 'case.open' ? freshNumber() : null;
    const at = clock();
    const slip = gives({ ask }) ? slips.textAt(customerId, at) : null;
    const stamped: Command = { v: 1, stamp: { id: uuidv7(), at, by, number }, ask, ...(slip && { slip }) };
    const decision = decideHere(now.state, stamped);
    if ('refusal' in decision) throw new RefusedError(decision.refusal);
    const text = JSON.stringify(stamped);
    // Longer than any person writes (a page limits every field); a centre would refuse the whole request that it is in.
    if (text.length > upLimits.commandBytes) throw new FaultError('bad-input', 'the command is too long');
    const bytes = Buffer.from(text, 'utf8');
    const { id } = stamped.stamp;
    keep.run({ id, customer: customerId, stream, at, type: ask.type, bytes });
    if (ask.type === 'attachment.add') announce(ask, id, at);
    const waiting = [...now.waiting, ...decision.events];
    return { id, after: { ...now, waiting, state: fold(decision.events, now.state) } };
  }

  return (asks) =>
    inTransaction(db, () => {
      // Each stream is read once and written once, however much of the batch belongs to it.
      const touched = new Map<string, Touched>();
      const places = asks.map(placed);
      const persons = personsOf(places, same);
      const ids = places.map((ask) => {
        const { customerId, caseId } = ask;
        const key = `${customerId}\n${caseId ?? ''}`;
        const stream = streamOf(caseId);
        const { id, after } = take(ask, touched.get(key)?.now ?? streams.read(customerId, stream));
        touched.set(key, { customerId, stream, now: after });
        return id;
      });
      for (const { customerId, stream, now } of touched.values()) into.stream(customerId, stream, now);
      for (const { customerId } of places) into.card(customerId);
      // Before and after: a link makes one person of two, and two of one.
      const customers = new Set([...persons, ...personsOf(places, same)]);
      return { ids, customers: [...customers] };
    });
}

/** Every record whose view shows one of these asks. */
const personsOf = (asks: readonly CommandAsk[], same: SamePeople): string[] =>
  asks.flatMap((ask) => [...same.ids(ask.customerId)]);
