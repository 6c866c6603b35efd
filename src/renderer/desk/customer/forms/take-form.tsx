import type { CaseView } from '#shared/views/case.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { useTake } from '../cases/use-take.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';

/** Asks before a case is taken from a colleague who did not ask for it: one letter must not do that. */
export function TakeForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  const { take, saving } = useTake();
  const { person } = useDesk();
  const isAsked = person.role === 'supervisor' && one.steps.supervisor?.answer === null;
  const number = caseNumber(one.number);
  const submit = async () => {
    if (await take(one)) onClose();
  };
  return (
    <FormFrame
      title={say.t('take.title', { number, name: one.owner.name })}
      hint={one.subject}
      action={say.t('owner.take')}
      saving={saving}
      isQuestion
      onSave={() => void submit()}
      onClose={onClose}
    >
      <p className={classes.soft}>
        {say.t(isAsked ? 'take.hintAsked' : 'take.hint', { name: one.owner.name })}
      </p>
    </FormFrame>
  );
}
