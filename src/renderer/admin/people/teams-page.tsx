import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { tellDone } from '../../live/notices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { localeOf, useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin } from './use-admin.ts';
import { namesOf, newId } from './words-of.ts';

type Props = { company: Company; changed: () => Promise<void> };

/** How many customers were turned away for want of a team, and how they are taken afterwards. */
function UntakenLine({ untaken: { customers, first, shops } }: { untaken: Company['untaken'] }) {
  const { t, language } = useWords('people');
  if (customers === 0 || first === null) return null;
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' }).format(first);
  return (
    <p className={styles.trouble} role="alert">
      <strong>{t('teams.untaken', { count: customers, day })}</strong>
      {shops.length > 0 && <span>{t('teams.untakenFrom', { shops: shops.join(', ') })}</span>}
      <span>{t('teams.untakenMend')}</span>
    </p>
  );
}

/** The teams: their names, how many work there, a new one, and which takes the customers that no rule gives to another. */
export function TeamsPage({ company, changed }: Props) {
  const { t, language } = useWords('people');
  const names = namesOf(company, language);
  const { busy, trouble, run } = useAdmin();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [fresh, setFresh] = useState('');
  const { rules, rest } = company.rules;

  async function put(id: string, name: string, said: string): Promise<boolean> {
    if (busy || name === '' || (await run({ ask: 'put-team', id, team: { name } })) === null) return false;
    tellDone(said);
    await changed();
    return true;
  }
  async function give(team: string): Promise<void> {
    const next = team === '' ? null : team;
    if ((await run({ ask: 'put-team-rules', rules: { rules, rest: next } })) === null) return;
    tellDone(next === null ? t('teams.restNobody') : t('teams.restSaved', { name: names.team(next) }));
    await changed();
  }

  return (
    <div className={styles.form}>
      <p className={styles.soft}>{t('teams.help')}</p>
      {company.teams.length === 0 && <EmptyState title={t('teams.none')} />}
      {company.teams.map(({ id, name }) => {
        const now = typed[id] ?? name;
        return (
          <form
            key={id}
            className={styles.line}
            onSubmit={(event) => {
              event.preventDefault();
              void put(id, now.trim(), t('teams.renamed', { name: now.trim() }));
            }}
          >
            <TextInput
              aria-label={t('teams.name', { id: name })}
              value={now}
              maxLength={200}
              onChange={({ currentTarget: { value } }) => setTyped((all) => ({ ...all, [id]: value }))}
            />
            <Button
              type="submit"
              variant="default"
              aria-label={`${t('teams.rename')}: ${name}`}
              disabled={busy || now.trim() === '' || now.trim() === name}
            >
              {t('teams.rename')}
            </Button>
            <span className={styles.soft}>
              {t('teams.people', {
                count: company.people.filter(({ active, teams }) => active && teams.includes(id)).length,
              })}
            </span>
          </form>
        );
      })}
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          const name = fresh.trim();
          void put(newId(name), name, t('teams.made', { name })).then(
            (done) => done && setFresh((now) => (now === fresh ? '' : now)),
          );
        }}
      >
        <TextInput
          label={t('teams.new')}
          aria-label={t('teams.newName')}
          value={fresh}
          maxLength={200}
          onChange={(event) => setFresh(event.currentTarget.value)}
        />
        <Button type="submit" disabled={busy || fresh.trim() === ''}>
          {t('teams.make')}
        </Button>
      </form>
      <NativeSelect
        label={t('teams.rest')}
        description={rules.length > 0 ? t('teams.rules', { count: rules.length }) : undefined}
        value={rest ?? ''}
        disabled={busy}
        onChange={(event) => void give(event.currentTarget.value)}
        data={[
          { value: '', label: t('teams.restNone') },
          ...company.teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {rest === null && company.teams.length > 0 && (
        <p className={styles.warn}>{t(rules.length === 0 ? 'teams.nobodyAtAll' : 'teams.nobodyTakes')}</p>
      )}
      <UntakenLine untaken={company.untaken} />
      <TroubleLine trouble={trouble} />
    </div>
  );
}
