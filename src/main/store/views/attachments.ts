import type { AttachmentNow } from '#shared/attachment/fold.ts';
import { kindOfMime } from '#shared/attachment/kinds.ts';
import { cleanName } from '#shared/attachment/names.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import type { UnsentFile } from '#shared/views/unsent.ts';
import type { Db } from '../database.ts';
import type { Moving } from '../files/moving.ts';
import { caseOf } from '../projection/write-stream.ts';
import type { People } from './people.ts';
import { customerName } from './queue.ts';
import type { SamePeople } from './same.ts';

export const attachmentsSql = `
  SELECT a.customer_id AS customerId, a.stream, a.body, b.hash IS NOT NULL AS here, 
    CASE WHEN u.attachment_id IS NULL OR u.epoch IS NOT NULL THEN NULL ELSE u.unfit END AS unfit
  FROM attachment_now AS a LEFT JOIN blob AS b ON b.hash = a.hash
    LEFT JOIN upload AS u ON u.attachment_id = a.attachment_id
  WHERE a.customer_id = ?`;

/** Photos and documents of one customer, under all of their records, newest first, with where their contents are. */
export function attachmentsView(db: Db, people: People, same: SamePeople, moving: Moving) {
  const rows = db.prepare<
    [string],
    { customerId: string; stream: string; body: string; here: number; unfit: number | null }
  >(attachmentsSql);

  function contentOf(one: AttachmentNow, isHere: boolean): AttachmentView['content'] {
    if (one.removed !== null) return { is: 'removed' };
    const moves = moving.content(one.hash);
    if (isHere && !(moves?.is === 'cannot' && moves.why === 'unfit')) return { is: 'here' };
    return moves ?? { is: 'away' };
  }

  const sentOf = (unfit: number | null, id: string): AttachmentView['sent'] =>
    unfit === null ? null : unfit === 1 ? 'refused' : moving.sent(id);

  return (customerId: string): AttachmentView[] =>
    same
      .ids(customerId)
      .flatMap((id) => rows.all(id))
      .map(({ customerId, stream, body, here, unfit }) => {
        const one = JSON.parse(body) as AttachmentNow;
        const { removed } = one;
        return {
          id: one.id,
          customerId,
          caseId: caseOf(stream),
          orderId: one.orderId,
          name: cleanName(one.name, kindOfMime(one.mime)),
          mime: one.mime,
          bytes: one.bytes,
          about: one.about,
          by: people.who(one.by),
          at: one.at,
          removed: removed && { ...removed, by: people.who(removed.by) },
          content: contentOf(one, here === 1),
          sent: removed === null ? sentOf(unfit, one.id) : null,
        };
      })
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

export const unsentFilesListSql = `
  SELECT a.customer_id AS customerId, a.body, u.unfit
  FROM upload AS u INDEXED BY upload_unsent
    JOIN attachment_now AS a ON a.customer_id = u.customer_id AND a.stream = u.stream AND a.attachment_id = u.attachment_id
  WHERE u.epoch IS NULL AND a.removed = 0 ORDER BY u.at LIMIT 200`;

/** What of this desk's photos and documents is not at the centre. */
export function unsentFilesView(db: Db, moving: Moving) {
  const rows = db.prepare<[], { customerId: string; body: string; unfit: number }>(unsentFilesListSql);
  const name = customerName(db);
  return (): UnsentFile[] =>
    rows.all().map(({ customerId, body, unfit }) => {
      const one = JSON.parse(body) as AttachmentNow;
      return {
        attachmentId: one.id,
        customerId,
        customerName: name(customerId),
        name: cleanName(one.name, kindOfMime(one.mime)),
        at: one.at,
        bytes: one.bytes,
        sent: unfit === 1 ? 'refused' : moving.sent(one.id),
      };
    });
}
