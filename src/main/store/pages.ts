import type { Reply } from '#shared/bridge.ts';
import { FaultError } from '#shared/fault.ts';
import type { AtCentre, Brought } from '#shared/views/search.ts';
import { type ViewRequest, viewRequest } from '#shared/views.ts';
import type { FromStorePort, Port, ToStorePort } from './door.ts';
import type { Incoming } from './files/incoming.ts';
import type { Lock } from './lock.ts';
import type { Open } from './open-store.ts';
import { TroubleError } from './sync/trouble.ts';

export type Page = Port<ToStorePort, FromStorePort>;

/** What is open now. */
export type PageDoors = {
  open: () => Open | null;
  /** @throws FaultError retry: nothing is open yet */
  opened: () => Open;
  /** For a question about a customer. @throws FaultError locked, or retry where this machine was shut out */
  mustBeOpen: (lock: Lock) => void;
  replyTo: (error: unknown) => Reply<never>;
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

/** Answers the pages, each through its own port, and tells them what changed. */
export function servePages(now: PageDoors): {
  take: (port: Page | undefined) => void;
  tell: (changed: string[] | 'all') => void;
  /** When one of them asked for anything last, by `performance.now`. */
  askedAt: () => number;
} {
  const pages = new Set<Page>();
  let askedAt = Number.NEGATIVE_INFINITY;

  function tell(changed: string[] | 'all'): void {
    const open = now.open();
    open?.store.incidents.changed(changed);
    // Who changed is a customer's too.
    if (!open?.lock.isOpen() || open.shut) return;
    for (const port of pages) port.postMessage({ changed });
  }

  /** `mayType`: a page from before the lock hands in the words that were just being typed. */
  function answer(message: Exclude<ToStorePort, { verb: 'file' }>, mayType: boolean): Reply<unknown> {
    try {
      const { store, sync, lock } = now.opened();
      if (message.verb !== 'draft' || !mayType) now.mustBeOpen(lock);
      switch (message.verb) {
        case 'command': {
          const { ids, customers } = store.record(message.asks);
          tell(customers);
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
      return now.replyTo(error);
    }
  }

  /** What only the centre can answer. Null: the store answers by itself. */
  function atCentre(message: ToStorePort): Promise<Reply<unknown>> | null {
    const asked = message.verb === 'view' ? askedFor(message.request, 'at-centre', 'bring') : null;
    const open = now.open();
    if (asked === null || !open?.sync) return null;
    const { sync, lock } = open;
    const work = async (): Promise<AtCentre | Brought> => {
      now.mustBeOpen(lock);
      if (asked.view === 'at-centre') return sync.find(asked.text);
      return sync.bring(asked.customerId).catch((error: unknown) => {
        if (error instanceof TroubleError) return 'away';
        throw error;
      });
    };
    return work()
      .then((value) => {
        // It may have been locked while the centre was asked.
        now.mustBeOpen(lock);
        return { ok: true, value } as const;
      })
      .catch(now.replyTo);
  }

  function take(port: Page | undefined): void {
    if (!port) throw new FaultError('bad-input', 'no port came with the page');
    pages.add(port);
    let incoming: Incoming | null = null;
    const mayType = now.open()?.lock.isOpen() ?? false;
    const fileAnswer = async (ask: unknown): Promise<Reply<unknown>> => {
      try {
        const { store, lock } = now.opened();
        now.mustBeOpen(lock);
        const { files } = store;
        incoming ??= files.incoming();
        return { ok: true, value: await files.answer(ask, incoming) };
      } catch (error) {
        return now.replyTo(error);
      }
    };
    port.on('message', ({ data }) => {
      askedAt = performance.now();
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

  return { take, tell, askedAt: () => askedAt };
}
