import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '#shared/bridge.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { ViewAnswers, ViewName, ViewRequest } from '#shared/views.ts';
import { type Db, databaseFile, openDatabase } from '#store/database.ts';
import type { FromStorePort, ToStore, ToStorePort } from '#store/door.ts';
import { type Child, child, type Life } from './child.ts';
import type { FromDesk, ToDesk } from './desk-process.ts';

/** Where a desk's store lies, with its key. */
export type DeskPlace = { folder: string; key: Uint8Array };

export function deskPlace(folder: string): DeskPlace {
  mkdirSync(folder, { recursive: true });
  return { folder, key: randomBytes(32) };
}

type Without<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** A desk: the process of a real store, asked as the desktop and its window ask it. */
export type Desk = {
  sync(server: string, signedIn: SignedIn): Promise<void>;
  view<Name extends ViewName>(request: ViewRequest & { view: Name }): Promise<ViewAnswers[Name]>;
  command(asks: readonly CommandAsk[]): Promise<void>;
  /** Hears what the window is told: views of these customers changed. Returns how to stop. */
  onChanged(listener: (customers: string[] | 'all') => void): () => void;
  /** Resolves when a look into the file finds it so: another connection, every so many ms. Returns when, ms. */
  until(isSo: (db: Db) => boolean, everyMs: number): Promise<number>;
  close(): Promise<void>;
};

/** Starts a store's process and opens the store. */
export async function openDesk(
  place: DeskPlace,
  person: { id: string; name: string },
  run: Life,
): Promise<Desk> {
  const own = child<ToDesk, FromDesk>('desk-process.ts', [], run);
  const { tell, ask, onChanged } = lines(own);
  const fresh = !existsSync(join(place.folder, databaseFile));
  await tell({ verb: 'open', ...place, fresh, desk: { person, company: 'Bench' } });
  await tell({ verb: 'page' });
  return {
    onChanged,
    sync: async (server, signedIn) => void (await tell({ verb: 'sync', server, signedIn, version: '0' })),
    view: async (request) => (await ask({ verb: 'view', request })) as never,
    command: async (asks) => void (await ask({ verb: 'command', asks })),
    async until(isSo, everyMs) {
      const db = openDatabase({ ...place, fresh: false });
      try {
        while (!isSo(db)) await wait(everyMs, undefined, { signal: run.stop });
        return performance.now();
      } finally {
        db.close();
      }
    },
    async close() {
      await tell({ verb: 'close' });
      await own.end();
    },
  };
}

/** Questions and answers over the two ports. */
function lines(own: Child<ToDesk, FromDesk>) {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const changed = new Set<(customers: string[] | 'all') => void>();
  let lastId = 0;

  own.hear((message) => {
    const said = 'store' in message ? message.store : message.page;
    if ('changed' in said) for (const listener of changed) listener(said.changed);
    else if ('reply' in said) {
      waiting.get(said.id)?.(said.reply);
      waiting.delete(said.id);
    } else if ('trouble' in said) {
      process.stderr.write(`A desk's store is in trouble: ${said.trouble}\n`);
      void own.end();
    }
  });

  async function answered(send: (id: number) => void): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<Reply<unknown>>((resolve, reject) => {
      waiting.set(id, resolve);
      own.gone.then(reject);
      send(id);
    });
    if (!reply.ok) throw new Error(`a desk answers ${JSON.stringify(reply)}`);
    return reply.value;
  }

  return {
    tell: (message: Without<ToStore>) => answered((id) => own.send({ store: { ...message, id } as ToStore })),
    ask: (message: Without<ToStorePort>) =>
      answered((id) => own.send({ page: { ...message, id } as ToStorePort })),
    onChanged(listener: (customers: Extract<FromStorePort, { changed: unknown }>['changed']) => void) {
      changed.add(listener);
      return () => void changed.delete(listener);
    },
  };
}
