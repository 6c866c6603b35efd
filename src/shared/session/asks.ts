import { z } from 'zod';
import { absenceAsk } from '../absence/records.ts';
import { exportAsk } from '../customer/export.ts';
import { publishAsk } from '../rules/records.ts';
import { language, type Settings, settings } from '../settings.ts';
import { teamId } from '../team.ts';
import type { SessionState } from './state.ts';

/** Things a page may ask of the desktop itself. */
export const sessionAsk = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('state') }),
  z.strictObject({ ask: z.literal('passphrase'), text: z.string().min(1).max(1000) }),
  z.strictObject({ ask: z.literal('retry') }),
  /** Moves the unusable store aside (renames its folder, deletes nothing) and starts a new one. */
  z.strictObject({ ask: z.literal('set-aside') }),
  z.strictObject({ ask: z.literal('show-folder') }),
  z.strictObject({ ask: z.literal('quit') }),
  z.strictObject({ ask: z.literal('settings'), change: settings.partial() }),
  /** At the sign-in screen, or again at a desk whose centre asked for it (then `login` must be the same person's). */
  z.strictObject({
    ask: z.literal('sign-in'),
    login: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
  }),
  /** A code of the authenticator app, or a recovery code. */
  z.strictObject({ ask: z.literal('sign-in-password'), password: z.string().min(1).max(1000) }),
  z.strictObject({ ask: z.literal('sign-in-code'), code: z.string().min(6).max(40) }),
  /** The recovery codes were seen. */
  z.strictObject({ ask: z.literal('sign-in-go-on') }),
  /** By the company's identity provider, in the system's browser; at the sign-in screen or again at a desk. */
  z.strictObject({ ask: z.literal('sign-in-with-provider') }),
  /** As one of the demo company's people, whose passwords are no secret. */
  z.strictObject({ ask: z.literal('sign-in-as'), login: z.string().min(1).max(200) }),
  z.strictObject({ ask: z.literal('sign-in-cancel') }),
  /** Locks the desk: nothing of a customer stays on the page. */
  z.strictObject({ ask: z.literal('lock') }),
  z.strictObject({ ask: z.literal('unlock'), pin: z.string().min(1).max(20) }),
  /** The system asks who it is, where it can (Touch ID). */
  z.strictObject({ ask: z.literal('unlock-by-system') }),
  /** Chooses a PIN. `before`: the one of now, where there is one. */
  z.strictObject({
    ask: z.literal('set-pin'),
    pin: z.string().min(1).max(20),
    before: z.string().max(20).nullable(),
  }),
  /** A new password of one's own at the centre. `before`: the one of now. */
  z.strictObject({
    ask: z.literal('change-password'),
    before: z.string().min(1).max(1000),
    password: z.string().min(1).max(1000),
  }),
  /** Leaves the desk for another person. What is not sent yet stays in this person's store and goes with their next visit. */
  z.strictObject({ ask: z.literal('sign-out') }),
  /** Asks the centre now instead of waiting for the next try. */
  z.strictObject({ ask: z.literal('sync-now') }),
  /** The person has read what was refused (or, null, that the centre was restored): it goes from the list. */
  z.strictObject({ ask: z.literal('read'), refused: z.string().max(64).nullable() }),
  /** An admin brings a shop's file to the centre: the desktop asks for the file, the progress comes as news. */
  z.strictObject({
    ask: z.literal('import-orders'),
    from: z.enum(['shopify-csv', 'shopify-json', 'woocommerce-json', 'csv']),
    zone: z.string().max(64).nullable(),
    country: z.string().max(2).nullable(),
    shop: z.string().max(100).nullable(),
  }),
  z.strictObject({ ask: z.literal('import-cancel') }),
  /** Saves a photo or document where the person says, by the system's own dialog. Hilo opens none by itself. */
  z.strictObject({
    ask: z.literal('save-attachment'),
    customerId: z.string().min(1).max(200),
    attachmentId: z.string().min(1).max(200),
  }),
  /** Asks the person for a place and saves a letter there as a PDF. `name`: of the file, without its ending. */
  z.strictObject({
    ask: z.literal('save-letter'),
    name: z.string().min(1).max(100),
    title: z.string().max(300),
    text: z.string().max(20_000),
    language,
  }),
  /** Publishes a page of a team's rules: to the centre at once, and from there to every desk. */
  z.strictObject({ ask: z.literal('publish-rules'), team: teamId, ...publishAsk.shape }),
  /** Somebody is away, or back: at the centre at once, and from there on every desk of their teams. */
  z.strictObject({ ask: z.literal('absence'), person: z.string().min(1).max(128), ...absenceAsk.shape }),
  /** The record of a case, for whoever audits it: asks the person where to. */
  z.strictObject({
    ask: z.literal('save-audit'),
    customerId: z.string().min(1).max(200),
    caseId: z.string().min(1).max(200),
  }),
  /** Everything that is kept about a person, from the centre into a file: asks where to. `name`: of the file, without its ending. */
  z.strictObject({ ask: z.literal('save-export'), name: z.string().min(1).max(100), ...exportAsk.shape }),
  /** What IT is to know when something is wrong (diagnostics.ts): comes as news, to be read before it is saved. */
  z.strictObject({ ask: z.literal('diagnostics') }),
  /** Saves what came last, where the person says. */
  z.strictObject({ ask: z.literal('save-diagnostics') }),
  /** The demo company's phone. */
  z.strictObject({ ask: z.literal('demo-ring'), from: z.string().max(200) }),
]);

export type SessionAsk = z.infer<typeof sessionAsk>;

/** Where a file was saved, as it is told: its name and that of its folder. Nobody needs the whole path, which names who works here. */
export type SavedFile = { name: string; folder: string };

export type SessionAnswer = {
  state: SessionState;
  settings: Settings;
  /** Answers what saves a file; null: the person chose no place for it. */
  saved?: SavedFile | null;
};
