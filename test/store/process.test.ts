import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import type { Reply } from '#shared/bridge.ts';
import type { SyncView } from '#shared/views/sync.ts';
import type { FromStore, FromStorePort, Port, ToStore, ToStorePort } from '#store/door.ts';
import { serveStore } from '#store/process.ts';
import { png, sha256Of } from '../attachment/content.ts';
import { customer, desk, note, place } from './fixture.ts';
import { httpCentre } from './http-centre.ts';

type Without<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** Both ends of a port as Electron's are: what is sent at one end comes at the other as a copy, later. */
function line<In, Out>() {
  const listeners: ((event: { data: In; ports: Port<ToStorePort, FromStorePort>[] }) => void)[] = [];
  const heard: Out[] = [];
  const port: Port<In, Out> = {
    postMessage: (message) => void heard.push(structuredClone(message)),
    on(event: string, listener: unknown) {
      if (event === 'message') listeners.push(listener as (typeof listeners)[number]);
    },
  };
  let id = 0;
  return {
    port,
    heard,
    async ask(message: object, ports: Port<ToStorePort, FromStorePort>[] = []): Promise<Out> {
      id += 1;
      const mine = id;
      for (const listener of listeners)
        listener({ data: { ...structuredClone(message), id: mine } as In, ports });
      const isMine = (one: Out) => (one as { id?: number }).id === mine;
      await expect.poll(() => heard.some(isMine), { interval: 5, timeout: 60_000 }).toBe(true);
      return heard.find(isMine) as Out;
    },
  };
}

async function opened() {
  const main = line<ToStore, FromStore>();
  const logged: unknown[] = [];
  serveStore({ parent: main.port, transport: { fetch }, log: (fields) => void logged.push(fields) });
  const tell = async (message: Without<ToStore>, ports: Port<ToStorePort, FromStorePort>[] = []) =>
    ((await main.ask(message, ports)) as { reply: Reply<unknown> }).reply;
  const at = place();
  const open = { verb: 'open', ...at, fresh: true, desk } as const;
  expect(await tell(open)).toEqual({ ok: true, value: null });
  onTestFinished(async () => {
    await tell({ verb: 'close' });
    expect(logged).toEqual([]);
  });
  const page = line<ToStorePort, FromStorePort>();
  expect(await tell({ verb: 'page' }, [page.port])).toEqual({ ok: true, value: null });
  const view = async <T>(name: string): Promise<T> => {
    const answer = (await page.ask({ verb: 'view', request: { view: name } })) as { reply: Reply<T> };
    if (!answer.reply.ok) throw new Error(JSON.stringify(answer.reply));
    return answer.reply.value;
  };
  return { tell, page, view, at, main };
}

test('a store without a centre says so, and has no tokens to give', async () => {
  const { tell, view } = await opened();
  expect(await view<SyncView>('sync')).toMatchObject({ server: null, unsent: 0, trouble: null });
  for (const verb of ['sync-now', 'token'] as const)
    expect(await tell({ verb })).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
});

test('through the door: joined to a centre, a page writes and hears of it, tokens are given to main alone, and leaving forgets them', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  const { tell, page, view } = await opened();
  const join = { verb: 'sync', server: centre.url, signedIn: centre.signedIn(), version: '0' } as const;
  expect(await tell(join)).toEqual({ ok: true, value: null });
  await expect.poll(async () => (await view<SyncView>('sync')).lastAnswerAt).not.toBeNull();
  await page.ask({ verb: 'command', asks: [note('c1', null)] });
  await expect.poll(async () => (await view<SyncView>('sync')).unsent).toBe(0);
  expect(centre.ledger.eventsOf('es')).toHaveLength(1);
  const told = page.heard.flatMap((one) => ('changed' in one ? [one.changed] : []));
  expect(told.flat()).toContain('c1');
  expect(told).toContainEqual([]);
  expect(await tell({ verb: 'token' })).toEqual({ ok: true, value: { token: centre.knobs.token } });
  const file = { verb: 'import', file: '/nowhere', from: 'csv', mapping: null, zone: null } as const;
  expect(await tell({ ...file, country: null, shop: null, language: 'en' })).toMatchObject({
    ok: false,
    fault: { code: 'bad-input', what: 'orders come from the centre' },
  });
  const other = { ...centre.signedIn(), person: { ...centre.signedIn().person, id: 'mateo' } };
  expect(await tell({ verb: 'signed-in', signedIn: other })).toMatchObject({ ok: false });
  expect(await tell({ verb: 'sign-out' })).toEqual({ ok: true, value: null });
  expect(await view<SyncView>('sync')).toMatchObject({ server: null, unsent: 0 });
  expect(await tell({ verb: 'sync', server: centre.url, signedIn: null, version: '0' })).toEqual({
    ok: true,
    value: null,
  });
  await expect.poll(async () => (await view<SyncView>('sync')).trouble?.what).toBe('sign-in');
  const all = JSON.stringify(page.heard);
  expect(all).not.toContain(centre.knobs.token);
  expect(all).not.toContain(centre.knobs.refresh);
});

test('through the door: a page sends a photo in pieces and reads it again, main saves it where the person says, and what a page gets wrong it is told', async () => {
  const { tell, page, view, at } = await opened();
  const file = async (ask: object) =>
    ((await page.ask({ verb: 'file', ask })) as { reply: Reply<unknown> }).reply;
  const content = png(30, 20, { noise: 300_000 });
  const id = randomUUID();
  expect(await file({ file: 'begin', id, bytes: content.length })).toEqual({ ok: true, value: null });
  for (let from = 0; from < content.length; from += pieceOnPort) {
    const part = new Uint8Array(content.subarray(from, from + pieceOnPort));
    expect(await file({ file: 'part', id, part })).toEqual({ ok: true, value: null });
  }
  const kept = { hash: sha256Of(content), mime: 'image/png', bytes: content.length };
  expect(await file({ file: 'end', id })).toEqual({ ok: true, value: kept });
  const about = { customerId: 'c1', attachmentId: 'a1' };
  const data = { attachmentId: 'a1', name: 'CON.exe', orderId: null, about: '', ...kept };
  await page.ask({
    verb: 'command',
    asks: [{ type: 'attachment.add', customerId: 'c1', caseId: null, data }],
  });
  expect(await view<SyncView>('sync')).toMatchObject({ unsentFiles: 1 });
  const first = (await file({ file: 'read', ...about, from: 0 })) as {
    value: { bytes: Uint8Array; total: number };
  };
  expect(first.value).toEqual({
    bytes: new Uint8Array(content.subarray(0, pieceOnPort)),
    total: content.length,
  });
  for (const wrong of [{ file: 'read', ...about, attachmentId: 'x', from: 0 }, { file: 'rm' }, 'file'])
    expect(await file(wrong as object)).toMatchObject({ ok: false, fault: { code: 'bad-input' } });

  expect(await tell({ verb: 'attachment-name', ...about })).toEqual({
    ok: true,
    value: { name: '_CON.png' },
  });
  const path = join(at.folder, 'saved.png');
  expect(await tell({ verb: 'save-attachment', ...about, path })).toEqual({ ok: true, value: null });
  expect(readFileSync(path)).toEqual(content);
  const nowhere = join(at.folder, 'none', 'saved.png');
  expect(await tell({ verb: 'save-attachment', ...about, path: nowhere })).toMatchObject({
    ok: false,
    fault: { code: 'bad-place' },
  });
});

test('through the door: a locked store answers a page nothing, keeps what was just being typed, works on, and opens by PIN or password', async () => {
  const centre = await httpCentre({ policy: { leaseHours: 72, lockAfter: 10 } });
  centre.ledger.put('es', customer('c1'));
  const { tell, page, view, main } = await opened();
  await tell({ verb: 'sync', server: centre.url, signedIn: centre.signedIn(), version: '0' });
  await expect.poll(async () => (await view<SyncView>('sync')).lastAnswerAt).not.toBeNull();
  await tell({ verb: 'keep-password', password: 'cinco faroles azules' });
  for (const bad of ['12345', '111111', '234567', 'abcdef'])
    expect(await tell({ verb: 'set-pin', pin: bad, before: null })).toMatchObject({
      fault: { code: 'bad-input' },
    });
  expect(await tell({ verb: 'set-pin', pin: '258013', before: null })).toMatchObject({
    value: { right: true },
  });
  expect(await tell({ verb: 'set-pin', pin: '802513', before: '999999' })).toMatchObject({
    value: { right: false },
  });
  await tell({ verb: 'unlock', by: 'pin', text: '258013' });

  await tell({ verb: 'lock', on: true });
  const before = page.heard.length;
  const ask = async (at: typeof page, message: object) =>
    ((await at.ask(message)) as { reply: Reply<unknown> }).reply;
  const locked = { ok: false, fault: { code: 'locked' } };
  const asks = [
    { verb: 'view', request: { view: 'customer', customerId: 'c1' } },
    { verb: 'view', request: { view: 'drafts' } },
    { verb: 'command', asks: [note('c1', null)] },
    { verb: 'file', ask: { file: 'read', customerId: 'c1', attachmentId: 'a1', from: 0 } },
  ];
  for (const one of asks) expect(await ask(page, one)).toMatchObject(locked);
  for (const one of ['attachment-name', 'audit-name'] as const) {
    const about = { customerId: 'c1', attachmentId: 'a', caseId: 'a' };
    expect(await tell({ verb: one, ...about } as Without<ToStore>)).toMatchObject(locked);
  }
  expect(await ask(page, { verb: 'draft', key: 'note c1', body: 'lo que escribía' })).toMatchObject({
    ok: true,
  });
  // The page that comes after the lock is another one: it has typed nothing.
  const after = line<ToStorePort, FromStorePort>();
  await tell({ verb: 'page' }, [after.port]);
  expect(await ask(after, { verb: 'draft', key: 'note c1', body: 'x' })).toMatchObject(locked);
  centre.ledger.put('es', customer('c2'));
  centre.poke('es');
  await expect.poll(() => centre.asked.filter(({ path }) => path === '/exchange').length).toBeGreaterThan(1);
  expect([...page.heard.slice(before), ...after.heard].filter((one) => 'changed' in one)).toEqual([]);

  const tries = [];
  for (const pin of ['000001', '000002', '000003', '000004', '000005', '258013'])
    tries.push(await tell({ verb: 'unlock', by: 'pin', text: pin }));
  expect(tries.every((reply) => reply.ok && !(reply.value as { right: boolean }).right)).toBe(true);
  const watch = main.heard.flatMap((one) => ('watch' in one ? [one.watch] : [])).at(-1);
  expect(watch).toEqual({ lockAfter: 10, lease: { isOver: false, since: expect.any(Number) }, pin: 0 });
  expect(await tell({ verb: 'unlock', by: 'password', text: 'cinco faroles' })).toMatchObject({
    value: { right: false },
  });
  expect(await tell({ verb: 'unlock', by: 'password', text: 'cinco faroles azules' })).toMatchObject({
    value: { right: true },
  });
  expect(await ask(after, { verb: 'view', request: { view: 'drafts' } })).toMatchObject({
    value: [{ key: 'note c1', body: 'lo que escribía' }],
  });
  await tell({ verb: 'lock', on: true });
  expect(await tell({ verb: 'unlock', by: 'pin', text: '258013' })).toMatchObject({ value: { right: true } });
});
