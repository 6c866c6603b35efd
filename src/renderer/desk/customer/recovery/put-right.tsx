import type { Money } from '#shared/order/money.ts';
import { type CaseCost, caseCost } from '#shared/recovery/case-cost.ts';
import type { CaseView, CompensationView } from '#shared/views/case.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useDesk } from '../../shell/desk-context.ts';
import { Act, ActsAbout } from '../cases/act.tsx';
import panel from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { type Answering, mayAnswer } from './answer-ask.ts';
import { givenCost, withTheirs } from './cost-text.ts';
import classes from './recovery.module.css';
import { whatOf } from './what-of.ts';

const tones = {
  requested: 'warn',
  given: 'good',
  declined: 'plain',
  withdrawn: 'plain',
} as const satisfies Record<CompensationView['state'], Tone>;

/** What was given or asked for in a case, with what it was decided from, and what can be done about it. */
export function PutRight({ one }: { one: CaseView }) {
  const { say, act, view, rules } = useScreen();
  const { content: manual } = rules.manual;
  const cost = caseCost(one, manual);
  const ordered = view.orders.find(({ id }) => id === one.orderIds.at(-1))?.currency ?? null;
  const money = (amount: Money) => withTheirs(amount, ordered, manual, say);
  return (
    <>
      <h3 className={classes.titleRow}>
        {say.t('recovery.title')}
        <PlainButton
          className={panel.link}
          onClick={() => act({ move: 'write', form: { form: 'letter', caseId: one.id } })}
        >
          {say.t('letter.open')}
        </PlainButton>
      </h3>
      {one.compensations.length === 0 ? (
        <p className={panel.soft}>{say.t('recovery.none')}</p>
      ) : (
        <ul className={classes.given}>
          {one.compensations.map((each) => (
            <Remedy key={each.compensationId} one={one} compensation={each} />
          ))}
        </ul>
      )}
      {(cost.total.minor !== 0 || !cost.isWhole) && (
        <p className={panel.soft}>
          {say.t(costKey(cost), {
            total: money(isLess(cost) ? { ...cost.total, minor: -cost.total.minor } : cost.total),
            given: money(cost.given),
            minutes: cost.minutes,
            work: money(cost.work),
          })}
          {cost.back.minor > 0 && ` ${say.t('recovery.costBack', { back: money(cost.back) })}`}
        </p>
      )}
    </>
  );
}

/** More came back than the case cost. */
const isLess = ({ total, isWhole }: CaseCost): boolean => isWhole && total.minor < 0;
const costKey = (cost: CaseCost) =>
  cost.isWhole ? (isLess(cost) ? 'recovery.costLess' : 'recovery.cost') : 'recovery.costAtLeast';

function Remedy({ one, compensation }: { one: CaseView; compensation: CompensationView }) {
  const screen = useScreen();
  const { say, act } = screen;
  const { person } = useDesk();
  const { compensationId, remedy, amount, cost, what, state, by, at, answered, decidedFrom, stop, why } =
    compensation;
  const can = (answer: Answering) => mayAnswer(one, compensationId, answer, person);
  const write = (answer: Answering) => () =>
    act({ move: 'write', form: { form: 'answer-request', caseId: one.id, compensationId, answer } });
  return (
    <li>
      <span className={classes.choiceHead}>
        <strong>{say.t(`remedy.${remedy}`)}</strong>
        {amount && <span className="hilo-number">{say.money(amount)}</span>}
        {compensation.askedFor && (
          <span className={classes.cost}>
            {say.t('entry.compensation.of', { asked: say.money(compensation.askedFor) })}
          </span>
        )}
        <Chip tone={tones[state]}>{say.t(`compensationState.${state}`)}</Chip>
      </span>
      {what !== '' && (
        <span className={panel.words} dir="auto">
          {what}
        </span>
      )}
      {why && (
        <span className={panel.words} dir="auto">
          {say.t('recovery.why', { text: why })}
        </span>
      )}
      {stop && (
        <span className={panel.words} dir="auto">
          {say.t('entry.compensation.checked', { text: stop.checked })}
        </span>
      )}
      <span className={panel.soft}>
        {[
          say.t('recovery.by', { name: by.name, when: say.moment(at) }),
          cost && givenCost(cost, compensation, screen),
          say.t('recovery.decidedFrom', {
            segment: say.t(`segment.${decidedFrom.segment}`),
            severity: say.t(`severity.${decidedFrom.severity}`).toLocaleLowerCase(say.language),
          }),
          decidedFrom.valueAtRisk && say.t('recovery.worth', { amount: say.money(decidedFrom.valueAtRisk) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {answered && (
        <span className={panel.soft} dir="auto">
          {say.t('recovery.by', { name: answered.by.name, when: say.moment(answered.at) })}
          {answered.text !== '' && `: ${answered.text}`}
        </span>
      )}
      <ActsAbout value={{ name: whatOf(compensation, say) }}>
        <span className={panel.buttons}>
          {can('approve') && (
            <Act first onClick={write('approve')}>
              {say.t('recovery.approve')}
            </Act>
          )}
          {can('decline') && <Act onClick={write('decline')}>{say.t('recovery.decline')}</Act>}
          {can('withdraw') && <Act onClick={write('withdraw')}>{say.t('recovery.takeBack')}</Act>}
        </span>
      </ActsAbout>
    </li>
  );
}
