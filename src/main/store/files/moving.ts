import type { AttachmentView } from '#shared/views/attachment.ts';

type Cannot = Extract<AttachmentView['content'], { is: 'cannot' }>['why'];
type Coming = Extract<AttachmentView['content'], { is: 'coming' | 'cannot' }>;

/** What is on its way right now, in memory: by the content's hash what comes, by the attachment's id what goes. */
export type Moving = {
  content(hash: string): Coming | null;
  /** Bytes of it that the centre has. */
  sent(attachmentId: string): number;
  coming(hash: string, done: number): void;
  cannot(hash: string, why: Cannot): void;
  /** It is here, or nobody asks for it any more. */
  settled(hash: string): void;
  going(attachmentId: string, sent: number): void;
};

export function movingFiles(): Moving {
  const contents = new Map<string, Coming>();
  const going = new Map<string, number>();
  return {
    content: (hash) => contents.get(hash) ?? null,
    sent: (attachmentId) => going.get(attachmentId) ?? 0,
    coming: (hash, done) => void contents.set(hash, { is: 'coming', done }),
    cannot: (hash, why) => void contents.set(hash, { is: 'cannot', why }),
    settled: (hash) => void contents.delete(hash),
    going: (attachmentId, sent) => void going.set(attachmentId, sent),
  };
}
