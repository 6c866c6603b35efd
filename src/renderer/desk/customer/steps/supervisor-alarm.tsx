import { IconUserStar } from '@tabler/icons-react';
import type { CaseView } from '#shared/views/case.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useDesk } from '../../shell/desk-context.ts';
import { useTake } from '../cases/use-take.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import classes from '../top.module.css';

/** Cases in which the customer waits for a supervisor, the longest first. */
const waiting = (cases: readonly CaseView[]): CaseView[] =>
  cases
    .filter(({ steps }) => steps.supervisor !== null && steps.supervisor.answer === null)
    .toSorted((a, b) => (a.steps.supervisor?.at ?? 0) - (b.steps.supervisor?.at ?? 0));

/** The customer asked for a supervisor, in which words, since when and to whom: on the screen until one takes the case or answers. */
export function SupervisorAlarm() {
  const { view, say, act, self } = useScreen();
  const { person, server } = useDesk();
  const { take, saving } = useTake();
  const [one] = waiting(view.cases);
  const asked = one?.steps.supervisor;
  if (!one || !asked) return null;
  const isSupervisor = person.role === 'supervisor';
  return (
    <section className={classes.again} role="alert">
      <IconUserStar size={18} aria-hidden="true" />
      <p dir="auto">
        <strong>{say.t('supervisor.waits', { count: asked.times, ago: say.ago(asked.at) })}</strong>{' '}
        {asked.words !== '' && `${say.t('supervisor.quote', { words: asked.words })} `}
        {say.t('supervisor.evidence', { number: caseNumber(one.number), name: asked.by.name })}{' '}
        {!isSupervisor && server !== null && say.t(one.pending ? 'supervisor.notSent' : 'supervisor.inQueue')}
      </p>
      <span className={classes.shows}>
        {isSupervisor && one.status === 'open' && one.owner.id !== self && (
          <PlainButton className={classes.show} disabled={saving} onClick={() => void take(one)}>
            {say.t('owner.take')}
          </PlainButton>
        )}
        {isSupervisor && (
          <PlainButton
            className={classes.show}
            onClick={() =>
              act({ move: 'write', form: { form: 'step', caseId: one.id, step: 'answer-supervisor' } })
            }
          >
            {say.t('supervisor.answer')}
          </PlainButton>
        )}
        <PlainButton
          className={classes.show}
          onClick={() => act({ move: 'go', target: { to: 'case', caseId: one.id } })}
        >
          {say.t('alarm.open')}
        </PlainButton>
      </span>
    </section>
  );
}
