import type { AttachmentNow } from '#shared/attachment/fold.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { FaultError } from '#shared/fault.ts';
import { type Db, inTransaction } from '../database.ts';
import { streamOf } from '../projection/write-stream.ts';

export type Blob = { hash: string; file: string; bytes: number; mime: string };
/** Something to send: its team is known, because its event is numbered. */
export type Due = Blob & { attachmentId: string; commandId: string; customerId: string; team: string };

/** What was sent stays here as long as the commands that were (sync/exchange.ts): a centre that is restored gets it again. Ms. */
const ownFor = 60 * 24 * 3_600_000;

/** An attachment that was taken away again. Its content is not sent and does not stay. */
const isRemoved = (upload: string) => `EXISTS (
  SELECT 1 FROM attachment_now AS gone
  WHERE gone.hash = ${upload}.hash AND gone.attachment_id = ${upload}.attachment_id AND gone.removed = 1)`;

export const dueSql = `
  SELECT u.attachment_id AS attachmentId, u.command_id AS commandId, u.customer_id AS customerId,
    b.hash, b.file, b.bytes, b.mime, s.team
  FROM upload AS u INDEXED BY upload_unsent
    JOIN sent AS s ON s.command_id = u.command_id JOIN blob AS b ON b.hash = u.hash
  WHERE u.epoch IS NULL AND u.unfit = 0 AND NOT ${isRemoved('u')}
  ORDER BY u.at LIMIT 1`;
const isUnsent = `u.epoch IS NULL AND NOT ${isRemoved('u')}
    AND NOT EXISTS (SELECT 1 FROM refused AS r WHERE r.command_id = u.command_id)`;
export const unsentFilesSql = `
  SELECT count(*) FROM upload AS u INDEXED BY upload_unsent WHERE ${isUnsent}`;
/** Each of those, with where its content lies; `file` null: it is not here. */
export const unsentContentsSql = `
  SELECT u.command_id AS commandId, u.hash, b.file
  FROM upload AS u INDEXED BY upload_unsent LEFT JOIN blob AS b ON b.hash = u.hash
  WHERE ${isUnsent} ORDER BY u.at`;
export const evictableSql = `
  SELECT hash, file, bytes FROM blob INDEXED BY blob_used
  WHERE NOT EXISTS (SELECT 1 FROM upload AS u WHERE u.hash = blob.hash AND (u.epoch IS NULL OR u.at > ?))
  ORDER BY used_at`;
export const unusedSql = `
  SELECT hash, file FROM blob
  WHERE used_at <= ? AND NOT EXISTS (SELECT 1 FROM upload AS u WHERE u.hash = blob.hash)
    AND NOT EXISTS (SELECT 1 FROM attachment_now AS a WHERE a.hash = blob.hash AND a.removed = 0)`;

/** What the store knows of contents: which are here, and which have to be sent. */
export function fileRows(db: Db) {
  const blob = db.prepare<[string], Blob>('SELECT hash, file, bytes, mime FROM blob WHERE hash = ?');
  const add = db.prepare('INSERT OR REPLACE INTO blob VALUES (:hash, :file, :bytes, :mime, :at)');
  // Not at every look: each would wait for the disk.
  const use = db.prepare('UPDATE blob SET used_at = :at WHERE hash = :hash AND used_at < :at - 600000');
  const drop = db.prepare('DELETE FROM blob WHERE hash = ? AND file = ?');
  const all = db.prepare<[], Blob>('SELECT hash, file, bytes, mime FROM blob');
  const announced = db.prepare('INSERT OR IGNORE INTO upload VALUES (?, ?, ?, ?, ?, ?, NULL, 0)');
  const due = db.prepare<[], Due>(dueSql);
  const sent = db.prepare('UPDATE upload SET epoch = ? WHERE attachment_id = ?');
  const unfit = db.prepare('UPDATE upload SET unfit = 1 WHERE attachment_id = ?');
  const again = db.prepare(
    "UPDATE upload SET epoch = NULL WHERE epoch IS NOT NULL AND epoch <> ''  AND epoch <> ?",
  );
  const retry = db.prepare('UPDATE upload SET unfit = 0 WHERE unfit = 1');
  const takenAway = db.prepare(`DELETE FROM upload WHERE ${isRemoved('upload')}`);
  const old = db.prepare('DELETE FROM upload WHERE epoch IS NOT NULL AND at <= ?');
  const attachment = db
    .prepare<[string, string], string>(
      'SELECT body FROM attachment_now WHERE customer_id = ? AND attachment_id = ?',
    )
    .pluck();
  const epoch = db.prepare<[], string>('SELECT epoch FROM cursor WHERE epoch IS NOT NULL LIMIT 1').pluck();

  return {
    blob: (hash: string) => blob.get(hash) ?? null,
    all: () => all.all(),
    keep: (one: Blob, at: number) => inTransaction(db, () => void add.run({ ...one, at })),
    used: (hash: string, at: number) => inTransaction(db, () => void use.run({ hash, at })),
    drop: (one: Pick<Blob, 'hash' | 'file'>) => inTransaction(db, () => void drop.run(one.hash, one.file)),
    /** An attachment that is not taken away; null: none such. */
    attachment(customerId: string, attachmentId: string): AttachmentNow | null {
      const body = attachment.get(customerId, attachmentId);
      const found = body === undefined ? null : (JSON.parse(body) as AttachmentNow);
      return found === null || found.removed !== null ? null : found;
    },

    /**
     * The command adds what is here: it will be sent. Call inside the command's transaction.
     * @throws FaultError bad-input: no such content is here, and a colleague would wait for it for ever
     */
    announce(
      { customerId, caseId, data }: Extract<CommandAsk, { type: 'attachment.add' }>,
      commandId: string,
      at: number,
    ): void {
      const kept = blob.get(data.hash);
      if (!kept || kept.bytes !== data.bytes || kept.mime !== data.mime)
        throw new FaultError('bad-input', 'the attached content is not here');
      announced.run(data.attachmentId, commandId, customerId, streamOf(caseId), data.hash, at);
    },
    due: () => due.get() ?? null,
    sent: (attachmentId: string) => inTransaction(db, () => void sent.run(epoch.get() ?? '', attachmentId)),
    unfit: (attachmentId: string) => inTransaction(db, () => void unfit.run(attachmentId)),
    /** The centre lives another life since it was restored: what it had is looked for again. */
    renewed(): void {
      const now = epoch.get();
      if (now !== undefined) inTransaction(db, () => void again.run(now));
    },
    retryUnfit: () => inTransaction(db, () => void retry.run()),

    /** Contents that nobody needs: what they belonged to was taken away or has left this desk. `before`: written or looked at by then. */
    unused: (before: number, now: number): Pick<Blob, 'hash' | 'file'>[] => {
      inTransaction(db, () => {
        takenAway.run();
        old.run(now - ownFor);
      });
      return db.prepare<[number], Pick<Blob, 'hash' | 'file'>>(unusedSql).all(before);
    },
    /** What may go to make room, the longest unused first: nothing that was not sent, and nothing of one's own that is young. */
    evictable: (now: number) =>
      db.prepare<[number], Pick<Blob, 'hash' | 'file' | 'bytes'>>(evictableSql).all(now - ownFor),
  };
}
export type FileRows = ReturnType<typeof fileRows>;
