import { dayIn, dayText } from '../calendar/day.ts';
import type { PersonRecord } from '../people.ts';
import type { AbsenceRecord, Away } from './records.ts';
import { notOver, saidIn } from './said.ts';

/** Where somebody is today. `later`: the next absence, which has not begun. `gone`: they do not work for the team any more, or not at all. */
export type Presence = { is: 'here'; later: Away | null } | { is: 'away'; away: Away } | { is: 'gone' };

type Worker = Pick<PersonRecord, 'id' | 'role' | 'active' | 'teams'>;

/** Old records of people do not say for which teams they work; then it is taken that they do. `team` null: for any. */
export function worksFor({ active, teams }: Pick<Worker, 'active' | 'teams'>, team: string | null): boolean {
  return active && (team === null || teams.length === 0 || teams.includes(team));
}

/** Of one team: where each of its people is. */
export type Whereabouts = (person: string) => Presence;

/**
 * Where the people of a team are; `team` null: of any. Whoever is not known here is taken to be here.
 * @param now by whatever clock asks; days are counted where the absence was said
 */
export function whereaboutsIn(
  people: readonly Worker[],
  absences: readonly AbsenceRecord[],
  team: string | null,
  now: number,
): Whereabouts {
  const workers = new Map(people.map((one) => [one.id, one]));
  const said = new Map(absences.map((one) => [one.id, saidIn(one)]));
  return (person) => {
    const worker = workers.get(person);
    if (worker && !worksFor(worker, team)) return { is: 'gone' };
    const [away] = notOver(said.get(person) ?? [], now);
    if (!away) return { is: 'here', later: null };
    return dayText(dayIn(away.zone, now)) < away.from ? { is: 'here', later: away } : { is: 'away', away };
  };
}

/**
 * Who stands in for somebody today: their stand-in, else whom that one named, and so on. Null: they are here themselves, or nobody stands in
 * (none was named, or all who were are away in a circle, or gone).
 */
export function standInOf(person: string, where: Whereabouts): string | null {
  const passed = new Set<string>();
  for (let one = person; !passed.has(one); ) {
    passed.add(one);
    const presence = where(one);
    if (presence.is === 'here') return one === person ? null : one;
    const next = presence.is === 'away' ? presence.away.standIn : null;
    if (next === null) return null;
    one = next;
  }
  return null;
}

/**
 * In whose queues of a team something of an owner stands today. Always in the owner's; while they are not here also in that of whoever stands in
 * for them, and without such a one in those of the supervisors who are here, or of everybody who is (never in nobody's).
 */
export function queuesOf(owner: string, people: readonly Worker[], where: Whereabouts): ReadonlySet<string> {
  if (where(owner).is === 'here') return new Set([owner]);
  const standIn = standInOf(owner, where);
  if (standIn !== null) return new Set([owner, standIn]);
  const present = people.filter(({ id }) => where(id).is === 'here');
  const supervisors = present.filter(({ role }) => role === 'supervisor');
  const watching = supervisors.length > 0 ? supervisors : present;
  return new Set([owner, ...watching.map(({ id }) => id)]);
}
