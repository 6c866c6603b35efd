/** The store's process of a desk, as the desktop starts it, in Node: both of its ports are this process's channel. */
import type { FromStore, FromStorePort, Port, ToStore, ToStorePort } from '#store/door.ts';
import { serveStore } from '#store/process.ts';

export type ToDesk = { store: ToStore } | { page: ToStorePort };
export type FromDesk = { store: FromStore } | { page: FromStorePort };

type Listener<In> = (event: { data: In; ports: Port<ToStorePort, FromStorePort>[] }) => void;

function port<In, Out>(post: (message: Out) => void): { port: Port<In, Out>; listeners: Listener<In>[] } {
  const listeners: Listener<In>[] = [];
  const on = (event: string, listener: unknown) => {
    if (event === 'message') listeners.push(listener as Listener<In>);
  };
  return { port: { postMessage: post, on }, listeners };
}

const say = (message: FromDesk): void => void process.send?.(message);
const parent = port<ToStore, FromStore>((message) => say({ store: message }));
const page = port<ToStorePort, FromStorePort>((message) => say({ page: message }));

process.on('message', (message: ToDesk) => {
  if ('page' in message) for (const listener of page.listeners) listener({ data: message.page, ports: [] });
  else
    for (const listener of parent.listeners)
      listener({ data: message.store, ports: message.store.verb === 'page' ? [page.port] : [] });
});
process.on('disconnect', () => process.exit(0));

serveStore({
  parent: parent.port,
  transport: { fetch },
  log: (fields) => process.stderr.write(`A desk's store: ${JSON.stringify(fields)}\n`),
});
