import { queuesOf, standInOf, whereaboutsIn } from '#shared/absence/cover.ts';
import type { AbsenceRecord } from '#shared/absence/records.ts';
import type { CoverGroup, CoverView } from '#shared/views/queue.ts';
import type { Db } from '../database.ts';
import { claimsOf } from './claims.ts';
import type { People } from './people.ts';
import { loosePromises, mineSql, offeredSql, type QueueRow, queueItems, shownAs } from './queue.ts';
import type { SamePeople } from './same.ts';

/** As they came; which hold, the day says. Bodies were read by their schema when they came in. */
export function absencesView(db: Db): () => AbsenceRecord[] {
  const bodies = db.prepare<[], string>('SELECT body FROM absence ORDER BY id').pluck();
  return () => bodies.all().map((body) => JSON.parse(body) as AbsenceRecord);
}

type Parts = { db: Db; people: People; same: SamePeople; self: string; now: () => number };

/**
 * What stands in the queue of the person of this desk for others who are not here today (absence/cover.ts), team by team: who stands in sees
 * what belongs to a team that they work for too.
 */
export function coverView({ db, people, same, self, now }: Parts): () => CoverView {
  const absences = absencesView(db);
  const teams = db.prepare<[], string>('SELECT team FROM cursor ORDER BY team').pluck();
  const shown = shownAs(db, same);
  const item = queueItems(people, shown);
  const open = db.prepare<[string], QueueRow>(mineSql);
  const offered = db.prepare<[string], QueueRow>(offeredSql);
  const claims = claimsOf(db, people, shown);
  const promises = loosePromises(db, shown);

  /** What of somebody's belongs to these teams; a customer of whom the centre has not said it yet, to any. */
  function groupOf(person: string, of: ReadonlySet<string>, isStandIn: boolean): Omit<CoverGroup, 'away'> {
    const isOf = (customerId: string): boolean => {
      const { team } = shown(customerId);
      return team === null || of.has(team);
    };
    const items = (rows: QueueRow[]) => rows.filter((row) => isOf(row.customer_id)).map(item);
    return {
      person: people.who(person),
      items: items(open.all(person)),
      // Whose owner is here keeps it: only who stands in is asked instead.
      offered: isStandIn ? items(offered.all(person)).filter(({ owner }) => owner.id !== self) : [],
      promises: promises(({ by }) => by === person).filter(({ customerId }) => isOf(customerId)),
      claims: claims(person).filter(({ customerId }) => isOf(customerId)),
    };
  }

  return () => {
    const at = now();
    const [all, said, held] = [people.all(), absences(), teams.all()];
    const where = new Map(held.map((team) => [team, whereaboutsIn(all, said, team, at)]));
    const view: CoverView = { covering: [], uncovered: [] };
    for (const { id } of all) {
      if (id === self) continue;
      const [covered, alone] = [new Set<string>(), new Set<string>()];
      for (const [team, here] of where)
        if (here(id).is !== 'here' && queuesOf(id, all, here).has(self))
          (standInOf(id, here) === self ? covered : alone).add(team);
      for (const [of, isStandIn] of [[covered, true] as const, [alone, false] as const]) {
        if (of.size === 0) continue;
        const [away = null] = [...of].flatMap((team) => {
          const presence = where.get(team)?.(id);
          return presence?.is === 'away' ? presence.away : [];
        });
        const group = { ...groupOf(id, of, isStandIn), away };
        if (sizeOf(group) > 0) (isStandIn ? view.covering : view.uncovered).push(group);
      }
    }
    return view;
  };
}

const sizeOf = ({ items, offered, promises, claims }: CoverGroup): number =>
  items.length + offered.length + promises.length + claims.length;
