import { givenAlike, givenAt } from '#shared/recovery/given.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useScreen } from '../screen-context.ts';
import classes from './recovery.module.css';

/** One of the facts of a decision: what was given in this case already, how often, and behind it by whom and when. */
export function GivenSoFar({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const given = givenAlike(one.compensations).map(({ remedy, amount, each }) => ({
    what: [say.t(`remedy.${remedy}`), amount && say.money(amount)].filter(Boolean).join(' '),
    each,
  }));
  if (given.length === 0)
    return (
      <div>
        <dt>{say.t('give.soFar')}</dt>
        <dd>{say.t('give.soFarNone')}</dd>
      </div>
    );
  return (
    <div>
      <dt>{say.t('give.soFar')}</dt>
      <dd>
        <details className={classes.behind}>
          <summary>
            {say.list(
              given.map(({ what, each }) =>
                each.length === 1 ? what : say.t('give.soFarTimes', { what, count: each.length }),
              ),
            )}
          </summary>
          <ul>
            {given.flatMap(({ what, each }) =>
              each.map((time) => (
                <li key={time.compensationId}>
                  {[what, say.t('recovery.by', { name: time.by.name, when: say.moment(givenAt(time)) })].join(
                    ' · ',
                  )}
                </li>
              )),
            )}
          </ul>
        </details>
      </dd>
    </div>
  );
}
