import { z } from 'zod';
import { eventEnvelope } from '../case/events.ts';
import { refusal } from '../case/refusals.ts';
import { instant } from '../instant.ts';
import { teamId } from '../team.ts';
import { epochId } from '../wire.ts';
import { link } from './chain.ts';

// What a desk asks is read strictly. What a centre answers is read by desks that may be older: a field that is new to them they leave
// out, a word that is new to them where they know a list (an outcome, why something was refused) asks for an update. So a centre adds
// fields as it likes, and gives an answer that an older desk must not take for what it knows another `v`.

/** How much one exchange may carry up. Bytes are of UTF-8. */
export const upLimits = {
  commands: 256,
  commandBytes: 64 * 1024,
  bytes: 1024 * 1024,
  witnessed: 256,
  /** Of all teams together. */
  checkpoints: 2000,
} as const;

/** Where a desk stands in a team's stream, and the link of its chain there. `n` 0: nothing yet. */
export const cursor = z.strictObject({
  team: teamId,
  epoch: epochId.nullable(),
  n: z.int().min(0),
  link,
});
export type Cursor = z.infer<typeof cursor>;

/**
 * A command as it lies in the outbox: `text` is the original JSON, whose bytes are hashed and never written anew. `team`: where the desk
 * has or had its customer; a ledger that was set back may have forgotten. Null: the customer is new, or was when it was written.
 */
export const sentCommand = z.strictObject({
  id: z.uuid(),
  team: teamId.nullable(),
  text: z.string().min(2).max(upLimits.commandBytes),
});
export type SentCommand = z.infer<typeof sentCommand>;

/**
 * Of what shape the tables in a first fill's chunks are: the version of the store's file and the number of its projections. A desk loads
 * only its own.
 */
export const snapshotShape = z.strictObject({ store: z.int().positive(), projection: z.int().positive() });
export type SnapshotShape = z.infer<typeof snapshotShape>;

/** What a desk asks of the centre, in one request. */
export const exchangeAsk = z.strictObject({
  v: z.literal(1),
  /** Made when the store was made: a store copied back from a backup keeps it, a new one never has an old one's. */
  incarnation: z.uuid(),
  cursors: z.array(cursor).max(64),
  commands: z.array(sentCommand).max(upLimits.commands),
  /** Links that the desk remembers, newest first; sent when the centre answered that it cannot find the desk's link. */
  checkpoints: z
    .array(
      z.strictObject({
        team: teamId,
        points: z.array(z.strictObject({ n: z.int().min(0), link })).max(upLimits.checkpoints),
      }),
    )
    .max(64),
  /** Numbered events that the desk holds and a restored ledger has lost. */
  witnessed: z.array(z.strictObject({ team: teamId, event: eventEnvelope })).max(upLimits.witnessed),
  /** What first fills this desk can load; null: pages only. A centre whose fills are of another shape sends pages. */
  loads: snapshotShape.nullable(),
});
export type ExchangeAsk = z.infer<typeof exchangeAsk>;

/**
 * What became of a command. `accepted`: its events are in the team's stream from `n` on (also when it was accepted before).
 * `refused`: it moved our own organisation and may not. `conflict`: another command with this id was taken before.
 * `unreadable`: this centre does not know the command's type or shape; the desk keeps it and asks again after an update of either.
 */
export const commandAnswer = z.discriminatedUnion('outcome', [
  z.object({
    id: z.uuid(),
    outcome: z.literal('accepted'),
    team: teamId,
    n: z.int().positive(),
    count: z.int().positive(),
  }),
  z.object({ id: z.uuid(), outcome: z.literal('refused'), refusal }),
  z.object({ id: z.uuid(), outcome: z.literal('conflict') }),
  z.object({ id: z.uuid(), outcome: z.literal('unreadable') }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;

export const head = z.object({ team: teamId, epoch: epochId, n: z.int().min(0) });
export type Head = z.infer<typeof head>;

/**
 * A page as it travels. Each change is `{ n, at, event | record }`, or `{ n, at, erased }` (chain.ts); it is read one by one, because a store takes a page in which one
 * change is of a newer kind all the same. `count` says how many there must be, `link` the chain at `to`. `until`: something came without words because of what
 * stands further on in the chain, here at the latest.
 */
export const wirePage = z.object({
  team: teamId,
  epoch: epochId,
  from: z.int().min(0),
  to: z.int().min(0),
  count: z.int().min(0),
  link,
  until: z.object({ n: z.int().positive(), link }).optional(),
  changes: z.array(
    z.looseObject({
      n: z.int().positive(),
      at: instant,
      event: z.unknown().optional(),
      record: z.unknown().optional(),
    }),
  ),
});
export type WirePage = z.infer<typeof wirePage>;

/**
 * A first fill that is ready for a team whose stream the desk has not begun: chunks of whole customers, then the pages after `n`. One that
 * was kept from before is offered only while `link` is the ledger's link at `n`: a ledger that was set back would fork the desk for ever.
 */
export const snapshotHead = z.object({
  id: z.string().min(1).max(100),
  team: teamId,
  epoch: epochId,
  n: z.int().min(0),
  link,
  chunks: z.int().min(0),
  /** Changes that it stands for: customers, orders, twins, people and events. */
  rows: z.int().min(0),
  /** Compressed, of all chunks. */
  bytes: z.int().min(0),
});
export type SnapshotHead = z.infer<typeof snapshotHead>;

/** Everything but the pages. Pages follow in the same JSON object as `pages`, written from the ledger's own texts. */
export const exchangeHead = z.object({
  v: z.literal(1),
  /** The centre's clock. */
  at: instant,
  answers: z.array(commandAnswer),
  /**
   * One for every witnessed event. `n`: it is in the team's stream there (again, or still). Null: the desk need not wait for it, because
   * the ledger has refused its command since, or the person does not work for that team.
   */
  recovered: z.array(z.object({ id: z.string().max(250), n: z.int().positive().nullable() })),
  /**
   * One for every team of the person, also where the desk is up to date. A team that is absent is not this person's (any more). Never
   * lower than a number that this answer names: a desk sends again what lies beyond.
   */
  heads: z.array(head),
  /**
   * The desk's link is not in this ledger. `ancestor` null: send `checkpoints`; else the last number up to which both agree.
   * No command of such a team is taken or answered: what the ledger lost comes back first, then what was built on it.
   */
  forks: z.array(z.object({ team: teamId, epoch: epochId, ancestor: z.int().min(0).nullable() })),
  /** Instead of pages, where a desk begins and the stream is long. */
  snapshots: z.array(snapshotHead),
});
export type ExchangeHead = z.infer<typeof exchangeHead>;

export const exchangeAnswer = exchangeHead.extend({ pages: z.array(wirePage) });
export type ExchangeAnswer = z.infer<typeof exchangeAnswer>;

/** What the poke socket says: somebody may hear of something new. Never data. */
export const poke = z.object({ team: teamId, n: z.int().min(0) });
export type Poke = z.infer<typeof poke>;

/** Media type of a compressed answer (RFC 8878). A desk that sends `accept: application/zstd` can read it. */
export const zstdType = 'application/zstd';
