import type { CaseEvent } from '../case/events.ts';

/** A photo or document as the events left it. `eventId`: the event that added it. */
export type AttachmentNow = {
  id: string;
  eventId: string;
  hash: string;
  name: string;
  mime: string;
  bytes: number;
  orderId: string | null;
  about: string;
  by: string;
  at: number;
  /** Who took it away again and why. */
  removed: { by: string; why: string; at: number } | null;
};

export function attachmentsAfter(attachments: AttachmentNow[], event: CaseEvent): AttachmentNow[] {
  if (event.type === 'attachment.added.1') {
    const { attachmentId: id, ...data } = event.data;
    if (attachments.some((one) => one.id === id)) return attachments;
    return [...attachments, { id, eventId: event.id, ...data, by: event.by, at: event.at, removed: null }];
  }
  if (event.type === 'attachment.removed.1') {
    const { attachmentId, why } = event.data;
    const removed = { by: event.by, why, at: event.at };
    return attachments.map((one) =>
      one.id === attachmentId && one.removed === null ? { ...one, removed } : one,
    );
  }
  return attachments;
}
