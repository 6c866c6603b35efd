import type { CaseView } from '#shared/views/case.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { Act } from './act.tsx';

/**
 * What was told against a rule: for its owner until they write something in the case, and for whoever answers for the team until one of them
 * does. A click says that they have looked at it, which is a note like every other.
 */
export function FlagNotes({ one }: { one: CaseView }) {
  const { say, self } = useScreen();
  const { role } = useDesk().person;
  const { save, saving } = useSave();
  const watched = role === 'supervisor' && one.watched?.by.id !== self ? one.watched : null;
  const why = watched?.why ?? one.flagged;
  if (why === null) return null;
  const looks = watched !== null || one.owner.id === self;
  const wrong = say.t(`entry.flag.${why}`);
  return (
    <div className={classes.remark}>
      {wrong}{' '}
      {watched
        ? say.t('cases.watchedDo', { name: watched.by.name })
        : say.t('cases.flaggedDo', { name: one.owner.name })}
      {looks && (
        <div className={classes.buttons}>
          <Act
            busy={saving}
            onClick={() =>
              void save(
                [
                  {
                    type: 'note.add',
                    customerId: one.customerId,
                    caseId: one.id,
                    data: { text: say.t('cases.lookedAtNote', { why: wrong }), about: 'note' },
                  },
                ],
                [say.t('cases.lookedAt')],
              )
            }
          >
            {say.t('cases.lookedAtDo')}
          </Act>
        </div>
      )}
    </div>
  );
}
