import type { Head } from '#shared/sync/exchange.ts';
import { partsHeard } from '../away.ts';
import type { Db } from '../database.ts';
import type { Account, WhoNow } from './account.ts';
import type { TokenKeeper } from './tokens.ts';

type Row = { name: string; role: string; skills: string; level: number; teams: string };

/**
 * Who the person of this desk is, kept level with the centre. What an admin changed comes down as everybody else's: as their record, and as
 * teams that an exchange names or does not name any more. What follows from it (what they may give, for whom they work) comes with new
 * tokens, which are asked for at once then and not after a quarter of an hour.
 */
export function myself(
  db: Db,
  person: string,
  account: Account,
  tokens: TokenKeeper,
  told: (who: WhoNow) => void,
) {
  const record = db.prepare<[string], Row>(
    'SELECT name, role, skills, level, teams FROM person WHERE id = ?',
  );
  const parts = partsHeard(db);
  let lastTold = '';
  let lastTried = '';

  /** What the records and the heads say, where it is something else than the account says; '' where it is not. */
  function otherNow(heads: readonly Head[]): string {
    const known = account.who();
    if (known === null) return '';
    const { name, role, skills, level } = known.person;
    const mine = known.teams.map(({ id }) => id);
    const row = record.get(person);
    const says = row ? [row.name, row.role, row.skills, row.level] : [];
    const isOther = row && says.join() !== [name, role, JSON.stringify(skills), level].join();
    // Old records say nothing of teams.
    const isMoved = row && row.teams !== '[]' && row.teams !== JSON.stringify(mine);
    const named = heads.map(({ team }) => team).sort();
    const isElsewhere = named.length > 0 && named.join() !== [...mine].sort().join();
    const part = parts.all().filter((team) => !account.holdsPartOf(team));
    return isOther || isMoved || isElsewhere || part.length > 0 ? JSON.stringify([row, named, part]) : '';
  }

  function tell(): void {
    const now = account.who();
    const text = JSON.stringify(now);
    if (now === null || text === lastTold) return;
    lastTold = text;
    told(now);
  }

  return {
    tell,
    /**
     * After an exchange. Once for each new state: a centre that says two things is not asked for ever. Returns whether the account may say
     * something else now. @throws TroubleError
     */
    async look(heads: readonly Head[], signal: AbortSignal): Promise<boolean> {
      const other = otherNow(heads);
      const isNew = other !== '' && other !== lastTried;
      lastTried = other;
      if (isNew) {
        await tokens.renew(signal);
        parts.known();
      }
      tell();
      return isNew;
    },
  };
}
