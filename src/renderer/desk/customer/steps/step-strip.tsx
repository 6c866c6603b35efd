import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { fiveSteps, type Mark, type Step, stepsTaken } from '#shared/recovery/five-steps.ts';
import type { CaseView } from '#shared/views/case.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import classes from './steps.module.css';

/** Where each step is written down. */
const formOf = (caseId: string): Record<Step, Form> => ({
  listen: { form: 'note', caseId, about: 'note' },
  apologise: { form: 'step', caseId, step: 'apologise' },
  explain: { form: 'step', caseId, step: 'explain' },
  'make-good': { form: 'give', caseId },
  'for-good': { form: 'step', caseId, step: 'find-cause' },
});

/** The five steps in one row: an empty one opens its form, a taken one tells what was done. They lead and hold nothing up. */
export function StepStrip({ one }: { one: CaseView }) {
  const { say, act } = useScreen();
  const [shown, setShown] = useState<Step | null>(null);
  const marks = stepsTaken(one);
  const forms = formOf(one.id);
  const write = (step: Step) => act({ move: 'write', form: forms[step] });
  const mark = shown && marks[shown];
  return (
    <section className={classes.steps} aria-label={say.t('steps.title')}>
      <ol className={classes.strip}>
        {fiveSteps.map((step, index) => {
          const taken = marks[step] !== null;
          return (
            <li key={step}>
              <PlainButton
                className={classes.step}
                data-taken={taken || undefined}
                aria-expanded={taken ? shown === step : undefined}
                title={say.t(`steps.hint.${step}`)}
                onClick={() => (taken ? setShown(shown === step ? null : step) : write(step))}
              >
                <span className={classes.dot} aria-hidden="true">
                  {taken ? <IconCheck size={13} /> : index + 1}
                </span>
                <span>{say.t(`steps.name.${step}`)}</span>
                <span className="hilo-hidden">{say.t(taken ? 'steps.taken' : 'steps.open')}</span>
              </PlainButton>
            </li>
          );
        })}
      </ol>
      {shown && mark && <Behind one={one} step={shown} mark={mark} onAgain={() => write(shown)} />}
    </section>
  );
}

type BehindProps = { one: CaseView; step: Step; mark: Mark; onAgain: () => void };

/** What was done of a step, by whom and when. */
function Behind({ one: { steps }, step, mark, onAgain }: BehindProps) {
  const { say } = useScreen();
  const { explained, cause } = steps;
  const kind =
    step === 'explain' && explained
      ? [say.t(`steps.source.${explained.source}`), explained.ref].filter(Boolean).join(' · ')
      : step === 'for-good' && cause
        ? say.t(`steps.cause.${cause.cause}`)
        : null;
  return (
    <div className={classes.behind}>
      {kind && <strong>{kind}</strong>}
      {mark.text !== '' && (
        <p className={classes.text} dir="auto">
          {mark.text}
        </p>
      )}
      <p className={classes.by}>
        {mark.by.name}, {say.moment(mark.at)}
        <PlainButton className={classes.again} onClick={onAgain}>
          {say.t('steps.again')}
        </PlainButton>
      </p>
    </div>
  );
}
