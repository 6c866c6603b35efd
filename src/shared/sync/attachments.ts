import { z } from 'zod';
import { teamId } from '../team.ts';

/** Bytes of one request's part at most. Parts that come shorter are taken as well. */
export const partBytes = 512 * 1024;

/** Whose content it is, and which: it lies at the centre once a team, however many attachments it belongs to. */
export const attachmentPlace = z.strictObject({ team: teamId, hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** `event`: of the attachment, numbered in the team's stream. `at`: where the part begins. An empty part asks how far it is. */
export const attachmentPut = z.strictObject({
  event: z.string().min(1).max(250),
  at: z.coerce.number().int().min(0),
});

/** `have`: bytes from the beginning that the centre holds; the next part begins there, whatever was sent. `whole`: all, and their hash fits. */
export const attachmentState = z.object({ have: z.int().min(0), whole: z.boolean() });
export type AttachmentState = z.infer<typeof attachmentState>;

export const attachmentGet = z.strictObject({ at: z.coerce.number().int().min(0) });
