import { z } from 'zod';
import { mostBytes } from './kinds.ts';

const id = z.string().min(1).max(200);

/** Bytes of one message between page and store: no other question waits for longer than such a piece takes. */
export const pieceOnPort = 256 * 1024;

/**
 * What a page asks about contents. A new one comes piece by piece (`begin`, `part` …, `end`) and is on the disk, encrypted, when `end` is
 * answered; then `attachment.add` names it. `fetch` brings one from the centre; `read` answers a piece of one that is here.
 */
export const fileAsk = z.discriminatedUnion('file', [
  z.strictObject({ file: z.literal('begin'), id: z.uuid(), bytes: z.int().min(1).max(mostBytes) }),
  z.strictObject({
    file: z.literal('part'),
    id: z.uuid(),
    part: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= pieceOnPort),
  }),
  z.strictObject({ file: z.literal('end'), id: z.uuid() }),
  z.strictObject({ file: z.literal('drop'), id: z.uuid() }),
  z.strictObject({ file: z.literal('fetch'), customerId: id, attachmentId: id }),
  z.strictObject({ file: z.literal('read'), customerId: id, attachmentId: id, from: z.int().min(0) }),
]);
export type FileAsk = z.infer<typeof fileAsk>;

/** A content that is kept: what `attachment.add` says of it. */
export type KeptFile = { hash: string; mime: string; bytes: number };

export type FileAnswers = {
  begin: null;
  part: null;
  end: KeptFile;
  drop: null;
  fetch: null;
  read: { bytes: Uint8Array; total: number };
};
