import type { Reply } from '#shared/bridge.ts';
import { FaultError } from '#shared/fault.ts';
import type { FromStore, FromStorePort, ToStore, ToStorePort } from './door.ts';
import { RefusedError } from './record.ts';
import { openStore, type Store } from './store.ts';
import { faultOf, troubleOf } from './trouble.ts';

/** What Electron gives a utility process, as far as it is used here: this folder does not know Electron. */
type Port<In, Out> = {
  postMessage(message: Out): void;
  on(
    event: 'message',
    listener: (event: { data: In; ports: Port<ToStorePort, FromStorePort>[] }) => void,
  ): void;
  on(event: 'close', listener: () => void): void;
  start?(): void;
};

const parent = (process as unknown as { parentPort: Port<ToStore, FromStore> }).parentPort;
const pages = new Set<Port<ToStorePort, FromStorePort>>();
const desk: { store: Store | null } = { store: null };

function opened(): Store {
  if (!desk.store) throw new FaultError('retry', 'the store is not open yet');
  return desk.store;
}

function tellPages(changed: string[] | 'all'): void {
  for (const port of pages) port.postMessage({ changed });
}

/** Every question is answered: a value, a refusal or a fault. A file that went bad meanwhile is told to the desktop too. */
function replyTo(error: unknown): Reply<never> {
  if (error instanceof RefusedError) return { ok: false, refusal: error.refusal };
  const fault = faultOf(error);
  if (troubleOf(error) === 'damaged') parent.postMessage({ trouble: 'damaged', ref: fault.ref });
  return { ok: false, fault };
}

function answer(message: ToStorePort): Reply<unknown> {
  try {
    switch (message.verb) {
      case 'command': {
        const { ids, customers } = opened().record(message.asks);
        tellPages(customers);
        return { ok: true, value: { ids } };
      }
      case 'view':
        return { ok: true, value: opened().view(message.request) };
      case 'draft':
        opened().draft({ key: message.key, body: message.body });
        return { ok: true, value: null };
    }
  } catch (error) {
    return replyTo(error);
  }
}

function takePage(port: Port<ToStorePort, FromStorePort> | undefined): void {
  if (!port) throw new FaultError('bad-input', 'no port came with the page');
  pages.add(port);
  port.on('message', ({ data }) => port.postMessage({ id: data.id, reply: answer(data) }));
  port.on('close', () => pages.delete(port));
  port.start?.();
}

function progress(what: Extract<FromStore, { progress: unknown }>['progress']['what']) {
  return (done: number, total: number | null) => parent.postMessage({ progress: { what, done, total } });
}

/** The demo company and the shops' readers are loaded only when asked for: most starts need neither. */
async function obey(message: ToStore, ports: Port<ToStorePort, FromStorePort>[]): Promise<unknown> {
  switch (message.verb) {
    case 'open':
      desk.store?.close();
      desk.store = await openStore({
        ...message,
        progress: (what, done, total) => progress(what)(done, total),
      });
      return null;
    case 'load-demo':
      await (await import('./demo.ts')).loadDemo(opened(), message, progress('loading-demo'));
      tellPages('all');
      return null;
    case 'import':
      return await (await import('./import.ts')).importFile(opened(), message, progress('importing'));
    case 'sync':
    case 'signed-in':
    case 'sync-now':
    case 'read':
    case 'token':
    case 'sign-out':
      throw new FaultError('bad-input', 'this store has no centre');
    case 'page':
      takePage(ports[0]);
      return null;
    case 'close':
      desk.store?.close();
      desk.store = null;
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
