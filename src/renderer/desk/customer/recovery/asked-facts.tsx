import type { CaseView, CompensationView } from '#shared/views/case.ts';
import { useScreen } from '../screen-context.ts';
import { givenCost } from './cost-text.ts';
import { GivenSoFar } from './given-so-far.tsx';
import classes from './recovery.module.css';

/** What a yes or a no is decided from: why it is asked for, what exactly, what it costs beside what is at risk, and who they are. */
export function AskedFacts({ one, about }: { one: CaseView; about: CompensationView }) {
  const screen = useScreen();
  const { say } = screen;
  const { segment, severity, valueAtRisk } = about.decidedFrom;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{say.t('answerRequest.asks', { name: about.by.name })}</dt>
        <dd dir="auto">{about.why || say.t('answerRequest.noWhy')}</dd>
      </div>
      <div>
        <dt>{say.t('answerRequest.what')}</dt>
        <dd dir="auto">
          {[about.what, about.stop && say.t('entry.compensation.checked', { text: about.stop.checked })]
            .filter(Boolean)
            .join(' · ') || say.t('answerRequest.noWhat')}
        </dd>
      </div>
      <div>
        <dt>{about.cost ? givenCost(about.cost, about, screen) : say.t('give.costUnknown')}</dt>
        <dd>
          {[
            valueAtRisk && say.t('recovery.worth', { amount: say.money(valueAtRisk) }),
            say.t('recovery.decidedFrom', {
              segment: say.t(`segment.${segment}`),
              severity: say.t(`severity.${severity}`).toLocaleLowerCase(say.language),
            }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </dd>
      </div>
      <GivenSoFar one={one} />
    </dl>
  );
}
