import { useState } from 'react';
import type { CaseView } from '#shared/views/case.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { EndingFields } from './ending-fields.tsx';
import { FormFrame } from './form-frame.tsx';
import { noSolve, solveShape } from './shapes.ts';
import { openPromises, solveAsks, unsaidIn } from './solving.ts';
import { useSave } from './use-save.ts';

/** How a case was solved, and a word on every promise that is still open. */
export function SolveForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`solve.${one.id}`, solveShape, noSolve);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const open = openPromises(one);
  const submit = async () => {
    setTried(true);
    if (unsaidIn(one, draft) !== null) return;
    if (!(await save(solveAsks(one, draft), [say.t('solve.saved')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('solve.title', { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t('solve.save')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <EndingFields
        promises={open}
        ends={draft.ends}
        onChange={(promiseId, ending) => change({ ends: { ...draft.ends, [promiseId]: ending } })}
        unsaid={tried ? unsaidIn(one, draft) : null}
      />
      <LongField
        label={say.t('solve.how')}
        description={say.t('solve.hint')}
        least={2}
        most={6}
        maxLength={2000}
        data-autofocus={open.length === 0 || undefined}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
