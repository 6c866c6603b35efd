import { useState } from 'react';
import { claimOutcome } from '#shared/claim/words.ts';
import type { Money } from '#shared/order/money.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import type { ClaimFormProps } from './claim-forms.tsx';
import { type ClaimCloseDraft, claimCloseShape, noClaimClose } from './claim-shapes.ts';
import { FormFrame } from './form-frame.tsx';
import { MoneyField } from './money-field.tsx';
import { QuickChoice } from './quick-choice.tsx';
import { useSave } from './use-save.ts';

/** How a claim ended and what came back. */
export function ClaimCloseForm({ one, claim, onClose }: ClaimFormProps) {
  const { say } = useScreen();
  const key = `claim-close.${claim.id}`;
  const [draft, change, clear] = useDraftOf<ClaimCloseDraft>(key, claimCloseShape, noClaimClose);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { outcome } = draft;
  const { currency } = claim.amount;
  const nothing: Money = { minor: 0, currency };
  const brings = outcome === 'paid' || outcome === 'partly-paid';
  // All of it was paid; how much of a part only a person knows.
  const back = !brings
    ? nothing
    : draft.back === undefined
      ? outcome === 'paid'
        ? claim.amount
        : null
      : draft.back;
  const submit = async () => {
    setTried(true);
    if (outcome === null || back === null) return;
    const data = { claimId: claim.id, outcome, back, text: draft.text.trim() };
    const ask = { type: 'claim.close', customerId: one.customerId, caseId: one.id, data } as const;
    if (!(await save([ask], [say.t('claims.saved.close')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('claims.closeTitle', { name: claim.name })}
      hint={one.subject}
      action={say.t('claims.close')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <QuickChoice
        legend={say.t('claims.outcomeLabel')}
        options={claimOutcome.options.map((value) => ({ value, label: say.t(`claims.outcome.${value}`) }))}
        value={outcome}
        onChange={(chosen) => change({ outcome: chosen, back: undefined })}
        problem={tried && outcome === null ? say.t('claims.chooseOutcome') : undefined}
        autoFocus
      />
      {brings && (
        <MoneyField
          label={say.t('claims.backLabel')}
          value={back}
          currency={currency}
          problem={tried && back === null ? say.t('form.required') : undefined}
          onChange={(money) => change({ back: money })}
        />
      )}
      <LongField
        size="xs"
        label={say.t('claims.closeText')}
        least={2}
        most={6}
        maxLength={20_000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
