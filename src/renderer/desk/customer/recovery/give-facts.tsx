import { bordersOf, monthOf } from '#shared/recovery/authority.ts';
import type { Ended } from '#shared/recovery/slip.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { Say } from '../say.ts';
import { useScreen } from '../screen-context.ts';
import { withTheirs } from './cost-text.ts';
import { GivenSoFar } from './given-so-far.tsx';
import classes from './recovery.module.css';
import type { Giving } from './use-giving.ts';

/** What stands beside the decision: who they are, what is at risk, what was given, what this person may give. */
export function GiveFacts({ one, giving }: { one: CaseView; giving: Giving }) {
  const { say, rules } = useScreen();
  const { content: manual } = rules.manual;
  const { segment, atRisk } = giving;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{say.t(`segment.${segment.segment}`)}</dt>
        <dd>
          {[
            say.t('segmentWhy.orders', { count: segment.orders }),
            say.t('segmentWhy.recent', { count: segment.recent, months: manual.worth.loyalMonths }),
            segment.usualGap === null ? null : say.t('segmentWhy.gap', { count: segment.usualGap }),
            segment.segment === 'at-risk' && segment.silent !== null
              ? say.t('segmentWhy.silent', { count: segment.silent })
              : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </dd>
      </div>
      <div>
        <dt>
          {say.t('give.atRisk')} {atRisk && <strong>{say.money(atRisk.amount)}</strong>}
        </dt>
        <dd>
          {atRisk
            ? say.t('give.atRiskWhy', {
                yearly: say.money({ minor: atRisk.yearly, currency: atRisk.amount.currency }),
                margin: say.number(atRisk.marginPercent),
                years: say.number(atRisk.years),
                loss: say.number(atRisk.lossPercent),
              })
            : say.t('give.atRiskNone')}
        </dd>
      </div>
      <GivenSoFar one={one} />
      <div>
        <dt>{say.t('give.authority')}</dt>
        <dd>
          <Authority giving={giving} />
        </dd>
      </div>
    </dl>
  );
}

/** What this person may give at once and until when, or why nothing. */
function Authority({ giving: { asked, order, ended, until } }: { giving: Giving }) {
  const { say } = useScreen();
  const { terms, spent } = asked;
  if (ended) return <span className={classes.ended}>{endedText(ended, say)}</span>;
  if (terms === null || terms.remedies.length === 0) return say.t('give.authorityNone');
  const own = (minor: number): string =>
    withTheirs({ minor, currency: terms.currency }, order?.currency ?? null, terms, say);
  const left = own(Math.max(0, terms.month - spent));
  return [
    say.t('give.authorityText', { once: own(terms.once), left }),
    until === null ? null : say.t('give.authorityUntil', { until: say.moment(until) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function endedText({ why, period }: Ended, say: Say): string {
  const month = (of: string) => say.month(bordersOf(of).from);
  const now = month(monthOf(say.now));
  return say.t(`give.ended.${why}`, { month: period === null ? '' : month(period), now });
}
