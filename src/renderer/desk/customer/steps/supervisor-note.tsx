import type { CaseView } from '#shared/views/case.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** That the customer asked for a supervisor and since when, or what one answered. */
export function SupervisorNote({ one: { steps } }: { one: CaseView }) {
  const { say } = useScreen();
  const { supervisor } = steps;
  if (!supervisor) return null;
  const { answer } = supervisor;
  const title = answer
    ? say.t(answer.text === '' ? 'supervisor.tookIt' : 'supervisor.answered', { name: answer.by.name })
    : say.t('supervisor.waits', { count: supervisor.times, ago: say.ago(supervisor.at) });
  const text = answer ? answer.text : supervisor.words;
  return (
    <p className={classes.remark}>
      <strong>{title}</strong>
      {text !== '' && (
        <>
          {'\n'}
          <span dir="auto">{text}</span>
        </>
      )}
    </p>
  );
}
