import type { Company } from '#shared/admin.ts';
import { textIn } from '#shared/rules/texts.ts';
import type { Language } from '#shared/settings.ts';

/** Names of what a company's admin sees by its id. One that is not there (any more) is its id. */
export type Names = {
  person: (id: string) => string;
  team: (id: string) => string;
  skill: (id: string) => string;
};

export function namesOf({ people, teams, skills }: Company, language: Language): Names {
  const person = new Map(people.map(({ id, name }) => [id, name]));
  const team = new Map(teams.map(({ id, name }) => [id, name]));
  const skill = new Map(skills.map(({ id, name }) => [id, textIn(name, language)]));
  return {
    person: (id) => person.get(id) ?? id,
    team: (id) => team.get(id) ?? id,
    skill: (id) => skill.get(id) ?? id,
  };
}

/** An id for something new: what it is called in plain letters, and four letters that make it another one each time. */
export function newId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 30);
  const end = crypto.randomUUID().slice(0, 4);
  return plain === '' ? `x-${end}` : `${plain}-${end}`;
}

/** Letters as they are compared: an accent or a capital is no difference. */
export const plainText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
