import { useState } from 'react';
import { isLess } from '#shared/case/compensation-refusal.ts';
import type { CaseView } from '#shared/views/case.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { MoneyField } from '../forms/money-field.tsx';
import { QuickChoice } from '../forms/quick-choice.tsx';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { type Answering, answerAsk } from './answer-ask.ts';
import { AskedFacts } from './asked-facts.tsx';
import { EarlierBox } from './earlier-box.tsx';
import { answerShape, noAnswer } from './give-shape.ts';
import classes from './recovery.module.css';
import { useGiving } from './use-giving.ts';

type Props = { one: CaseView; compensationId: string; answer: Answering; onClose: () => void };

const done = { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' } as const;
const answers = ['approve', 'decline'] as const;

/** A yes, to all of what was asked for or to less, or a no; or something given is taken back. Only a yes needs no word. */
export function AnswerForm({ one, compensationId, answer, onClose }: Props) {
  const { say, act } = useScreen();
  // Whoever turns a yes into a no keeps the words.
  const key = answer === 'withdraw' ? answer : 'answer';
  const [draft, change, clear] = useDraftOf(`${key}.${compensationId}`, answerShape, noAnswer);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const giving = useGiving(one, null);
  const about = one.compensations.find((each) => each.compensationId === compensationId);
  if (!about) return null;
  const text = draft.text.trim();
  const isMissing = answer !== 'approve' && text === '';
  const mayBeLess = answer === 'approve' && about.amount !== null;
  const amount = draft.amount ?? about.amount;
  const isWrong = mayBeLess && (draft.amountWrong || amount === null || !isLess(amount, about.amount));
  const less = mayBeLess && !isWrong && amount?.minor !== about.amount?.minor ? amount : null;
  const what = [say.t(`remedy.${about.remedy}`), about.amount && say.money(about.amount)]
    .filter(Boolean)
    .join(' ');
  const turn = (to: (typeof answers)[number]) =>
    act({ move: 'write', form: { form: 'answer-request', caseId: one.id, compensationId, answer: to } });
  const submit = async () => {
    setTried(true);
    if (isMissing || isWrong) return;
    const asks = [answerAsk(one, compensationId, answer, text, less)];
    if (!(await save(asks, [say.t(`answerRequest.${done[answer]}`)]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t(`answerRequest.${answer}Title`, { what })}
      hint={one.subject}
      action={
        less
          ? say.t('answerRequest.approveLess', { amount: say.money(less) })
          : say.t(`recovery.${answer === 'withdraw' ? 'takeBack' : answer}`)
      }
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      {answer !== 'withdraw' && (
        <>
          <AskedFacts one={one} about={about} />
          <EarlierBox
            earlier={giving.earlier.filter(
              ({ compensation }) => compensation.compensationId !== compensationId,
            )}
            orderId={about.orderId}
          />
          <div className={classes.rest}>
            <QuickChoice
              legend={say.t('answerRequest.legend')}
              options={answers.map((value) => ({ value, label: say.t(`recovery.${value}`) }))}
              value={answer}
              onChange={turn}
            />
            {mayBeLess && about.amount && (
              <MoneyField
                label={say.t('answerRequest.amount', { most: say.money(about.amount) })}
                value={draft.amountWrong ? null : amount}
                currency={about.amount.currency}
                onChange={(money) =>
                  change(money === null ? { amountWrong: true } : { amount: money, amountWrong: false })
                }
                problem={tried && isWrong ? say.t('answerRequest.amountWrong') : undefined}
              />
            )}
          </div>
        </>
      )}
      <LongField
        key={answer}
        label={say.t(`answerRequest.${answer}Text`, { name: about.by.name })}
        least={1}
        most={5}
        maxLength={2000}
        data-autofocus
        value={draft.text}
        error={tried && isMissing ? say.t('form.required') : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
