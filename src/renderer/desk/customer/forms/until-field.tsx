import { useId, useState } from 'react';
import { holidaysText } from '#shared/calendar/words.ts';
import { officeHours } from '#shared/calendar/working-days.ts';
import { formatsOf } from '#shared/order/format.ts';
import { MomentField } from '../../../ui/moment-field.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import { useCalendar } from '../use-calendar.ts';
import classes from './forms.module.css';
import { untilChoices } from './until.ts';

type UntilProps = { until: number | null; onChange: (until: number | null) => void };

/** Until when: quick choices in the customer's working days, or any moment. What came out is always shown in full, on whose clock. */
export function UntilField({ until, onChange }: UntilProps) {
  const { say } = useScreen();
  const label = useId();
  const calendar = useCalendar();
  const quick = untilChoices(say.now, calendar);
  const other = until !== null && !quick.some((one) => one.at === until);
  const [picking, setPicking] = useState(other);
  const theirs = formatsOf(say.language, calendar.zone, say.now, say.zone);
  return (
    <fieldset className={classes.until} aria-labelledby={label}>
      <span id={label} className={classes.label}>
        {say.t('promise.until')}
      </span>
      <div className={classes.picks}>
        {quick.map((one) => (
          <PlainButton
            key={one.days}
            className={classes.pick}
            aria-pressed={one.at === until && !picking}
            onClick={() => {
              setPicking(false);
              onChange(one.at);
            }}
          >
            {one.name === 'days'
              ? say.t('promise.inDays', { count: one.days })
              : say.t(`promise.${one.name}`, { day: theirs.day(one.at) })}
          </PlainButton>
        ))}
        <PlainButton className={classes.pick} aria-pressed={picking} onClick={() => setPicking(true)}>
          {say.t('promise.other')}
        </PlainButton>
      </div>
      {picking && (
        <MomentField
          label={say.t('promise.when')}
          hidden
          at={until}
          hour={officeHours.to}
          onChange={onChange}
        />
      )}
      {until !== null && (
        <p className={until < say.now ? classes.problem : classes.chosen} role="status">
          {until < say.now ? say.t('promise.past') : say.t('promise.chosen', { when: theirs.near(until) })}{' '}
          {!picking && <span className={classes.soft}>{holidaysText(calendar, say.language)}</span>}
        </p>
      )}
    </fieldset>
  );
}
