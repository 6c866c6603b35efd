import { Button, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { role as roles } from '#shared/people.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import type { Shown } from './people-dialog.tsx';
import { namesOf, plainText } from './words-of.ts';

type Props = { company: Company; go: (to: Shown) => void };

/** Everybody, found by name or login, team, role and whether they still work here. */
export function PeoplePage({ company, go }: Props) {
  const { t, language } = useWords('people');
  const [text, setText] = useState('');
  const [team, setTeam] = useState('');
  const [role, setRole] = useState('');
  const [who, setWho] = useState('working');
  const names = namesOf(company, language);
  const wanted = plainText(text.trim());
  const found = company.people
    .filter(
      (one) =>
        (wanted === '' || plainText(`${one.name} ${one.login}`).includes(wanted)) &&
        (team === '' || one.teams.includes(team)) &&
        (role === '' || one.role === role) &&
        (who === 'all' || one.active === (who === 'working')),
    )
    .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <>
      <div className={styles.filters}>
        <TextInput
          label={t('people.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <NativeSelect
          label={t('people.team')}
          value={team}
          onChange={(event) => setTeam(event.currentTarget.value)}
          data={[
            { value: '', label: t('people.all') },
            ...company.teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label={t('people.role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={[
            { value: '', label: t('people.all') },
            ...roles.options.map((one) => ({ value: one, label: t(`role.${one}`) })),
          ]}
        />
        <NativeSelect
          label={t('people.who')}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
          data={(['working', 'left', 'all'] as const).map((one) => ({
            value: one,
            label: t(`people.${one}`),
          }))}
        />
        <Button onClick={() => go({ part: 'people', person: { id: null } })}>{t('people.new')}</Button>
      </div>
      <p className={styles.soft} role="status">
        {t('people.count', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <EmptyState title={t('people.none')} body={t('people.noneHelp')} />
      ) : (
        <table className={styles.table} aria-label={t('people.table')}>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.login')}</th>
              <th scope="col">{t('people.role')}</th>
              <th scope="col">{t('people.level')}</th>
              <th scope="col">{t('people.teams')}</th>
              <th scope="col">{t('people.skills')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <UnstyledButton
                    className={styles.link}
                    onClick={() => go({ part: 'people', person: { id: one.id } })}
                  >
                    {one.name}
                  </UnstyledButton>{' '}
                  {one.active ? null : <Chip tone="warn">{t('people.ended')}</Chip>}
                </th>
                <td>{one.login}</td>
                <td>{t(`role.${one.role}`)}</td>
                <td className="hilo-number">{one.level}</td>
                <td>{one.teams.map(names.team).join(', ')}</td>
                <td>{one.skills.map(names.skill).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
