import { randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { UnfitError } from '#store/files/cipher.ts';
import { openFiles } from '#store/files/files.ts';
import { movingFiles } from '#store/files/moving.ts';
import { dueSql, evictableSql, unsentFilesSql, unusedSql } from '#store/files/rows.ts';
import { vaultFolder, vaultIn } from '#store/files/vault.ts';
import type { Store } from '#store/store.ts';
import { attachmentsSql, unsentFilesListSql } from '#store/views/attachments.ts';
import { png, sha256Of } from '../attachment/content.ts';
import { customer, note, openCase, type Place, pageOf, place, storeAt } from './fixture.ts';

const filesAt = ({ folder }: Place): string[] => {
  const path = join(folder, vaultFolder);
  return existsSync(path) ? readdirSync(path).sort() : [];
};

/** What a page does: the content piece by piece. */
async function send(
  { files }: Store,
  content: Uint8Array,
  upTo = content.length,
  from = files.incoming(),
): Promise<unknown> {
  const id = randomUUID();
  await files.answer({ file: 'begin', id, bytes: content.length }, from);
  for (let at = 0; at < upTo; at += pieceOnPort)
    await files.answer(
      { file: 'part', id, part: new Uint8Array(content.subarray(at, at + pieceOnPort)) },
      from,
    );
  return upTo < content.length ? null : await files.answer({ file: 'end', id }, from);
}

function attach(
  content: Uint8Array,
  more: { caseId?: string | null; name?: string; id?: string } = {},
): CommandAsk {
  const { caseId = null, name = 'rota.png', id = randomUUID() } = more;
  const data = {
    attachmentId: id,
    hash: sha256Of(content),
    name,
    mime: 'image/png',
    bytes: content.length,
    orderId: null,
    about: 'The broken cup',
  };
  return { type: 'attachment.add', customerId: 'c1', caseId, data };
}

const listed = (store: Store) => store.view({ view: 'attachments', customerId: 'c1' }) as AttachmentView[];

async function readAll({ files }: Store, attachmentId: string): Promise<Buffer> {
  const from = files.incoming();
  const parts: Uint8Array[] = [];
  for (let at = 0; ; ) {
    const piece = (await files.answer({ file: 'read', customerId: 'c1', attachmentId, from: at }, from)) as {
      bytes: Uint8Array;
      total: number;
    };
    parts.push(piece.bytes);
    at += piece.bytes.length;
    if (at >= piece.total) return Buffer.concat(parts);
  }
}

async function opened(at = place()): Promise<{ at: Place; store: Store }> {
  const store = await storeAt(at);
  store.absorb(pageOf(0, [customer('c1')]));
  return { at, store };
}

test('a photo is kept encrypted beside the store, belongs to its case, and is read as it was', async () => {
  const { at, store } = await opened();
  const content = png(60, 40, { noise: 700_000 });
  const canary = Buffer.from('hiLo');
  expect(await send(store, content)).toEqual({
    hash: sha256Of(content),
    mime: 'image/png',
    bytes: content.length,
  });
  const caseId = randomUUID();
  store.record([openCase('c1', caseId), attach(content, { caseId, name: '../..\\rota\u202Egpj.exe' })]);
  const [one] = listed(store);
  expect(one).toMatchObject({
    caseId,
    name: 'rotagpj.png',
    about: 'The broken cup',
    content: { is: 'here' },
    sent: 0,
  });
  expect(await readAll(store, one?.id ?? '')).toEqual(content);
  const { story } = store.view({ view: 'customer', customerId: 'c1' }) as {
    story: { entries: { kind: string }[] };
  };
  expect(story.entries.map(({ kind }) => kind)).toContain('attachment');
  const [file = ''] = filesAt(at);
  expect(file).toMatch(/^[0-9a-f]{32}$/);
  const lying = readFileSync(join(at.folder, vaultFolder, file));
  expect(lying.includes(canary) || lying.includes(content.subarray(1000, 1032))).toBe(false);
  expect((store.view({ view: 'sync' }) as SyncView).unsentFiles).toBe(1);
  expect(store.view({ view: 'unsent-files' })).toMatchObject([
    {
      attachmentId: one?.id,
      customerName: 'Customer c1',
      name: 'rotagpj.png',
      bytes: content.length,
      sent: 0,
    },
  ]);
});

test('the same photo attached twice lies there once', async () => {
  const { at, store } = await opened();
  const content = png();
  await send(store, content);
  await send(store, content);
  store.record([attach(content), attach(content)]);
  expect(filesAt(at)).toHaveLength(1);
  expect(listed(store)).toHaveLength(2);
});

test.each<[string, Uint8Array]>([
  ['a page named .png', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
  ['SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a program', Buffer.from('MZ\x90\0\x03', 'latin1')],
  ['words with a zero far behind', Buffer.concat([Buffer.from('a'.repeat(300_000)), Buffer.from([0])])],
  ['words that end in the middle of a letter', Buffer.from([0x61, 0xc3])],
])('%s is not taken whatever the page says, and nothing of it stays', async (_, content) => {
  const { at, store } = await opened();
  await expect(send(store, content)).rejects.toMatchObject({ code: 'bad-input' });
  expect(filesAt(at)).toEqual([]);
  expect(() => store.record([attach(content)])).toThrow('the attached content is not here');
});

test('what is longer or shorter than it said, or was never begun, is not taken', async () => {
  const { at, store } = await opened();
  const from = store.files.incoming();
  const id = randomUUID();
  const content = png();
  await store.files.answer({ file: 'begin', id, bytes: 10 }, from);
  const part = { file: 'part', id, part: new Uint8Array(content) };
  await expect(store.files.answer(part, from)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(store.files.answer(part, from)).rejects.toMatchObject({ code: 'bad-input' });
  await store.files.answer({ file: 'begin', id, bytes: content.length + 1 }, from);
  await store.files.answer(part, from);
  await expect(store.files.answer({ file: 'end', id }, from)).rejects.toMatchObject({ code: 'bad-input' });
  for (const wrong of [
    { file: 'begin', id, bytes: 0 },
    { file: 'begin', id, bytes: 2 ** 30 },
    { file: 'read' },
    null,
  ])
    await expect(store.files.answer(wrong, from)).rejects.toMatchObject({ code: 'bad-input' });
  expect(filesAt(at)).toEqual([]);
});

test('an end between any two steps leaves nothing or a good file, and the next start clears up', async () => {
  const { at, store } = await opened();
  const content = png(60, 40, { noise: 900_000 });
  const whole = png(10, 10, { noise: 5000 });
  const named = png(20, 20, { noise: 6000 });
  const killed = store.files.incoming();
  await send(store, content, 500_000, killed);
  await send(store, whole);
  await send(store, named);
  store.record([attach(named)]);
  // A file whose row was never written.
  writeFileSync(join(at.folder, vaultFolder, 'f'.repeat(32)), 'x');
  expect(filesAt(at)).toHaveLength(4);
  // No close: as after a kill.
  const again = await storeAt(at, false);
  expect(filesAt(at)).toHaveLength(1);
  const [one] = listed(again);
  expect(await readAll(again, one?.id ?? '')).toEqual(named);
  expect(() => again.record([attach(whole)])).toThrow('the attached content is not here');
  await killed.close();
});

test('a page that goes away leaves nothing of what it had begun', async () => {
  const { at, store } = await opened();
  const from = store.files.incoming();
  const id = randomUUID();
  await store.files.answer({ file: 'begin', id, bytes: 100 }, from);
  expect(filesAt(at)).toHaveLength(1);
  await from.close();
  expect(filesAt(at)).toEqual([]);
});

test('taken away: who and why stay in the story, the content is not shown, not sent and not kept; a second time is refused', async () => {
  const { at, store } = await opened();
  const content = png();
  await send(store, content);
  const id = randomUUID();
  store.record([attach(content, { id })]);
  const remove = {
    type: 'attachment.remove',
    customerId: 'c1',
    caseId: null,
    data: { attachmentId: id, why: 'Of somebody else' },
  } as const;
  expect((store.view({ view: 'sync' }) as SyncView).unsentFiles).toBe(1);
  store.record([remove]);
  expect(listed(store)).toMatchObject([
    { content: { is: 'removed' }, sent: null, removed: { by: { id: 'lucia' }, why: 'Of somebody else' } },
  ]);
  expect((store.view({ view: 'sync' }) as SyncView).unsentFiles).toBe(0);
  await expect(readAll(store, id)).rejects.toMatchObject({ code: 'bad-input' });
  expect(() => store.record([remove])).toThrow('attachment-removed');
  const unknown = { ...remove, data: { attachmentId: 'x', why: 'y' } };
  expect(() => store.record([unknown])).toThrow('attachment-unknown');
  await storeAt(at, false);
  expect(filesAt(at)).toEqual([]);
});

test('a file that was changed, cut off, swapped or sealed with another key does not open', async () => {
  const { folder, key } = place();
  const vault = vaultIn(folder, key);
  const keep = async (bytes: Buffer) => {
    const writer = await vault.create();
    await writer.write(bytes);
    return (await writer.finish()).file;
  };
  const content = randomBytes(200_000);
  const [one, other] = [await keep(content), await keep(randomBytes(200_000))];
  const path = (file: string) => join(folder, vaultFolder, file);
  const good = readFileSync(path(one));
  const fails = () => expect(vault.read(one, 0, 300_000)).rejects.toThrow(UnfitError);
  expect(await vault.read(one, 0, 300_000)).toEqual(content);
  await expect(vaultIn(folder, randomBytes(32)).read(one, 0, 10)).rejects.toThrow(UnfitError);
  for (const at of [0, 65_551, 70_000, good.length - 1]) {
    const bad = Buffer.from(good);
    bad[at] = (bad[at] ?? 0) ^ 1;
    writeFileSync(path(one), bad);
    await fails();
  }
  // Whole pieces off the end, and two that changed places.
  for (const pieces of [1, 2]) {
    writeFileSync(path(one), good);
    truncateSync(path(one), pieces * 65_552);
    await fails();
  }
  const [a, b, rest] = [good.subarray(0, 65_552), good.subarray(65_552, 131_104), good.subarray(131_104)];
  writeFileSync(path(one), Buffer.concat([b, a, rest]));
  await fails();
  renameSync(path(other), path(one));
  await fails();
  rmSync(path(one));
  await fails();
});

test('whatever its length and wherever it is read, a content is what was written', async () => {
  const { folder, key } = place();
  const vault = vaultIn(folder, key);
  const lengths = fc.oneof(
    fc.integer({ min: 1, max: 300_000 }),
    fc.constantFrom(1, 65_535, 65_536, 65_537, 131_072),
  );
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 1, max: 70_000 }),
      fc.nat(300_000),
      fc.nat(140_000),
      async (length, step, at, most) => {
        const content = randomBytes(length);
        const writer = await vault.create();
        for (let from = 0; from < length; from += step)
          await writer.write(content.subarray(from, from + step));
        const { file, hash, bytes } = await writer.finish();
        expect([hash, bytes]).toEqual([sha256Of(content), length]);
        expect(await vault.read(file, at, most)).toEqual(content.subarray(at, at + most));
        await vault.remove(file);
      },
    ),
    { numRuns: 25 },
  );
});

test('what was fetched makes room for newer, the longest unused first; what was not sent never does', async () => {
  const { at, store } = await opened();
  const own = png(10, 10, { noise: 3000 });
  await send(store, own);
  store.record([attach(own)]);
  const { db } = store;
  const moving = movingFiles();
  const files = await openFiles({ db, location: at, moving, most: 250, now: () => 1000 });
  for (let index = 0; index < 4; index += 1) {
    const writer = await files.vault.create();
    await writer.write(randomBytes(100));
    const kept = await writer.finish();
    files.rows.keep({ ...kept, mime: 'image/png' }, 1000 + index);
    // Of an attachment of somebody else.
    db.prepare("INSERT INTO attachment_now VALUES ('c1', 'customer', ?, ?, 0, '{}')").run(
      `a${index}`,
      kept.hash,
    );
  }
  const before = files.rows.all().map(({ hash }) => hash);
  await files.tidy();
  const left = db.prepare('SELECT hash FROM blob ORDER BY used_at').pluck().all();
  expect(left).toHaveLength(3);
  expect(left).toContain(sha256Of(own));
  expect(before).toHaveLength(5);
  expect(filesAt(at)).toHaveLength(3);
});

test('what is asked of files is found by an index', async () => {
  const { store } = await opened();
  const plan = (sql: string, ...values: unknown[]): string =>
    (store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[])
      .map(({ detail }) => detail)
      .join('\n');
  expect(plan(attachmentsSql, 'c1')).toMatch(/SEARCH a USING PRIMARY KEY \(customer_id=\?\)/);
  expect(plan(unsentFilesListSql)).toMatch(
    /SCAN u USING INDEX upload_unsent[\s\S]*SEARCH a USING PRIMARY KEY/,
  );
  expect(plan(dueSql)).toMatch(/SCAN u USING INDEX upload_unsent[\s\S]*attachment_now_hash/);
  expect(plan(unsentFilesSql)).toMatch(/upload_unsent[\s\S]*attachment_now_hash/);
  expect(plan(evictableSql, 0)).toMatch(/SCAN blob USING (COVERING )?INDEX blob_used[\s\S]*upload_hash/);
  expect(plan(unusedSql, 0)).toMatch(/blob_used[\s\S]*upload_hash[\s\S]*attachment_now_hash/);
  store.record([note('c1', null)]);
});
