import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { z } from 'zod';
import { spanishRegions } from '#shared/calendar/spain.ts';
import { noonOf } from '#shared/calendar/written.ts';
import { displayNames } from '#shared/intl.ts';
import { formatsOf, localeOf } from '#shared/order/format.ts';
import { companyHoliday, type Holidays, holidays, placedCountries } from '#shared/rules/holidays.ts';
import type { InForce } from '#shared/rules/of.ts';
import { useKey } from '../../keys/use-key.ts';
import { DayField } from '../../ui/day-field.tsx';
import type { Say } from '../customer/say.ts';
import { replaced } from './lists.ts';
import { Newer, PageFoot } from './page-foot.tsx';
import { PagePreview } from './page-preview.tsx';
import styles from './rules.module.css';
import { tidyHolidays } from './tidy.ts';
import { usePage } from './use-page.ts';

/** While it is written a day may be none yet. */
const half = holidays.extend({ days: z.array(companyHoliday.extend({ day: z.string().max(20) })) });

type EditorProps = { say: Say; team: string; inForce: InForce<Holidays> };

/** The days on which a team does not work, besides those that Hilo knows: for promises, the law's clock and every count of working days. */
export function HolidaysEditor({ say, team, inForce }: EditorProps) {
  const page = usePage({ team, inForce, half, say });
  const { content, write, newer } = page;
  const [tried, setTried] = useState(false);
  const tidied = tidyHolidays(content);
  const publish = () => {
    setTried(true);
    if (tidied && page.typed && !newer) void page.publish(tidied);
  };
  useKey('save', publish);
  const set = (days: Holidays['days']) => write({ ...content, days });
  const placeName = placeNameIn(say);
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        {newer && <Newer say={say} newer={newer} onTheirs={page.drop} onMine={page.onTop} />}
        <p className={styles.soft}>{say.t('rules.holidaysHint')}</p>
        {content.days.map((one, index) => {
          const change = (what: Partial<typeof one>) =>
            set(replaced(content.days, index, { ...one, ...what }));
          const name = say.t('rules.holidayNumber', { count: index + 1 });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and is drawn from its value alone
            <fieldset key={index} className={styles.holiday} aria-label={name}>
              <DayField
                label={`${name}: ${say.t('rules.day')}`}
                hidden
                value={one.day === '' ? null : one.day}
                problem={tried && one.day === '' ? say.t('rules.noDay') : undefined}
                onChange={(day) => change({ day: day ?? '' })}
              />
              <TextInput
                size="xs"
                aria-label={`${name}: ${say.t('rules.dayName')}`}
                placeholder={say.t('rules.dayName')}
                maxLength={80}
                value={one.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <NativeSelect
                size="xs"
                aria-label={`${name}: ${say.t('rules.dayWhere')}`}
                value={one.where ?? ''}
                data={[
                  { value: '', label: say.t('rules.everywhere') },
                  ...placedCountries.map((code) => ({ value: code as string, label: placeName(code) })),
                  ...Object.keys(spanishRegions).map((code) => ({
                    value: `ES-${code}`,
                    label: placeName(`ES-${code}`),
                  })),
                ]}
                onChange={(event) => change({ where: event.currentTarget.value || null })}
              />
              <ActionIcon
                size="sm"
                aria-label={say.t('rules.remove', { name })}
                onClick={() => set(content.days.filter((_, at) => at !== index))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </fieldset>
          );
        })}
        {content.days.length < 200 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => set([...content.days, { day: '', name: '', where: null }])}
          >
            {say.t('rules.addDay')}
          </Button>
        )}
        <PageFoot
          say={say}
          inForce={inForce}
          {...page}
          problem={tried && !tidied ? say.t('rules.noDays') : null}
          onPublish={publish}
          onDrop={page.drop}
        />
      </div>
      <PagePreview say={say} theirs={newer && <HolidayList say={say} days={newer.content.days} />}>
        <HolidayList say={say} days={content.days} />
      </PagePreview>
    </div>
  );
}

/** The days as everybody reads them, the first one on top. */
export function HolidayList({ say, days }: { say: Say; days: Holidays['days'] }) {
  const placeName = placeNameIn(say);
  const { day } = formatsOf(say.language, 'UTC', say.now);
  const known = days.filter((one) => one.day !== '').toSorted((a, b) => (a.day < b.day ? -1 : 1));
  if (known.length === 0) return <p className={styles.soft}>{say.t('rules.noHolidays')}</p>;
  return (
    <ul className={styles.days}>
      {known.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same day may stand there twice
        <li key={index}>
          <strong>{day(noonOf(one.day))}</strong> <span dir="auto">{one.name}</span>{' '}
          <span className={styles.soft}>
            {one.where === null ? say.t('rules.everywhere') : placeName(one.where)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function placeNameIn(say: Say): (where: string) => string {
  return (where) => {
    const [country = '', region] = where.split('-');
    if (region !== undefined) return spanishRegions[region as keyof typeof spanishRegions] ?? where;
    return displayNames(localeOf(say.language), { type: 'region' }).of(country) ?? country;
  };
}
