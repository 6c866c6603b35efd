import type { Reply } from '#shared/bridge.ts';
import { FaultError } from '#shared/fault.ts';
import type { AtCentre, Brought } from '#shared/views/search.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { type ViewRequest, viewRequest } from '#shared/views.ts';
import type { FromStore, FromStorePort, ToStore, ToStorePort } from './door.ts';
import { figuresOf, syncFiguresOf } from './figures.ts';
import type { Incoming } from './files/incoming.ts';
import { type Lock, lockOf } from './lock.ts';
import { RefusedError } from './record.ts';
import { openStore, type Store } from './store.ts';
import type { Transport } from './sync/ask.ts';
import { isShutIn, shutIn, shutState } from './sync/farewell.ts';
import { type Sync, startSync } from './sync/sync.ts';
import { TroubleError } from './sync/trouble.ts';
import { faultOf, troubleOf } from './trouble.ts';

/** What Electron gives a utility process, as far as it is used here: this folder does not know Electron. */
export type Port<In, Out> = {
  postMessage(message: Out): void;
  on(
    event: 'message',
    listener: (event: { data: In; ports: Port<ToStorePort, FromStorePort>[] }) => void,
  ): void;
  on(event: 'close', listener: () => void): void;
  start?(): void;
};

type Page = Port<ToStorePort, FromStorePort>;
type Opened = Extract<ToStore, { verb: 'open' }>;
/** What is open: the store, what it was opened with, and its sync while it has a centre. */
type Open = { store: Store; lock: Lock; with: Opened; sync: Sync | null; shut: boolean };

export type StoreDoors = {
  parent: Port<ToStore, FromStore>;
  /** The network: Electron's in the application, Node's elsewhere. */
  transport: Transport;
  /** For what broke and is nobody's answer: names and codes, never a text of a customer. */
  log: (fields: { ref: string; error: string; code: string }) => void;
};

/** A question for one of these views; null: it is for another one, and is read where that is answered. */
function askedFor<V extends ViewRequest['view']>(
  request: unknown,
  ...wanted: V[]
): Extract<ViewRequest, { view: V }> | null {
  const view = typeof request === 'object' && request !== null && 'view' in request ? request.view : null;
  if (!wanted.some((one) => one === view)) return null;
  return (viewRequest.safeParse(request).data ?? null) as Extract<ViewRequest, { view: V }> | null;
}

/** How often it is looked whether the lease is over, ms; each question of a page looks as well. */
const lookEvery = 20_000;

/** Serves one store: to the desktop through `parent`, to pages through the ports that come with `page`. */
export function serveStore({ parent, transport, log }: StoreDoors): void {
  const pages = new Set<Page>();
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

  function tellPages(changed: string[] | 'all'): void {
    open?.store.incidents.changed(changed);
    // Who changed is a customer's too.
    if (!open?.lock.isOpen() || open.shut) return;
    for (const port of pages) port.postMessage({ changed });
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

  /** `mayType`: a page from before the lock hands in the words that were just being typed. */
  function answer(message: Exclude<ToStorePort, { verb: 'file' }>, mayType: boolean): Reply<unknown> {
    try {
      const { store, sync, lock } = opened();
      if (message.verb !== 'draft' || !mayType) mustBeOpen(lock);
      switch (message.verb) {
        case 'command': {
          const { ids, customers } = store.record(message.asks);
          tellPages(customers);
          sync?.recorded();
          return { ok: true, value: { ids } };
        }
        case 'view': {
          const looked = askedFor(message.request, 'customer');
          if (looked) sync?.looked(looked.customerId);
          return { ok: true, value: store.view(message.request) };
        }
        case 'draft':
          store.draft({ key: message.key, body: message.body });
          return { ok: true, value: null };
      }
    } catch (error) {
      return replyTo(error);
    }
  }

  /** What only the centre can answer. Null: the store answers by itself. */
  function atCentre(message: ToStorePort): Promise<Reply<unknown>> | null {
    const asked = message.verb === 'view' ? askedFor(message.request, 'at-centre', 'bring') : null;
    if (asked === null || !open?.sync) return null;
    const { sync, lock } = open;
    const work = async (): Promise<AtCentre | Brought> => {
      mustBeOpen(lock);
      if (asked.view === 'at-centre') return sync.find(asked.text);
      return sync.bring(asked.customerId, 'guest').catch((error: unknown) => {
        if (error instanceof TroubleError) return 'away';
        throw error;
      });
    };
    return work()
      .then((value) => {
        // It may have been locked while the centre was asked.
        mustBeOpen(lock);
        return { ok: true, value } as const;
      })
      .catch(replyTo);
  }

  function takePage(port: Page | undefined): void {
    if (!port) throw new FaultError('bad-input', 'no port came with the page');
    pages.add(port);
    let incoming: Incoming | null = null;
    const mayType = open?.lock.isOpen() ?? false;
    const fileAnswer = async (ask: unknown): Promise<Reply<unknown>> => {
      try {
        const { store, lock } = opened();
        mustBeOpen(lock);
        const { files } = store;
        incoming ??= files.incoming();
        return { ok: true, value: await files.answer(ask, incoming) };
      } catch (error) {
        return replyTo(error);
      }
    };
    port.on('message', ({ data }) => {
      if (data.verb === 'file')
        void fileAnswer(data.ask).then((reply) => port.postMessage({ id: data.id, reply }));
      else {
        const later = atCentre(data);
        if (later) void later.then((reply) => port.postMessage({ id: data.id, reply }));
        else port.postMessage({ id: data.id, reply: answer(data, mayType) });
      }
    });
    port.on('close', () => {
      pages.delete(port);
      void incoming?.close();
    });
    port.start?.();
  }

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
      version,
      changed(customers) {
        // An answer of the centre may have begun a lease anew, or brought another policy.
        tellWatch();
        tellPages(customers);
      },
      shut(shut) {
        now.shut = shut !== null;
        parent.postMessage({ shut });
      },
      wipe: (wipe) => parent.postMessage({ wipe }),
      who: (who) => parent.postMessage({ who }),
      failed(error, ref) {
        if (troubleOf(error) === 'damaged') parent.postMessage({ trouble: 'damaged', ref });
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        log({ ref, error: error instanceof Error ? error.name : typeof error, code });
      },
    });
    tellWatch();
    tellPages([]);
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
        store.incidents.follow(() => tellPages([]));
        store.onHidden(tellPages);
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
        tellPages('all');
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
        tellPages([]);
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
        if (!message.on) tellPages('all');
        return null;
      }
      case 'unlock': {
        const answer = await opened().lock.unlock(message.by, message.text);
        tellWatch();
        if (answer.right) tellPages('all');
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
        takePage(ports[0]);
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
