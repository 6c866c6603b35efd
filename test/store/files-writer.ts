/**
 * A desk that attaches photos without end, to be killed: says each that is in its story. Arguments: folder, key in hex, whether the store is
 * new. A photo's bytes are made from its id, so that whoever looks later knows what it must be.
 */
import { createHash, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import { openStore } from '#store/store.ts';

import { contentOf } from './files-content.ts';

const [folder = '', keyHex = '', fresh = ''] = argv.slice(2);
const store = await openStore({
  folder,
  key: Buffer.from(keyHex, 'hex'),
  fresh: fresh === 'fresh',
  desk: { person: { id: 'lucia', name: 'Lucía' }, company: 'Casa Lumbre' },
});

for (;;) {
  const id = randomUUID();
  const content = contentOf(id);
  const from = store.files.incoming();
  await store.files.answer({ file: 'begin', id, bytes: content.length }, from);
  for (let at = 0; at < content.length; at += pieceOnPort)
    await store.files.answer(
      { file: 'part', id, part: new Uint8Array(content.subarray(at, at + pieceOnPort)) },
      from,
    );
  const kept = (await store.files.answer({ file: 'end', id }, from)) as {
    hash: string;
    mime: string;
    bytes: number;
  };
  const data = { attachmentId: id, name: 'rota.txt', orderId: null, about: '', ...kept };
  if (kept.hash !== createHash('sha256').update(content).digest('hex')) throw new Error('another hash');
  store.record([{ type: 'attachment.add', customerId: 'c1', caseId: null, data }]);
  writeSync(1, `${id}\n`);
}
