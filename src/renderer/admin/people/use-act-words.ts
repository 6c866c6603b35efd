import type { Company } from '#shared/admin.ts';
import { byItself } from '#shared/promise/fold.ts';
import type { Act } from '#shared/sync/acts.ts';
import { texts, useWords } from '../../words/words.ts';
import { type ActChange, changesIn, nameIn } from './act-changes.ts';
import { type Names, namesOf } from './words-of.ts';

const fields = [
  'name',
  'login',
  'role',
  'level',
  'skills',
  'teams',
  'active',
  'newPassword',
  'newSecrets',
  'rest',
  'rules',
  'version',
  'kind',
  'zone',
  'country',
  'months',
] as const;
type Field = (typeof fields)[number];
const roles = ['agent', 'supervisor', 'quality', 'admin'] as const;

/** Who did what, in words: the doer, the sentence, and each field that is another now. */
export function useActWords(company: Company) {
  const { t, language } = useWords('people');
  const names = namesOf(company, language);

  function value(field: Field, what: unknown): string {
    if (what === undefined || what === null || what === '')
      return t(field === 'months' ? 'acts.noMonths' : 'acts.nothing');
    if (field === 'rest') return names.team(String(what));
    if (field === 'role')
      return roles.some((one) => one === what) ? t(`role.${what as 'agent'}`) : String(what);
    if (typeof what === 'boolean') return t(what ? 'acts.yes' : 'acts.no');
    if (!Array.isArray(what)) return String(what);
    if (what.length === 0) return t('acts.nothing');
    if (field === 'teams') return what.map((id) => names.team(String(id))).join(', ');
    if (field === 'skills') return what.map(skillName).join(', ');
    return String(what.length);
  }
  /** In a person ids, in the list itself whole ones. */
  function skillName(one: unknown): string {
    if (typeof one === 'string') return names.skill(one);
    const id = typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : '';
    return names.skill(id);
  }
  function change({ field, before, after }: ActChange): string | null {
    const known = fields.find((one) => one === field);
    if (known === undefined) return null;
    const label = t(`acts.field.${known}`);
    if (known === 'newPassword' || known === 'newSecrets') return `${label}: ${t('acts.renewed')}`;
    return t('acts.change', { field: label, before: value(known, before), after: value(known, after) });
  }

  return {
    who: ({ person }: Act) => (person === byItself ? t('acts.itself') : names.person(person)),
    sentence(act: Act): string {
      const said = saidOf(act.what);
      if (said === null || said === 'other') return t('acts.what.other', { what: act.what });
      const name = nameIn(
        act,
        (kind, id) => nameOf(names, kind, id) ?? (kind === 'device' ? t('acts.aMachine') : id),
      );
      return t(`acts.what.${said}`, { name });
    },
    changes: (act: Act): string[] => changesIn(act).flatMap((one) => change(one) ?? []),
  };
}

function nameOf(names: Names, kind: string, id: string): string | null {
  if (kind === 'person') return names.person(id);
  return kind === 'team' ? names.team(id) : null;
}

/** Words' names are parted by dots: a kind's stands with a line instead. */
type Said = keyof typeof texts.en.people.acts.what;
const saidOf = (kind: string): Said | null => {
  const key = kind.replace('.', '_');
  return key in texts.en.people.acts.what ? (key as Said) : null;
};
