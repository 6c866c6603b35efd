import type { Money } from '#shared/order/money.ts';
import { authorityOf } from '#shared/recovery/authority.ts';
import type { CaseView } from '#shared/views.ts';
import { useScreen } from '../screen-context.ts';
import classes from './recovery.module.css';
import type { Giving } from './use-giving.ts';

/** What stands beside the decision (mission.md, C4, C5): who they are, what is at risk, what was given, what this person may give. */
export function GiveFacts({ one, giving }: { one: CaseView; giving: Giving }) {
  const { say, rules } = useScreen();
  const { content: manual } = rules.manual;
  const { segment, atRisk } = giving;
  const mine = authorityOf(manual, giving.asked.role);
  const own = (minor: number): Money => ({ minor, currency: manual.currency });
  const given = one.compensations.filter(({ state }) => state === 'given');
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
      <div>
        <dt>{say.t('give.soFar')}</dt>
        <dd>
          {given.length === 0
            ? say.t('give.soFarNone')
            : say.list(
                given.map(({ remedy, amount }) =>
                  [say.t(`remedy.${remedy}`), amount && say.money(amount)].filter(Boolean).join(' '),
                ),
              )}
        </dd>
      </div>
      <div>
        <dt>{say.t('give.authority')}</dt>
        <dd>
          {mine
            ? say.t('give.authorityText', {
                once: say.money(own(mine.once)),
                left: say.money(own(Math.max(0, mine.month - giving.spent))),
              })
            : say.t('give.authorityNone')}
        </dd>
      </div>
    </dl>
  );
}
