import type { z } from 'zod';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { type Db, inTransaction } from '../database.ts';

/** Who this store's centre takes us for. In the encrypted store, and never told to a page. */
const account = signedIn.omit({ token: true, tokenUntil: true, refresh: true });
const tokens = signedIn.pick({ token: true, tokenUntil: true, refresh: true });
export type Tokens = z.infer<typeof tokens>;

export type Account = {
  device(): string | null;
  teams(): string[];
  /** Null: nobody is signed in (any more). */
  tokens(): Tokens | null;
  /** Keeps what the centre gave, on the disk before it returns. */
  keep(signedIn: SignedIn): void;
  forgetTokens(): void;
};

export function accountIn(db: Db): Account {
  const { get, set, drop } = remembered(db);
  const read = <T>(name: string, schema: z.ZodType<T>): T | null => {
    const found = schema.safeParse(get(name));
    return found.success ? found.data : null;
  };
  return {
    device: () => read('account', account)?.device ?? null,
    teams: () => read('account', account)?.teams.map(({ id }) => id) ?? [],
    tokens: () => read('tokens', tokens),
    keep({ token, tokenUntil, refresh, ...who }) {
      inTransaction(db, () => {
        set('account', who);
        set('tokens', { token, tokenUntil, refresh });
      });
    },
    forgetTokens: () => drop('tokens'),
  };
}

/** Small things that the store knows by name, as JSON. */
export function remembered(db: Db) {
  const read = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const write = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM meta WHERE key = ?');
  return {
    get(name: string): unknown {
      const text = read.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    set: (name: string, value: unknown) => void write.run(name, JSON.stringify(value)),
    drop: (name: string) => void remove.run(name),
  };
}
