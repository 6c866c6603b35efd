import { z } from 'zod';
import type { Company } from '#shared/admin.ts';
import { role } from '#shared/people.ts';
import type { PersonAsk, PersonView } from '#shared/sync/accounts.ts';

/** What is typed of a person. The password is not in it: it is kept nowhere. */
export const personDraft = z.strictObject({
  name: z.string(),
  login: z.string(),
  role,
  level: z.int().min(1).max(3),
  active: z.boolean(),
  /** The first is home. */
  teams: z.array(z.string()),
  skills: z.array(z.string()),
});
export type PersonDraft = z.infer<typeof personDraft>;

export function draftOf(known: PersonView | null, { teams }: Company): PersonDraft {
  if (known) {
    const { id: _, ...rest } = known;
    return rest;
  }
  // Where there is only one team there is nothing to choose.
  const only = teams.length === 1 ? teams.map(({ id }) => id) : [];
  return { name: '', login: '', role: 'agent', level: 1, active: true, teams: only, skills: [] };
}

/** The centre's least (identity/passwords.ts); what else it asks of one it says itself. */
export const shortestPassword = 15;

export type PersonMistakes = { [F in 'name' | 'login' | 'teams' | 'password']?: true };

/** What keeps it from being sent. `needsOne`: of a new person a password is asked. */
export function mistakesIn(draft: PersonDraft, password: string, needsOne: boolean): PersonMistakes {
  return {
    ...(draft.name.trim() === '' && { name: true }),
    ...(draft.login.trim() === '' && { login: true }),
    ...(draft.teams.length === 0 && { teams: true }),
    ...((needsOne || password !== '') && [...password].length < shortestPassword && { password: true }),
  };
}

/** A skill or a team that is not there any more is not asked for. */
export function askOf(draft: PersonDraft, password: string, { teams, skills }: Company): PersonAsk {
  const [team, skill] = [new Set(teams.map(({ id }) => id)), new Set(skills.map(({ id }) => id))];
  return {
    ...draft,
    name: draft.name.trim(),
    login: draft.login.trim(),
    teams: draft.teams.filter((id) => team.has(id)),
    skills: draft.skills.filter((id) => skill.has(id)),
    ...(password === '' ? {} : { password }),
  };
}
