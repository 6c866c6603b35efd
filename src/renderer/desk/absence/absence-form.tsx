import { Button, NativeSelect, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { type Away, awayWhy, dayOf } from '#shared/absence/records.ts';
import { meet } from '#shared/absence/said.ts';
import { isoDayIn } from '#shared/calendar/written.ts';
import type { PersonRecord, Who } from '#shared/people.ts';
import { focusIsLost } from '../../keys/typing.ts';
import { useKey } from '../../keys/use-key.ts';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { DayField } from '../../ui/day-field.tsx';
import { foundByTyping } from '../../ui/found-by-typing.ts';
import { useDraftOf } from '../../use-draft-of.ts';
import { useWords } from '../../words/words.ts';
import styles from './absence.module.css';
import { useAbsences, useDayText } from './use-absences.ts';

const shape = z.object({
  from: dayOf.nullable(),
  until: dayOf.nullable(),
  why: awayWhy.nullable(),
  standIn: z.string().max(128).nullable(),
});
const noDraft: z.infer<typeof shape> = { from: null, until: null, why: null, standIn: null };
const deskZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

type Props = { person: Who; isOwn: boolean; people: readonly PersonRecord[] };

/** What is said of somebody, each with the way to take it back; and one more: from when until when they are away, and who stands in. */
export function AbsenceForm({ person, isOwn, people }: Props) {
  const { t } = useWords('centre');
  const { where, said } = useAbsences(null);
  const dayText = useDayText();
  const [draft, change, clear] = useDraftOf(`absence.${person.id}`, shape, noDraft);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  // What stands in the fields of days as text goes with what was said.
  const [round, setRound] = useState(0);
  const room = useRef<HTMLDivElement>(null);
  // They begin anew after it, and so does whoever was in one of them.
  useEffect(() => {
    if (round > 0 && focusIsLost()) room.current?.querySelector('input')?.focus();
  }, [round]);
  const isAway = where(person.id).is === 'away';
  const list = said(person.id);
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? id ?? '';
  const others = people.filter(({ id }) => id !== person.id);
  const missing = draft.from === null || draft.until === null;
  const isBackwards = draft.from !== null && draft.until !== null && draft.until < draft.from;
  const today = isoDayIn(deskZone, Date.now());
  const isOver = draft.until !== null && draft.until < today;
  const overlap = draft.standIn === null ? undefined : overlapping(said(draft.standIn), draft);
  const replaced = overlapping(list, draft);
  const tell = async (away: Away) => {
    if (busy) return;
    setBusy(true);
    const done = await askSession({ ask: 'absence', person: person.id, away });
    setBusy(false);
    if (!done) return;
    clear();
    setTried(false);
    setRound(round + 1);
    tellDone(t('absence.saved', { name: person.name }));
  };
  /** What is typed of another absence stays. */
  const takeBack = async ({ from }: Away, isNow: boolean) => {
    if (busy) return;
    setBusy(true);
    const done = await askSession({ ask: 'absence', person: person.id, away: null, from });
    setBusy(false);
    if (!done) return;
    tellDone(t(isNow ? 'absence.savedBack' : 'absence.saved', { name: person.name }));
    // The button that was pressed goes with its line. Whoever went elsewhere meanwhile stays there.
    if (focusIsLost()) room.current?.querySelector('input')?.focus();
  };
  const save = () => {
    setTried(true);
    const { from, until, why, standIn } = draft;
    if (from === null || until === null || isBackwards || isOver) return;
    void tell({ from, until, zone: deskZone, why, standIn });
  };
  useKey('save', save);
  return (
    <div ref={room} className={styles.form}>
      {list.length > 0 && (
        <ul className={styles.said} aria-label={t('absence.said')}>
          {list.map((one, index) => {
            const isNow = isAway && index === 0;
            const days = { from: dayText(one.from), until: dayText(one.until) };
            return (
              <li key={one.from} className={styles.now}>
                <p>
                  {t(one.standIn === null ? 'absence.nowAlone' : 'absence.now', {
                    name: person.name,
                    ...days,
                    standIn: nameOf(one.standIn),
                  })}
                </p>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={busy}
                  aria-label={isNow ? undefined : t('absence.notGoingOf', days)}
                  onClick={() => void takeBack(one, isNow)}
                >
                  {t(isNow ? (isOwn ? 'absence.iAmBack' : 'absence.isBack') : 'absence.notGoing')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <div key={round} className={styles.two}>
        <DayField
          label={t('absence.from')}
          autoFocus
          value={draft.from}
          problem={tried && draft.from === null ? t('absence.day') : undefined}
          onChange={(from) => change({ from })}
        />
        <DayField
          label={t('absence.to')}
          value={draft.until}
          problem={
            tried && draft.until === null
              ? t('absence.day')
              : isBackwards
                ? t('absence.backwards')
                : isOver
                  ? t('absence.over')
                  : undefined
          }
          onChange={(until) => change({ until })}
        />
      </div>
      <NativeSelect
        size="xs"
        label={t('absence.why')}
        value={draft.why ?? ''}
        data={[
          { value: '', label: t('absence.noWhy') },
          ...awayWhy.options.map((value) => ({ value, label: t(`absence.whys.${value}`) })),
        ]}
        onChange={(event) => change({ why: awayWhy.safeParse(event.currentTarget.value).data ?? null })}
      />
      <Select
        size="xs"
        label={t('absence.standIn')}
        placeholder={t('absence.nobody')}
        {...foundByTyping}
        clearable
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.standIn}
        onChange={(standIn) => change({ standIn })}
      />
      <p className={styles.soft}>
        {draft.standIn === null
          ? t('absence.hintAlone')
          : t('absence.hint', { standIn: nameOf(draft.standIn) })}
      </p>
      {replaced && (
        <p className={styles.warn} role="status">
          {t('absence.replaces', { from: dayText(replaced.from), until: dayText(replaced.until) })}
        </p>
      )}
      {overlap ? (
        <p className={styles.warn} role="status">
          {t('absence.overlap', {
            standIn: nameOf(draft.standIn),
            from: dayText(overlap.from),
            until: dayText(overlap.until),
          })}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button size="xs" loading={busy} onClick={save}>
          {t(isOwn ? 'absence.sayIt' : 'absence.sayOf', { name: person.name })}
        </Button>
        {tried && missing ? <span className={styles.soft}>{t('absence.missing')}</span> : null}
      </div>
    </div>
  );
}

/** The first of these absences that has a day of what is typed. */
function overlapping(
  list: readonly Away[],
  { from, until }: { from: string | null; until: string | null },
): Away | undefined {
  return from === null || until === null ? undefined : list.find((one) => meet(one, { from, until }));
}
