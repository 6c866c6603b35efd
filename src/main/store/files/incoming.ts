import type { KeptFile } from '#shared/attachment/asks.ts';
import { headBytes, kindOf, mimeOf, mostBytes, textCheck } from '#shared/attachment/kinds.ts';
import { FaultError } from '#shared/fault.ts';
import type { FileRows } from './rows.ts';
import type { Vault, Writer } from './vault.ts';

/** Contents that one page sends at once, at most. */
const mostAtOnce = 4;

export type Incoming = {
  begin(id: string, bytes: number): Promise<void>;
  part(id: string, part: Uint8Array): Promise<void>;
  /** All of it is on the disk and known to the store. @throws FaultError bad-input: nothing that is taken; nothing of it stays */
  end(id: string): Promise<KeptFile>;
  drop(id: string): Promise<void>;
  /** The page is gone: what it had begun is forgotten. */
  close(): Promise<void>;
};

type Coming = {
  writer: Writer;
  announced: number;
  bytes: number;
  head: Buffer;
  text: ReturnType<typeof textCheck>;
  isText: boolean;
};

/**
 * Takes contents from one page. What a content is, is found out here again, whatever the page said: by its first bytes, and of a text by all
 * of them. Nothing is decoded: that is for the page's sandbox.
 */
export function incomingFiles(vault: Vault, rows: FileRows, now: () => number): Incoming {
  const coming = new Map<string, Coming>();

  function found(id: string): Coming {
    const one = coming.get(id);
    if (!one) throw new FaultError('bad-input', 'no such content is coming');
    return one;
  }

  async function drop(id: string): Promise<void> {
    const one = coming.get(id);
    coming.delete(id);
    await one?.writer.cancel();
  }

  async function finish(one: Coming): Promise<KeptFile> {
    const kind = kindOf(one.head);
    const isTaken = kind !== null && one.bytes === one.announced && (kind !== 'text' || endsAsText(one));
    if (!isTaken) {
      await one.writer.cancel();
      throw new FaultError('bad-input', 'this content is not taken');
    }
    const { file, hash, bytes } = await one.writer.finish();
    const known = rows.blob(hash);
    const has = known !== null && (await vault.has()).has(known.file);
    const mime = mimeOf[kind];
    if (has) {
      await vault.remove(file);
      rows.used(hash, now());
    } else rows.keep({ hash, file, bytes, mime }, now());
    return { hash, mime, bytes };
  }

  const endsAsText = ({ text, isText }: Coming): boolean => isText && text.isText(new Uint8Array(0), true);

  return {
    async begin(id, announced) {
      if (coming.has(id) || coming.size >= mostAtOnce) throw new FaultError('retry', 'too much is coming');
      const writer = await vault.create();
      const text = textCheck();
      coming.set(id, { writer, announced, bytes: 0, head: Buffer.alloc(0), text, isText: true });
    },
    async part(id, part) {
      const one = found(id);
      one.bytes += part.length;
      if (one.bytes > Math.min(one.announced, mostBytes)) {
        await drop(id);
        throw new FaultError('bad-input', 'the content is longer than it said');
      }
      if (one.head.length < headBytes) one.head = Buffer.concat([one.head, part]).subarray(0, headBytes);
      one.isText &&= kindOf(one.head) === 'text' && one.text.isText(part, false);
      await one.writer.write(part);
    },
    async end(id) {
      const one = found(id);
      coming.delete(id);
      return await finish(one);
    },
    drop,
    async close() {
      await Promise.all([...coming.keys()].map(drop));
    },
  };
}
