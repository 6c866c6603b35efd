import { z } from 'zod';
import { commandAsk } from '../case/commands.ts';
import { refusal } from '../case/refusals.ts';
import { instant } from '../instant.ts';
import { teamId } from '../team.ts';
import { attachmentGet, attachmentPlace, attachmentPut } from './attachments.ts';
import { deviceProof } from './device.ts';
import { sentCommand, upLimits } from './exchange.ts';

/**
 * A device asks whether it was shut out. `proof` is of its key, about `revocationAbout`; one that has no key yet shows its refresh token.
 * `nonce`: the desk's own, made for this question: an order that does not carry it is for another question.
 */
export const revocationAsk = z.strictObject({
  device: z.uuid(),
  nonce: z.uuid(),
  proof: deviceProof.nullable(),
  refresh: z.string().min(1).max(400).nullable(),
});
export type RevocationAsk = z.infer<typeof revocationAsk>;

export const revocationAbout = ({ device, nonce }: Pick<RevocationAsk, 'device' | 'nonce'>): string =>
  `${device} ${nonce}`;

/** `drain`: the token for `/quarantine/hand-in`, good once and for ten minutes. `order`: a signed `wipeOrder`. */
export const revocationAnswer = z.discriminatedUnion('revoked', [
  z.object({ revoked: z.literal(false) }),
  z.object({ revoked: z.literal(true), drain: z.string().min(1).max(200), order: z.string().min(1) }),
]);
export type RevocationAnswer = z.infer<typeof revocationAnswer>;

/** The store of a device was ended, by the order that answered this question. */
export const emptiedAsk = z.strictObject({ device: z.uuid(), nonce: z.uuid() });
export type EmptiedAsk = z.infer<typeof emptiedAsk>;

/** The kinds of statement (signing.ts) that end a store: after everything was handed in, or whatever was. */
export const wipeKinds = ['wipe', 'wipe-without-drain'] as const;
export type WipeKind = (typeof wipeKinds)[number];

/** For one device and one question of it. `at`, `until`: the centre's clock. */
export const wipeOrder = z.strictObject({ device: z.uuid(), nonce: z.uuid(), at: instant, until: instant });
export type WipeOrder = z.infer<typeof wipeOrder>;

/** What is in the outbox, byte for byte, in its order. `done`: this is the last of it, contents included. `files`: contents that are not handed in. */
export const handInAsk = z.strictObject({
  commands: z.array(sentCommand).max(upLimits.commands),
  done: z.boolean(),
  files: z.int().min(0).max(1_000_000),
});
/** Which content of a photo or document is handed in: of the command that attached it. */
export const handInPlace = z.strictObject({ command: z.uuid(), hash: attachmentPlace.shape.hash });
/** `at`: where the part begins. An empty part asks how far it is. */
export const handInPut = attachmentPut.pick({ at: true });
/** The content that a command in quarantine attaches, for whoever reviews it; and from where on. */
export const handedInPlace = z.strictObject({
  n: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 53 - 1),
});
export const handedInGet = attachmentGet;
/** `held`: what the centre has of this device in all. */
export const handInAnswer = z.object({ held: z.int().min(0) });

/** One command in quarantine, for whoever reviews it. `ask` null: this centre cannot read it. `foreign`: it says that somebody else wrote it. `content`: how much has come
 * of what it attaches; null: nothing, or it attaches none. An older centre does not say. */
export const quarantined = z.object({
  n: z.int().positive(),
  deviceName: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  team: teamId,
  /** When it was handed in, and when its person wrote it. */
  at: instant,
  writtenAt: instant.nullable(),
  ask: commandAsk.nullable(),
  customerName: z.string().nullable(),
  foreign: z.boolean(),
  content: z
    .object({ have: z.int().min(0), whole: z.boolean() })
    .nullable()
    .default(null),
});
export type Quarantined = z.infer<typeof quarantined>;

/** In the order in which it was written. `more`: ask again with `after` the last `n`. `total`: of all. */
export const quarantineAnswer = z.object({
  items: z.array(quarantined),
  more: z.boolean(),
  total: z.int().min(0),
});
export type QuarantineAnswer = z.infer<typeof quarantineAnswer>;

/** Accepted goes to the ledger as its person's; declined goes nowhere, with the reason for whoever asks later. */
export const reviewAsk = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('accept'), of: z.array(z.int().positive()).min(1).max(256) }),
  z.strictObject({
    verdict: z.literal('decline'),
    of: z.array(z.int().positive()).min(1).max(256),
    reason: z.string().trim().min(1).max(1000),
  }),
]);
export type ReviewAsk = z.infer<typeof reviewAsk>;

/** `refused`: the ledger does not do it any more. `unreadable`: it waits for a newer centre. `gone`: somebody else has decided. */
export const reviewAnswer = z.object({
  outcomes: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ n: z.int(), outcome: z.enum(['accepted', 'declined', 'unreadable', 'gone']) }),
      z.object({ n: z.int(), outcome: z.literal('refused'), refusal: refusal.nullable() }),
    ]),
  ),
});
export type ReviewAnswer = z.infer<typeof reviewAnswer>;
