import { type Role, role as roles } from '#shared/people.ts';
import { authorityOf } from '#shared/recovery/authority.ts';
import type { Authority } from '#shared/rules/manual.ts';

/** What stands for one role; `level` null: for all of its levels that have nothing of their own. */
type Place = { role: Role; level: number | null };

/** The levels of a role that can have amounts of their own: everybody begins at the first, so what holds for all is theirs. */
export const ownLevels = [2, 3] as const;

const isAt = ({ role, level }: Place) => {
  return (one: Authority): boolean => one.role === role && (one.level ?? null) === level;
};

/** What stands at a place, or nothing given. */
export function authorityAt(list: readonly Authority[], place: Place): Authority {
  const { role, level } = place;
  const none = { role, ...(level === null ? {} : { level }), once: 0, month: 0, remedies: [] };
  return list.find(isAt(place)) ?? none;
}

/** The levels of a role that have something of their own, the lowest first. */
export function levelsOf(list: readonly Authority[], role: Role): number[] {
  return list.flatMap((one) => (one.role === role && one.level !== undefined ? [one.level] : [])).sort();
}

/** With a part of what stands at a place changed. */
export function withAuthority(
  list: readonly Authority[],
  place: Place,
  part: Partial<Pick<Authority, 'once' | 'month' | 'remedies'>>,
): Authority[] {
  const changed = { ...authorityAt(list, place), ...part };
  return inOrder([...withoutAuthority(list, place), changed]);
}

/** With amounts of its own for a level, which begin as what holds for it now. */
export function withLevel(list: readonly Authority[], role: Role, level: number): Authority[] {
  const { once, month, remedies } =
    authorityOf({ authorities: [...list] }, role, level) ?? authorityAt(list, { role, level });
  return withAuthority(list, { role, level }, { once, month, remedies });
}

/** Without what stands at a place. */
export function withoutAuthority(list: readonly Authority[], place: Place): Authority[] {
  return list.filter((one) => !isAt(place)(one));
}

function inOrder(list: readonly Authority[]): Authority[] {
  const place = ({ role, level }: Authority) => roles.options.indexOf(role) * 10 + (level ?? 0);
  return [...list].sort((a, b) => place(a) - place(b));
}
