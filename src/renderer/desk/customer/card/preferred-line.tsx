import { IconClockHour4 } from '@tabler/icons-react';
import { callTime } from '#shared/customer/call-time.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { preferredText, timeThere } from './preferred-text.ts';

/** Language and time that the customer prefers, what time it is there, and whether that is a good one. Nothing where they said nothing. */
export function PreferredLine({ canChange = false }: { canChange?: boolean }) {
  const { view, say, act } = useScreen();
  const { preferred } = view.file;
  if (preferred === null) return null;
  const text = preferredText(preferred, say);
  const { zone, isGood } = callTime(preferred, say.now, say.zone);
  const isElsewhere = preferred.zone !== null && timeThere(say.now, zone, say) !== say.time(say.now);
  if (text === '' && !isElsewhere) return null;
  return (
    <p className={classes.preferred}>
      <IconClockHour4 size={15} aria-hidden="true" />
      <span>
        {[
          text === '' ? null : say.t('file.call.prefers', { when: text }),
          isElsewhere || isGood !== null
            ? say.t('file.call.there', { time: timeThere(say.now, zone, say) })
            : null,
        ]
          .filter((one) => one !== null)
          .join('. ')}{' '}
        {isGood !== null && (
          <Chip tone={isGood ? 'good' : 'warn'}>{say.t(isGood ? 'file.call.good' : 'file.call.bad')}</Chip>
        )}{' '}
        {canChange && (
          <PlainButton
            className={classes.link}
            aria-label={say.t('file.preferred.change')}
            onClick={() => act({ move: 'write', form: { form: 'preferred' } })}
          >
            {say.t('file.change')}
          </PlainButton>
        )}
      </span>
    </p>
  );
}
