import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { claimSuggestions, writtenWithin } from '#shared/claim/suggest.ts';
import { claimAgainst, claimReason } from '#shared/claim/words.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useView } from '../../../live/view.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { type ClaimDraft, claimShape, noClaim } from './claim-shapes.ts';
import { DueField } from './due-field.tsx';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { MoneyField } from './money-field.tsx';
import { QuickChoice } from './quick-choice.tsx';
import { useSave } from './use-save.ts';

/** A new claim of a case against a carrier or another who is at fault, filled in from what the order's parcels say. */
export function ClaimForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { view, say } = useScreen();
  const [draft, change, clear] = useDraftOf<ClaimDraft>(`claim.${one.id}`, claimShape, noClaim);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const orderId =
    draft.orderId === undefined ? (one.orderIds[0] ?? view.inQuestion?.id ?? null) : draft.orderId;
  const { value } = useView(orderId === null ? null : { view: 'order', customerId: one.customerId, orderId });
  const claim = filledIn(draft, value ?? null, say.now);
  const { amount } = claim;
  const name = claim.name.trim();
  const submit = async () => {
    setTried(true);
    if (name === '' || amount === null) return;
    const { against, reason, reference, trackingNumber, text, filed, dueAt } = claim;
    const tracking = trackingNumber.trim();
    const done = await save(
      [
        {
          type: 'claim.open',
          customerId: one.customerId,
          caseId: one.id,
          data: {
            claimId: crypto.randomUUID(),
            against,
            name,
            reference: reference.trim(),
            orderId,
            trackingNumber: tracking === '' ? null : tracking,
            amount,
            reason,
            text: text.trim(),
            filed,
            dueAt,
          },
        },
      ],
      [say.t('claims.saved.open')],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('claims.newTitle', { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t('claims.save.open')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <QuickChoice
        legend={say.t('claims.whom')}
        options={claimAgainst.options.map((value) => ({ value, label: say.t(`claims.side.${value}`) }))}
        value={claim.against}
        onChange={(against) => change({ against })}
        autoFocus
      />
      <div className={classes.columns}>
        <TextInput
          size="xs"
          label={say.t('claims.name')}
          maxLength={200}
          value={claim.name}
          error={tried && name === '' ? say.t('form.required') : undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={say.t('claims.reasonLabel')}
          value={claim.reason}
          data={claimReason.options.map((reason) => ({
            value: reason,
            label: say.t(`claims.reason.${reason}`),
          }))}
          onChange={(event) => change({ reason: claimReason.parse(event.currentTarget.value) })}
        />
        <MoneyField
          label={say.t('claims.amount')}
          value={amount}
          currency={claim.currency}
          problem={tried && amount === null ? say.t('form.required') : undefined}
          onChange={(money) => change({ amount: money })}
        />
        <NativeSelect
          size="xs"
          label={say.t('newCase.order')}
          value={orderId ?? ''}
          onChange={({ currentTarget }) => {
            const { value: id } = currentTarget;
            change({ orderId: id === '' ? null : id, amount: undefined, trackingNumber: undefined });
          }}
        >
          {view.orders.slice(0, 60).map(({ id, number, firstTitle }) => (
            <option key={id} value={id}>{`${number} · ${firstTitle ?? ''}`}</option>
          ))}
          <option value="">{say.t('newCase.noOrder')}</option>
        </NativeSelect>
        <TextInput
          size="xs"
          label={say.t('order.tracking')}
          maxLength={200}
          value={claim.trackingNumber}
          onChange={(event) => change({ trackingNumber: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={say.t('claims.referenceLabel')}
          maxLength={200}
          value={claim.reference}
          onChange={(event) => change({ reference: event.currentTarget.value })}
        />
      </div>
      <LongField
        size="xs"
        label={say.t('claims.text')}
        least={2}
        most={6}
        maxLength={20_000}
        value={claim.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Checkbox
        size="xs"
        label={say.t('claims.filed')}
        checked={claim.filed}
        onChange={(event) => change({ filed: event.currentTarget.checked, dueAt: undefined })}
      />
      <DueField
        key={String(claim.filed)}
        label={say.t(claim.filed ? 'claims.answerBy' : 'claims.fileBy')}
        due={claim.dueAt}
        onChange={(dueAt) => change({ dueAt })}
        suggested={
          claim.fileBy === null || claim.filed
            ? null
            : {
                at: claim.fileBy,
                why: say.t(`claims.law.${claim.reason === 'late' ? 'late' : 'damaged'}`, {
                  days: writtenWithin[claim.reason === 'late' ? 'late' : 'damaged'],
                }),
              }
        }
      />
    </FormFrame>
  );
}

/** What was written, and for what nobody wrote the facts of the order's parcels. */
function filledIn(draft: ClaimDraft, order: OrderRecord | null, now: number) {
  const [found] = order && draft.against === 'carrier' ? claimSuggestions(order, now) : [];
  const reason = draft.reason ?? found?.reason ?? 'other';
  const fileBy = found && found.reason === reason ? found.fileBy : null;
  const currency = draft.amount?.currency ?? order?.currency ?? 'EUR';
  const suggested = order ? { minor: found?.minor ?? Math.max(0, order.total), currency } : null;
  const carrier = order?.shipments.find((one) => one.carrier !== null)?.carrier ?? '';
  return {
    ...draft,
    name: draft.name ?? (draft.against === 'carrier' ? (found?.carrier ?? carrier) : ''),
    trackingNumber: draft.trackingNumber ?? found?.tracking ?? '',
    reason,
    currency,
    amount: draft.amount === undefined ? suggested : draft.amount,
    fileBy,
    dueAt: draft.dueAt === undefined ? (draft.filed ? null : fileBy) : draft.dueAt,
  };
}
