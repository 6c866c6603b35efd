import { useRef } from 'react';
import type { CaseView } from '#shared/views/case.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { KindChoice } from './kind-choice.tsx';
import { kindShape, noKind } from './shapes.ts';
import { useSave } from './use-save.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Says again what a case is about, whenever that is known better. The second keystroke saves. */
export function ClassifyForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`classify.${one.id}`, kindShape, noKind);
  const { save, saving } = useSave();
  const suggestions = useSuggestions(one.orderIds[0] ?? null);
  const now = draft.kind === null ? { kind: one.kind, failure: one.failure } : { ...draft, kind: draft.kind };
  const chosen = useRef(now);
  const submit = async () => {
    const { customerId, id: caseId } = one;
    const { kind, failure } = chosen.current;
    const asks = [{ type: 'case.classify' as const, customerId, caseId, data: { kind, failure } }];
    if (!(await save(asks, [say.t('kind.saved')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('kind.title', { number: caseNumber(one.number) })}
      hint={one.subject}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <KindChoice
        {...now}
        suggestions={suggestions}
        onChange={(kind) => {
          chosen.current = kind;
          change(kind);
        }}
        onPicked={() => void submit()}
        autoFocus
      />
    </FormFrame>
  );
}
