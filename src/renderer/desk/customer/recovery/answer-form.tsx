import { Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { CaseView } from '#shared/views/case.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { noProse, proseShape } from '../forms/shapes.ts';
import { useSave } from '../forms/use-save.ts';
import panel from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { type Answering, answerAsk } from './answer-ask.ts';
import { costText, currencyOf } from './cost-text.ts';

type Props = { one: CaseView; compensationId: string; answer: Answering; onClose: () => void };

const done = { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' } as const;

/** A yes or a no to what was asked for, or something given is taken back. Only a yes needs no word. */
export function AnswerForm({ one, compensationId, answer, onClose }: Props) {
  const { say, act, view, rules } = useScreen();
  const [draft, change, clear] = useDraftOf(`${answer}.${compensationId}`, proseShape, noProse);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const about = one.compensations.find((each) => each.compensationId === compensationId);
  if (!about) return null;
  const text = draft.text.trim();
  const isMissing = answer !== 'approve' && text === '';
  const what = [say.t(`remedy.${about.remedy}`), about.amount && say.money(about.amount)]
    .filter(Boolean)
    .join(' ');
  const other = () =>
    act({
      move: 'write',
      form: {
        form: 'answer-request',
        caseId: one.id,
        compensationId,
        answer: answer === 'approve' ? 'decline' : 'approve',
      },
    });
  const submit = async () => {
    setTried(true);
    if (isMissing) return;
    const asks = [answerAsk(one, compensationId, answer, text)];
    if (!(await save(asks, [say.t(`answerRequest.${done[answer]}`)]))) return;
    clear();
    onClose();
  };
  return (
    <FormFrame
      title={say.t(`answerRequest.${answer}Title`, { what })}
      hint={about.why || one.subject}
      action={say.t(`recovery.${answer === 'withdraw' ? 'takeBack' : answer}`)}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      {answer !== 'withdraw' && (
        <p className={panel.soft}>
          {[
            about.cost &&
              costText(
                { cost: about.cost, currency: currencyOf(about, view.orders) },
                rules.manual.content,
                say,
              ),
            say.t('recovery.decidedFrom', {
              segment: say.t(`segment.${about.decidedFrom.segment}`),
              severity: say.t(`severity.${about.decidedFrom.severity}`),
            }),
            about.decidedFrom.valueAtRisk &&
              say.t('recovery.worth', { amount: say.money(about.decidedFrom.valueAtRisk) }),
            about.what,
            about.stop && say.t('entry.compensation.checked', { text: about.stop.checked }),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          <UnstyledButton className={panel.link} onClick={other}>
            {say.t(answer === 'approve' ? 'recovery.decline' : 'recovery.approve')}
          </UnstyledButton>
        </p>
      )}
      <Textarea
        label={say.t(`answerRequest.${answer}Text`, { name: about.by.name })}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        data-autofocus
        value={draft.text}
        error={tried && isMissing ? say.t('form.required') : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
