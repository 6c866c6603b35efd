import { Checkbox, NativeSelect } from '@mantine/core';
import type { Company } from '#shared/admin.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import type { PersonDraft } from './person-draft.ts';
import { namesOf } from './words-of.ts';

type Props = {
  company: Company;
  draft: PersonDraft;
  change: (fields: Partial<PersonDraft>) => void;
  isMissing: boolean;
};

/** For which teams somebody works, which of them is home, and what they are good at. */
export function PersonTeams({ company, draft, change, isMissing }: Props) {
  const { t, language } = useWords('people');
  const names = namesOf(company, language);
  return (
    <div className={styles.two}>
      <div className={styles.stack}>
        <Checkbox.Group
          label={t('person.teams')}
          description={t('person.teamsHelp')}
          value={draft.teams}
          onChange={(teams) => change({ teams })}
          error={isMissing ? t('person.noTeam') : null}
        >
          <div className={styles.boxes}>
            {company.teams.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        {draft.teams.length > 1 && (
          <NativeSelect
            label={t('person.home')}
            description={t('person.homeHelp')}
            value={draft.teams[0] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              change({ teams: [value, ...draft.teams.filter((one) => one !== value)] })
            }
            data={draft.teams.map((id) => ({ value: id, label: names.team(id) }))}
          />
        )}
      </div>
      {company.skills.length === 0 ? (
        <p className={styles.soft}>{t('person.noSkills')}</p>
      ) : (
        <Checkbox.Group
          label={t('person.skills')}
          value={draft.skills}
          onChange={(skills) => change({ skills: skills.slice(0, 20) })}
        >
          <div className={styles.boxes}>
            {company.skills.map(({ id }) => (
              <Checkbox key={id} value={id} label={names.skill(id)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </div>
  );
}
