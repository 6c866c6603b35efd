import type { CaseView } from '#shared/views/case.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { readAnswerAsk } from '../recovery/answer-ask.ts';
import { useScreen } from '../screen-context.ts';
import { Act, ActsAbout } from './act.tsx';

/** What somebody answered to what this person asked for, until they say that they have read it, or do something in the case. */
export function AnswerNotes({ one }: { one: CaseView }) {
  const { say, self } = useScreen();
  const { save, saving } = useSave();
  const unread = one.compensations.filter(({ by, unread }) => unread === true && by.id === self);
  return unread.map(({ compensationId, remedy, amount, askedFor, state, answered }) => {
    const what = [say.t(`remedy.${remedy}`), amount && say.money(amount)].filter(Boolean).join(' ');
    const key = state === 'given' ? (askedFor ? 'less' : 'yes') : state === 'declined' ? 'no' : 'back';
    return (
      <div key={compensationId} className={classes.remark} role="status">
        <strong>
          {say.t(`recovery.answer.${key}`, {
            name: answered?.by.name ?? '',
            what,
            asked: askedFor ? say.money(askedFor) : '',
          })}
        </strong>
        {answered && answered.text !== '' ? (
          <>
            {'\n'}
            <span dir="auto">{answered.text}</span>
          </>
        ) : null}
        <ActsAbout value={{ name: what }}>
          <div className={classes.buttons}>
            <Act
              first
              busy={saving}
              onClick={() =>
                void save([readAnswerAsk(one, compensationId)], [say.t('recovery.answer.wasRead')])
              }
            >
              {say.t('recovery.answer.read')}
            </Act>
          </div>
        </ActsAbout>
      </div>
    );
  });
}
