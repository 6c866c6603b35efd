import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { isZone, likelyZone, zonesOf } from '#shared/customer/call-time.ts';
import type { Preferred } from '#shared/customer/file.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { clock, dayName, timeThere } from '../card/preferred-text.ts';
import type { Say } from '../say.ts';
import { useScreen } from '../screen-context.ts';
import { type PreferredDraft, preferredShape } from './file-shapes.ts';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { languages } from './language-field.tsx';
import { useSave } from './use-save.ts';

const week = [1, 2, 3, 4, 5, 6, 7] as const;
const halfHours = Array.from({ length: 49 }, (_, index) => clock(index * 30));
const nothing: PreferredDraft = Object.freeze({ language: '', days: [], from: '', until: '', zone: '' });

/** In which language and when a customer likes to be called, by the clock where they live. */
export function PreferredForm({ onClose }: { onClose: () => void }) {
  const { view, say } = useScreen();
  const { customer, file } = view;
  const known = file.preferred;
  const start = useMemo(
    () => (known === null ? { ...nothing, zone: likelyZone(customer) ?? '' } : draftOf(known)),
    [known, customer],
  );
  const [draft, change, clear] = useDraftOf(`preferred.${customer.id}`, preferredShape, start);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const hours = hoursOf(draft);
  const zones = [...new Set([draft.zone, say.zone, ...homesOf(customer.addresses)])].filter(
    (one) => one !== '',
  );

  const submit = async () => {
    setTried(true);
    if (typeof hours === 'string') return;
    const data = {
      language: draft.language === '' ? null : draft.language,
      days: draft.days.map(Number).toSorted((a, b) => a - b),
      ...hours,
      zone: draft.zone === '' ? null : draft.zone,
    };
    const done = await save(
      [{ type: 'customer.prefer', customerId: known?.customerId ?? customer.id, caseId: null, data }],
      [say.t('file.preferred.saved')],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('file.preferred.title')}
      hint={say.t('file.preferred.hint')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          label={say.t('file.preferred.language')}
          data-autofocus
          value={draft.language}
          onChange={(event) => change({ language: event.currentTarget.value })}
          data={[
            { value: '', label: say.t('file.preferred.anyLanguage') },
            ...[...new Set([...languages, draft.language])]
              .filter((one) => one !== '')
              .map((value) => ({ value, label: say.tongue(value) })),
          ]}
        />
        <fieldset className={classes.days}>
          <legend>{say.t('file.preferred.days')}</legend>
          {week.map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                aria-label={dayName(day, say, 'long')}
                checked={draft.days.includes(String(day))}
                onChange={(event) => change({ days: withDay(draft.days, day, event.currentTarget.checked) })}
              />
              {dayName(day, say, 'short')}
            </label>
          ))}
        </fieldset>
      </div>
      <div className={classes.line}>
        {(['from', 'until'] as const).map((end) => (
          <NativeSelect
            key={end}
            size="xs"
            label={say.t(`file.preferred.${end}`)}
            value={draft[end]}
            onChange={(event) => change({ [end]: event.currentTarget.value })}
            data={[
              { value: '', label: say.t('file.preferred.anyTime') },
              ...[...new Set([...halfHours, draft[end]])].filter((one) => one !== '').sort(),
            ]}
          />
        ))}
        <NativeSelect
          size="xs"
          label={say.t('file.preferred.zone')}
          value={draft.zone}
          onChange={(event) => change({ zone: event.currentTarget.value })}
          data={[
            { value: '', label: say.t('file.preferred.noZone') },
            ...zones.map((value) => ({ value, label: zoneName(value, say) })),
          ]}
        />
        {isZone(draft.zone) && (
          <span className={classes.soft}>
            {say.t('file.preferred.zoneHint', { time: timeThere(say.now, draft.zone, say) })}
          </span>
        )}
      </div>
      {tried && typeof hours === 'string' && (
        <p className={classes.problem} role="alert">
          {say.t(`file.preferred.${hours}`)}
        </p>
      )}
    </FormFrame>
  );
}

function withDay(days: readonly string[], day: number, isIn: boolean): string[] {
  const others = days.filter((one) => one !== String(day));
  return isIn ? [...others, String(day)] : others;
}

function draftOf({ language, days, from, until, zone }: Preferred): PreferredDraft {
  return {
    language: language ?? '',
    days: days.map(String),
    from: from === null ? '' : clock(from),
    until: until === null ? '' : clock(until),
    zone: zone ?? '',
  };
}

/** Minutes since midnight, or what is wrong with them. */
function hoursOf({
  from,
  until,
}: PreferredDraft): Pick<Preferred, 'from' | 'until'> | 'needBoth' | 'badHours' {
  if (from === '' && until === '') return { from: null, until: null };
  if (from === '' || until === '') return 'needBoth';
  const hours = { from: minutesOf(from), until: minutesOf(until) };
  return hours.until > hours.from ? hours : 'badHours';
}

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}

/** Every clock of the countries where they have an address; of Spain's also where it is another. */
function homesOf(addresses: readonly { country: string | null }[]): string[] {
  return addresses.flatMap(({ country }) => (country === null ? [] : zonesOf(country)));
}

/** The city of a zone in the language of the screen, where it has another name in it. */
const zoneName = (zone: string, say: Say): string => {
  const city = zone.slice(zone.lastIndexOf('/') + 1);
  return isCityNamed(city) ? say.t(`file.preferred.city.${city}`) : city.replaceAll('_', ' ');
};

const named = ['Mexico_City', 'London', 'Lisbon', 'Paris', 'Rome', 'Berlin', 'New_York', 'Canary'] as const;
const isCityNamed = (city: string): city is (typeof named)[number] => named.some((one) => one === city);
