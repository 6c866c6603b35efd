import type { z } from 'zod';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import type { DeskPolicy } from '#shared/sync/policy.ts';
import { type Db, inTransaction } from '../database.ts';

/** Who this store's centre takes us for. In the encrypted store, and never told to a page. */
const account = signedIn.omit({ token: true, tokenUntil: true, refresh: true });
const tokens = signedIn.pick({ token: true, tokenUntil: true, refresh: true });
export type Tokens = z.infer<typeof tokens>;

/** Who somebody is at their centre, and for which teams they work; the first is home. */
export type WhoNow = Pick<z.infer<typeof account>, 'person' | 'company' | 'teams'>;

export type Account = {
  device(): string | null;
  /** By which key the centre knows that device, as it said last; null: by none. Undefined: it is older and does not say. */
  deviceKey(): string | null | undefined;
  teams(): string[];
  /** As the centre said it last; null: nobody has signed in yet. */
  who(): WhoNow | null;
  policy(): DeskPolicy | undefined;
  /** Their teams of which this machine holds the customers of the last months only. */
  holds(): { team: string; months: number }[];
  /** Whether a team of theirs is known to be held in part. */
  holdsPartOf(team: string): boolean;
  /** Null: nobody is signed in (any more). */
  tokens(): Tokens | null;
  /**
   * The key that the centre's statements are checked with (statement.ts): the one that came with the person's sign-in, and none that is heard
   * of later. Null: the centre is older than that.
   */
  centreKey(): string | null;
  /** What the centre says that the person may give at once, unread (recovery/slip.ts). Null: it gives out no slips. */
  slips(): readonly string[] | null;
  /** Keeps what the centre gave to somebody who signed in, on the disk before it returns. */
  keep(signedIn: SignedIn): void;
  /**
   * Keeps what it gave for a refresh token. False, and nothing is kept: it signs with another key than the centre at which the person
   * signed in, so that they have to do so again.
   */
  keepFresh(signedIn: SignedIn): boolean;
  forgetTokens(): void;
};

export function accountIn(db: Db): Account {
  const { get, set, drop } = remembered(db);
  const read = <T>(name: string, schema: z.ZodType<T>): T | null => {
    const found = schema.safeParse(get(name));
    return found.success ? found.data : null;
  };
  const centreKey = () => read('account', account)?.centreKey ?? null;
  const keep = ({ token, tokenUntil, refresh, ...who }: SignedIn): void =>
    inTransaction(db, () => {
      set('account', who);
      set('tokens', { token, tokenUntil, refresh });
    });
  return {
    device: () => read('account', account)?.device ?? null,
    deviceKey: () => read('account', account)?.deviceKey,
    teams: () => read('account', account)?.teams.map(({ id }) => id) ?? [],
    who() {
      const known = read('account', account);
      return known && { person: known.person, company: known.company, teams: known.teams };
    },
    holds() {
      const known = read('account', account);
      return (known?.teams ?? []).flatMap(({ id, name }) => {
        const months = known?.holds?.find(({ team }) => team === id)?.months;
        return months === undefined ? [] : [{ team: name, months }];
      });
    },
    holdsPartOf: (team) => read('account', account)?.holds?.some((one) => one.team === team) === true,
    policy: () => read('account', account)?.policy,
    tokens: () => read('tokens', tokens),
    centreKey,
    slips: () => read('account', account)?.slips ?? null,
    keep,
    keepFresh(fresh) {
      const pinned = centreKey();
      if (pinned !== null && fresh.centreKey !== undefined && fresh.centreKey !== pinned) return false;
      // A process of an older program beside newer ones says nothing of key and slips.
      const slips = fresh.slips ?? read('account', account)?.slips ?? null;
      keep({
        ...fresh,
        ...(pinned === null ? {} : { centreKey: pinned }),
        ...(slips === null ? {} : { slips }),
      });
      return true;
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
