import { IconAlertTriangleFilled, IconRepeat } from '@tabler/icons-react';
import type { FailureAlarm } from '#shared/story/failures.ts';
import type { RepeatAlarm } from '#shared/story/repeat.ts';
import { PlainButton } from '../../ui/plain-button.tsx';
import { repeatTitle } from './contact-counts.ts';
import { useScreen } from './screen-context.ts';
import { caseNumber } from './story/entry-words.ts';
import classes from './top.module.css';

/** The same failure once more, and what to do before anything is sent again. */
function AgainText({ failure: { kind, failure, times, product, carrier } }: { failure: FailureAlarm }) {
  const { say, leaf } = useScreen();
  const name = leaf(failure);
  const trunk = say.t(`cases.kind.${kind}`);
  const what = { kind: name === null ? trunk : `${trunk} (${name})`, count: times };
  const said =
    product !== null
      ? say.t('again.product', { ...what, product })
      : carrier !== null
        ? say.t('again.carrier', { ...what, carrier })
        : say.t('again.kind', what);
  return (
    <p dir="auto">
      <strong>{said}</strong> {say.t('again.advice')}
    </p>
  );
}

/** The same failure once more, where nobody has called about it often. */
export function AgainAlarm({ failure }: { failure: FailureAlarm }) {
  const { say, act } = useScreen();
  const [newest] = failure.caseIds;
  return (
    <section className={classes.again} role="alert">
      <IconRepeat size={18} aria-hidden="true" />
      <AgainText failure={failure} />
      {newest && (
        <PlainButton
          className={classes.show}
          onClick={() => act({ move: 'go', target: { to: 'case', caseId: newest } })}
        >
          {say.t('alarm.open')}
        </PlainButton>
      )}
    </section>
  );
}

/**
 * The third call about one matter is no coincidence. A call in hand is not in the story yet: with two before it, it may be
 * the third, and says so. A failure that happened again is told in it.
 */
export function Alarm({
  alarm,
  perhaps,
  failure,
}: {
  alarm: RepeatAlarm;
  perhaps: boolean;
  failure: FailureAlarm | null;
}) {
  const { view, say, act } = useScreen();
  const about = view.cases.find((one) => one.id === alarm.caseId);
  return (
    <section className={classes.alarm} role="alert">
      <IconAlertTriangleFilled size={30} aria-hidden="true" />
      <div>
        <h2>{repeatTitle(alarm, { about: about !== undefined, perhaps }, say)}</h2>
        <p dir="auto">
          {about
            ? say.t('alarm.text', { number: caseNumber(about.number), subject: about.subject })
            : say.t('alarm.textLoose')}{' '}
          <span className={classes.advice}>{say.t('alarm.advice')}</span>
        </p>
        {failure && <AgainText failure={failure} />}
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
