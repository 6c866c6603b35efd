import { kindOfMime } from '#shared/attachment/kinds.ts';
import { cleanName } from '#shared/attachment/names.ts';
import type { AttachmentNow } from '#shared/case/fold.ts';
import type { AttachmentView } from '#shared/views.ts';
import type { Db } from '../database.ts';
import type { Moving } from '../files/moving.ts';
import { caseOf } from '../projection/write-stream.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';

export const attachmentsSql = `
  SELECT a.customer_id AS customerId, a.stream, a.body, b.hash IS NOT NULL AS here, u.attachment_id IS NOT NULL AND u.epoch IS NULL AS due
  FROM attachment_now AS a LEFT JOIN blob AS b ON b.hash = a.hash
    LEFT JOIN upload AS u ON u.attachment_id = a.attachment_id
  WHERE a.customer_id = ?`;

/** Photos and documents of one customer, under all of their records, newest first, with where their contents are. */
export function attachmentsView(db: Db, people: People, same: SamePeople, moving: Moving) {
  const rows = db.prepare<
    [string],
    { customerId: string; stream: string; body: string; here: number; due: number }
  >(attachmentsSql);

  function contentOf(one: AttachmentNow, isHere: boolean): AttachmentView['content'] {
    if (one.removed !== null) return { is: 'removed' };
    const moves = moving.content(one.hash);
    if (isHere && !(moves?.is === 'cannot' && moves.why === 'unfit')) return { is: 'here' };
    return moves ?? { is: 'away' };
  }

  return (customerId: string): AttachmentView[] =>
    same
      .ids(customerId)
      .flatMap((id) => rows.all(id))
      .map(({ customerId, stream, body, here, due }) => {
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
          sent: due === 1 && removed === null ? moving.sent(one.id) : null,
        };
      })
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
