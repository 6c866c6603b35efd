import { useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { useNewest } from '../../ui/use-newest.ts';
import { useWords } from '../../words/words.ts';
import { MonthsLine } from './months-line.tsx';
import { useAdmin } from './use-admin.ts';

const choices = [12, 24, 36, 48, 60, 72, 84, 120];

type Props = { months: number | null; changed: () => Promise<void> };

/** After how long people are erased by themselves. What it would do is counted before it is saved. */
export function RetentionForm({ months, changed }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const [wanted, setWanted] = useState<number | null>(months);
  const asked = useNewest();
  const [counted, setCounted] = useState<{ months: number; due: number; of: number } | null>(null);

  async function choose(next: number | null): Promise<void> {
    setWanted(next);
    const isNewest = asked();
    const count = next === null ? null : await run({ ask: 'count-due', months: next });
    // Whoever chose on meanwhile waits for what they chose.
    if (isNewest()) setCounted(count);
  }
  async function save(): Promise<void> {
    if (busy || (await run({ ask: 'put-retention', retention: { months: wanted } })) === null) return;
    tellDone(t('privacy.ruleSaved'));
    await changed();
  }
  const isCounted = wanted === null || counted?.months === wanted;
  return (
    <MonthsLine
      label={t('privacy.rule')}
      choices={choices}
      inForce={months}
      wanted={wanted}
      choose={choose}
      endless={t('privacy.forEver')}
      named={(count) => t('privacy.months', { count })}
      save={save}
      isCounted={isCounted}
      busy={busy}
      trouble={trouble}
      takesFocus
    >
      {counted !== null &&
        counted.months === wanted &&
        t('privacy.due', { count: counted.due, of: counted.of })}
    </MonthsLine>
  );
}
