import { useEffect, useState } from 'react';
import type { Company } from '#shared/admin.ts';
import type { Holding } from '#shared/sync/away.ts';
import { tellDone } from '../../live/notices.ts';
import { useNewest } from '../../ui/use-newest.ts';
import { useWords } from '../../words/words.ts';
import { MonthsLine } from './months-line.tsx';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin, useAsked } from './use-admin.ts';

/** Between two looks at a rule that is being applied, ms. */
const askEvery = 1500;
const choices = [3, 6, 12, 18, 24, 36, 48, 60];

/** What the machines of each team of the admin's hold: everybody, or the customers of the last months (decision 0035). */
export function HoldingForms({ company }: { company: Company }) {
  const { t } = useWords('people');
  const { value, trouble, again } = useAsked('holdings');
  // What the centre is doing is seen as it goes on, also where another admin changed the rule.
  const isUnderWay = value?.some(({ isBeingApplied }) => isBeingApplied) === true;
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => void again(), askEvery);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
  if (value === null)
    return trouble ? (
      <TroubleLine trouble={trouble} again={() => void again()} />
    ) : (
      <p role="status">{t('asking')}</p>
    );
  return (
    <>
      <p className={styles.soft}>{t('holding.help')}</p>
      {value.map((one) => (
        <HoldingForm
          key={`${one.team} ${one.months}`}
          holding={one}
          name={company.teams.find(({ id }) => id === one.team)?.name ?? one.team}
          changed={again}
        />
      ))}
    </>
  );
}

type Props = { holding: Holding; name: string; changed: () => Promise<void> };

/** The rule of one team. How many customers it would leave out is counted before it is saved. */
function HoldingForm({ holding: { team, months, away, isBeingApplied }, name, changed }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const [wanted, setWanted] = useState<number | null>(months);
  const asked = useNewest();
  const [counted, setCounted] = useState<{ months: number; away: number; of: number } | null>(null);

  async function choose(next: number | null): Promise<void> {
    setWanted(next);
    const isNewest = asked();
    const count =
      next === null || next === months ? null : await run({ ask: 'count-away', team, months: next });
    // Whoever chose on meanwhile waits for what they chose.
    if (isNewest()) setCounted(count);
  }
  async function save(): Promise<void> {
    if (busy || (await run({ ask: 'put-holding', team, months: wanted })) === null) return;
    tellDone(t('holding.saved'));
    await changed();
  }
  const isCounted = wanted === null || counted?.months === wanted;
  function said(): string {
    if (wanted === months && isBeingApplied) return t('holding.applying', { count: away });
    if (wanted === months && away === 0) return months === null ? '' : t('holding.nobody');
    if (wanted === months) return t('holding.away', { count: away });
    if (wanted === null) return t('holding.back');
    if (counted?.months !== wanted) return trouble === null ? t('privacy.counting') : '';
    return t('holding.due', { count: counted.of - counted.away, away: counted.away, of: counted.of });
  }
  return (
    <MonthsLine
      label={t('holding.rule', { team: name })}
      choices={choices}
      inForce={months}
      wanted={wanted}
      choose={choose}
      endless={t('holding.all')}
      named={(count) => t('holding.months', { count })}
      save={save}
      saveLabel={t('holding.save', { team: name })}
      isCounted={isCounted}
      busy={busy}
      trouble={trouble}
    >
      {said()}
    </MonthsLine>
  );
}
