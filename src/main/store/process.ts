import type { Reply } from '#shared/bridge.ts';
import { FaultError } from '#shared/fault.ts';
import type { SyncView } from '#shared/views/sync.ts';
import type { FromStore, Port, ToStore } from './door.ts';
import { figuresOf, syncFiguresOf } from './figures.ts';
import { type Lock, lockOf } from './lock.ts';
import type { Open } from './open-store.ts';
import { type Page, servePages } from './pages.ts';
import { RefusedError } from './record.ts';
import { openStore, type Store } from './store.ts';
import type { Transport } from './sync/ask.ts';
import { isShutIn, shutIn, shutState } from './sync/farewell.ts';
import type { FillThreads } from './sync/fill.ts';
import { type Sync, startSync } from './sync/sync.ts';
import { TroubleError } from './sync/trouble.ts';
import { faultOf, troubleOf } from './trouble.ts';

export type StoreDoors = {
  parent: Port<ToStore, FromStore>;
  /** The network: Electron's in the application, Node's elsewhere. */
  transport: Transport;
  /** Programs of a first fill's threads, where they are bundled. */
  fillThreads?: FillThreads;
  /** For what broke and is nobody's answer: names and codes, never a text of a customer. */
  log: (fields: { ref: string; error: string; code: string }) => void;
};

/** How often it is looked whether the lease is over, ms; each question of a page looks as well. */
const lookEvery = 20_000;

/** Serves one store: to the desktop through `parent`, to pages through the ports that come with `page`. */
export function serveStore({ parent, transport, fillThreads, log }: StoreDoors): void {
  const pages = servePages({ open: () => open, opened, mustBeOpen, replyTo });
  let open: Open | null = null;
  let watched = '';

  function opened(): Open {
    if (!open) throw new FaultError('retry', 'the store is not open yet');
    return open;
  }

  function syncing(): Sync {
    const { sync } = opened();
    if (!sync) throw new FaultError('bad-input', 'this store has no centre');
    return sync;
  }

  /** Every question is answered: a value, a refusal or a fault. A file that went bad meanwhile is told to the desktop too. */
  function replyTo(error: unknown): Reply<never> {
    if (error instanceof RefusedError) return { ok: false, refusal: error.refusal };
    if (error instanceof TroubleError) {
      const { what, ref } = error.trouble;
      return { ok: false, fault: { code: 'retry', what, ref } };
    }
    const fault = faultOf(error);
    if (troubleOf(error) === 'damaged') parent.postMessage({ trouble: 'damaged', ref: fault.ref });
    return { ok: false, fault };
  }

  /** Tells the desktop how the lock stands, where that is news. */
  function tellWatch(): void {
    if (!open) return;
    const watch = open.lock.watch();
    const text = JSON.stringify(watch);
    if (text !== watched) parent.postMessage({ watch });
    watched = text;
  }

  const looking = setInterval(tellWatch, lookEvery);
  looking.unref();

  function progress(what: Extract<FromStore, { progress: unknown }>['progress']['what']) {
    return (done: number, total: number | null) => parent.postMessage({ progress: { what, done, total } });
  }

  /** For a question about a customer. @throws FaultError locked, or retry where this machine was shut out */
  function mustBeOpen(lock: Lock): void {
    if (open?.shut) throw new FaultError('retry', 'this machine was shut out');
    if (lock.isOpen()) return;
    tellWatch();
    lock.mustBeOpen();
  }

  function unlocked(): Store {
    const { store, lock } = opened();
    mustBeOpen(lock);
    return store;
  }

  async function closeAll(): Promise<void> {
    const before = open;
    open = null;
    watched = '';
    await before?.sync?.close();
    before?.store.close();
  }

  /** Whoever brings a file in works in one long transaction, and draws numbers that no centre knows. */
  function withoutCentre(): Store {
    const { store, sync } = opened();
    if (sync) throw new FaultError('bad-input', 'orders come from the centre');
    return store;
  }

  async function joinCentre({
    server,
    signedIn,
    version,
  }: Extract<ToStore, { verb: 'sync' }>): Promise<void> {
    const now = opened();
    await now.sync?.close();
    now.sync = startSync({
      store: now.store,
      location: now.with,
      person: now.with.desk.person.id,
      server,
      signedIn,
      transport,
      ...(fillThreads ? { fillThreads } : {}),
      version,
      changed(customers) {
        // An answer of the centre may have begun a lease anew, or brought another policy.
        tellWatch();
        pages.tell(customers);
      },
      shut(shut) {
        now.shut = shut !== null;
        parent.postMessage({ shut });
      },
      wipe: (wipe) => parent.postMessage({ wipe }),
      askedAt: pages.askedAt,
      who: (who) => parent.postMessage({ who }),
      failed(error, ref) {
        if (troubleOf(error) === 'damaged') parent.postMessage({ trouble: 'damaged', ref });
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        log({ ref, error: error instanceof Error ? error.name : typeof error, code });
      },
    });
    tellWatch();
    pages.tell([]);
  }

  /** The demo company and the shops' readers are loaded only when asked for: most starts need neither. */
  async function obey(message: ToStore, ports: Page[]): Promise<unknown> {
    switch (message.verb) {
      case 'open': {
        await closeAll();
        const store = await openStore({
          ...message,
          progress: (what, done, total) => progress(what)(done, total),
        });
        store.incidents.follow(() => pages.tell([]));
        store.onHidden(pages.tell);
        open = {
          store,
          lock: lockOf(store.db, store.lease, Date.now),
          with: message,
          sync: null,
          shut: false,
        };
        if (message.shut) shutIn(store.db);
        open.shut = isShutIn(store.db);
        tellWatch();
        return open.shut ? shutState(store.db, 'handing-in') : null;
      }
      case 'load-demo':
        await (await import('./demo.ts')).loadDemo(withoutCentre(), message, progress('loading-demo'));
        pages.tell('all');
        return null;
      case 'import':
        return await (await import('./import.ts')).importFile(
          withoutCentre(),
          message,
          progress('importing'),
        );
      case 'sync':
        await joinCentre(message);
        return null;
      case 'signed-in':
        syncing().signedIn(message.signedIn);
        tellWatch();
        return null;
      case 'sync-now':
        syncing().now();
        return null;
      case 'read':
        opened().store.read(message.refused);
        pages.tell([]);
        return null;
      case 'token':
        return { token: await syncing().token() };
      case 'sign-out': {
        const now = opened();
        const { sync } = now;
        now.sync = null;
        await sync?.signOut();
        return null;
      }
      case 'attachment-name':
        return { name: unlocked().files.nameOf(message.customerId, message.attachmentId) };
      case 'save-attachment':
        await unlocked().files.save(message.customerId, message.attachmentId, message.path);
        return null;
      case 'audit-name': {
        const { case: one } = unlocked().audit.of(message.customerId, message.caseId);
        return { name: `${one.number}.html`, owner: one.owner.id };
      }
      case 'save-audit':
        await unlocked().audit.save(message.customerId, message.caseId, message.path);
        return null;
      case 'caller':
        return { number: opened().store.veil.caller(message.number) };
      case 'figures': {
        const { store } = opened();
        const view = store.view({ view: 'sync' }) as SyncView;
        return { store: figuresOf(store.db), sync: syncFiguresOf(view) };
      }
      case 'lock': {
        const { lock } = opened();
        if (message.on) lock.close();
        else lock.open();
        tellWatch();
        if (!message.on) pages.tell('all');
        return null;
      }
      case 'unlock': {
        const answer = await opened().lock.unlock(message.by, message.text);
        tellWatch();
        if (answer.right) pages.tell('all');
        return answer;
      }
      case 'set-pin': {
        const { lock } = opened();
        mustBeOpen(lock);
        const right = await lock.setPin(message.pin, message.before);
        tellWatch();
        return { right };
      }
      case 'keep-password':
        await opened().lock.keepPassword(message.password);
        tellWatch();
        return null;
      case 'page':
        pages.take(ports[0]);
        return null;
      case 'close':
        await closeAll();
        return null;
    }
  }

  parent.on('message', ({ data, ports }) => {
    obey(data, ports).then(
      (value) => parent.postMessage({ id: data.id, reply: { ok: true, value } }),
      (error: unknown) => {
        const trouble = data.verb === 'open' || data.verb === 'load-demo' ? troubleOf(error) : null;
        if (trouble) parent.postMessage({ id: data.id, trouble, ref: faultOf(error).ref });
        else parent.postMessage({ id: data.id, reply: replyTo(error) });
      },
    );
  });
}
