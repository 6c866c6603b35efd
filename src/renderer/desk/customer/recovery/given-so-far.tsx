import type { CaseView } from '#shared/views/case.ts';
import { useScreen } from '../screen-context.ts';

/** One of the facts of a decision: what was given in this case already. */
export function GivenSoFar({ one }: { one: CaseView }) {
  const { say } = useScreen();
  const given = one.compensations.filter(({ state }) => state === 'given');
  return (
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
  );
}
