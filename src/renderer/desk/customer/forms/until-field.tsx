import { TextInput, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';
import { fromLocalInput, toLocalInput, tomorrowNoon, workingDaysOn } from './until.ts';

type UntilProps = { until: number | null; onChange: (until: number | null) => void };

/** Until when: two quick choices or any moment. The moment that came out is always shown in full. */
export function UntilField({ until, onChange }: UntilProps) {
  const { say } = useScreen();
  const label = useId();
  const quick = [
    { name: say.t('promise.tomorrow'), at: tomorrowNoon(say.now) },
    { name: say.t('promise.workingDays'), at: workingDaysOn(say.now, 2) },
  ];
  const other = until !== null && !quick.some((one) => one.at === until);
  const [picking, setPicking] = useState(other);
  return (
    <fieldset className={classes.until} aria-labelledby={label}>
      <span id={label} className={classes.label}>
        {say.t('promise.until')}
      </span>
      <div className={classes.picks}>
        {quick.map((one) => (
          <UnstyledButton
            key={one.name}
            className={classes.pick}
            aria-pressed={one.at === until && !picking}
            onClick={() => {
              setPicking(false);
              onChange(one.at);
            }}
          >
            {one.name}
          </UnstyledButton>
        ))}
        <UnstyledButton className={classes.pick} aria-pressed={picking} onClick={() => setPicking(true)}>
          {say.t('promise.other')}
        </UnstyledButton>
      </div>
      {picking && (
        <TextInput
          size="xs"
          type="datetime-local"
          aria-label={say.t('promise.when')}
          defaultValue={until === null ? '' : toLocalInput(until)}
          onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
        />
      )}
      {until !== null && (
        <p className={until < say.now ? classes.problem : classes.chosen} role="status">
          {until < say.now ? say.t('promise.past') : say.t('promise.chosen', { when: say.moment(until) })}
        </p>
      )}
    </fieldset>
  );
}
