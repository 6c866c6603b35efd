import { useRef, useState } from 'react';
import { textIn } from '#shared/rules/texts.ts';
import type { CaseView } from '#shared/views/case.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { noProse, proseShape } from '../forms/shapes.ts';
import { useSave } from '../forms/use-save.ts';
import { useAsks } from '../playbook/use-asks.ts';
import { useScreen } from '../screen-context.ts';
import classes from './steps.module.css';
import { ToldField } from './told-field.tsx';

/** The words of an apology, as they were said. The playbook's own can be taken and made one's own. */
export function ApologyForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say, rules } = useScreen();
  const [draft, change, clear] = useDraftOf(`apologise.${one.id}`, proseShape, noProse);
  const [empty, setEmpty] = useState(false);
  const picked = useRef(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const { used } = useAsks(one);
  const { save, saving } = useSave();
  const offered = rules.playbooks.get(one.kind)?.content.say ?? [];
  const submit = async () => {
    const said = draft.text.trim();
    if (said === '') return setEmpty(true);
    const { customerId, id: caseId } = one;
    const asks = [
      ...(picked.current ? used() : []),
      { type: 'case.apologise' as const, customerId, caseId, data: { text: said } },
    ];
    if (!(await save(asks, [say.t('steps.saved.apologise')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('steps.name.apologise')}
      hint={say.t('steps.hint.apologise')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ToldField
        field={text}
        label={say.t('steps.said')}
        text={draft.text}
        empty={empty}
        onChange={(words) => change({ text: words })}
      />
      <div className={classes.picks}>
        {offered.map((line) => {
          const words = textIn(line, say.language);
          return (
            <PlainButton
              key={words}
              dir="auto"
              onClick={() => {
                picked.current = true;
                change({ text: draft.text.trim() === '' ? words : `${draft.text.trim()} ${words}` });
                text.current?.focus();
              }}
            >
              {words}
            </PlainButton>
          );
        })}
      </div>
    </FormFrame>
  );
}
