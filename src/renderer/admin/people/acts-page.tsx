import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Company } from '#shared/admin.ts';
import type { IsoDay } from '#shared/calendar/written.ts';
import { dateFormat } from '#shared/intl.ts';
import type { Act, ActsQuery } from '#shared/sync/acts.ts';
import { DayField } from '../../ui/day-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { localeOf, useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';
import { useActWords } from './use-act-words.ts';
import { useAdmin, useAsked } from './use-admin.ts';

type Props = {
  company: Company;
  /** A target to begin with, as `person:lucia`; '': everything. */
  about: string;
};

/** Who did what at the centre, the newest first, of whom, about whom and when. */
export function ActsPage({ company, about: first }: Props) {
  const { t, language } = useWords('people');
  const words = useActWords(company);
  const { value: devices } = useAsked('devices');
  const { busy, trouble, run } = useAdmin();
  const [person, setPerson] = useState('');
  const [about, setAbout] = useState(first);
  const [from, setFrom] = useState<IsoDay | null>(null);
  const [to, setTo] = useState<IsoDay | null>(null);
  const [acts, setActs] = useState<Act[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const query = queryOf(person, about, from, to);
  const wanted = JSON.stringify(query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when another question is meant, or again
  useEffect(() => {
    let isWanted = true;
    void run({ ask: 'acts', query }).then((answer) => {
      if (!isWanted || answer === null) return;
      setActs(answer.acts);
      setNext(answer.next);
    });
    return () => {
      isWanted = false;
    };
  }, [wanted, tries, run]);

  async function more(): Promise<void> {
    if (next === null || busy) return;
    const answer = await run({ ask: 'acts', query: { ...query, before: next } });
    if (answer === null) return;
    setActs([...(acts ?? []), ...answer.acts]);
    setNext(answer.next);
  }
  const machineOf = ({ device }: Act): string =>
    device === null
      ? t('acts.atCentre')
      : t('acts.at', { machine: devices?.find(({ id }) => id === device)?.name ?? t('acts.aMachine') });
  const moment = dateFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const people = company.people.map(({ id, name }) => ({ id, name }));

  return (
    <>
      <p className={styles.soft}>{t('acts.help')}</p>
      <div className={styles.filters}>
        <NativeSelect
          label={t('acts.by')}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[
            { value: '', label: t('acts.anybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          data-autofocus
        />
        <NativeSelect
          label={t('acts.about')}
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
          data={[
            { value: '', label: t('acts.anybody') },
            ...people.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
          ]}
        />
        <DayField size="sm" label={t('acts.from')} value={from} optional onChange={setFrom} />
        <DayField size="sm" label={t('acts.to')} value={to} optional onChange={setTo} />
      </div>
      <TroubleLine trouble={trouble} again={() => setTries((n) => n + 1)} />
      {acts === null ? (
        trouble === null && <p role="status">{t('asking')}</p>
      ) : acts.length === 0 ? (
        <EmptyState title={t('acts.none')} body={t('acts.noneHelp')} />
      ) : (
        <ol className={styles.acts} aria-label={t('acts.list')}>
          {acts.map((act) => (
            <li key={act.id}>
              <time dateTime={new Date(act.at).toISOString()}>{moment.format(act.at)}</time>
              <div>
                <strong>{words.who(act)}</strong> {words.sentence(act)}{' '}
                <span className={styles.soft}>{machineOf(act)}</span>
                {words.changes(act).map((line) => (
                  <div key={line} className={styles.change}>
                    {line}
                  </div>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
      {next !== null && (
        <Button variant="default" loading={busy} onClick={() => void more()}>
          {t('acts.more')}
        </Button>
      )}
    </>
  );
}

/** A day is its midnight here; until a day is until its end. */
function queryOf(person: string, about: string, from: IsoDay | null, to: IsoDay | null): ActsQuery {
  const midnight = (written: IsoDay, after = 0) => {
    const at = new Date(`${written}T00:00`);
    return at.setDate(at.getDate() + after);
  };
  return {
    ...(person === '' ? {} : { person }),
    ...(about === '' ? {} : { target: about }),
    ...(from === null ? {} : { from: midnight(from) }),
    ...(to === null ? {} : { to: midnight(to, 1) }),
  };
}
