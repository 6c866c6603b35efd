import { useEffect, useRef } from 'react';
import { tellNews } from '../../live/notices.ts';
import { localeOf, wordsIn } from '../../words/words.ts';
import type { DeskPeople } from './desk-context.ts';

type You = Pick<DeskPeople, 'person' | 'teams'>;

/** Whether they work for the same teams, whichever of them is home. Null: not known (yet), and so nothing new. */
const sameTeams = (one: You['teams'], other: You['teams']): boolean =>
  one === null || other === null || idsOf(one) === idsOf(other);
const idsOf = (teams: NonNullable<You['teams']>): string =>
  teams
    .map(({ id }) => id)
    .sort()
    .join('\n');

/** Says it when somebody at the centre gave the person of this desk other teams, another role or another name. */
export function useYouNow({ person, teams }: You): void {
  const before = useRef<You>({ person, teams });
  useEffect(() => {
    const was = before.current;
    before.current = { person, teams: teams ?? was.teams };
    if (was.person.id !== person.id) return;
    if (teams !== null && !sameTeams(was.teams, teams)) {
      const names = teams.map(({ name }) => name);
      tellNews((language) =>
        wordsIn(language, 'people')('you.teams', {
          teams: new Intl.ListFormat(localeOf(language)).format(names),
        }),
      );
    }
    if (was.person.role !== person.role)
      tellNews((language) => {
        const t = wordsIn(language, 'people');
        return t('you.role', { role: t(`role.${person.role}`) });
      });
    if (was.person.name !== person.name)
      tellNews((language) => wordsIn(language, 'people')('you.name', { name: person.name }));
  }, [person, teams]);
}
