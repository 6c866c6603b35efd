import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { RepeatAlarm } from '#shared/story/repeat.ts';
import { useScreen } from './screen-context.ts';
import { caseNumber } from './story/entry-words.ts';
import classes from './top.module.css';

/**
 * The third call about one matter is no coincidence. A call in hand is not in the story yet: with two before it, it may be
 * the third, and says so.
 */
export function Alarm({ alarm, perhaps }: { alarm: RepeatAlarm; perhaps: boolean }) {
  const { view, say, act } = useScreen();
  const { contacts, people, caseId } = alarm;
  const about = view.cases.find((one) => one.id === caseId);
  return (
    <section className={classes.alarm} role="alert">
      <IconAlertTriangleFilled size={30} aria-hidden="true" />
      <div>
        <h2>
          {perhaps
            ? say.t('alarm.perhaps', { n: contacts + 1 })
            : say.t(about ? 'alarm.title' : 'alarm.titleLoose', {
                count: contacts,
                people: say.t('cases.people', { count: people }),
              })}
        </h2>
        <p dir="auto">
          {about
            ? say.t('alarm.text', { number: caseNumber(about.number), subject: about.subject })
            : say.t('alarm.textLoose')}{' '}
          <span className={classes.advice}>{say.t('alarm.advice')}</span>
        </p>
      </div>
      <button
        type="button"
        className={classes.go}
        onClick={() =>
          act({
            move: 'go',
            target: about
              ? { to: 'case', caseId: about.id }
              : { to: 'story', filter: { groups: new Set(['calls']) } },
          })
        }
      >
        {say.t(about ? 'alarm.open' : 'alarm.show')}
      </button>
    </section>
  );
}
