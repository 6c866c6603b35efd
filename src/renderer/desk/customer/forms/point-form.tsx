import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { view as askView } from '../../../live/bridge.ts';
import { tellFault } from '../../../live/notices.ts';
import { useView } from '../../../live/view.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { noPoint, pointShape } from './file-shapes.ts';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { useSave } from './use-save.ts';

/** Where numbers without a country are read: where this company's customers live, after the customer's own. */
const countries = ['ES', 'MX', 'CO', 'AR', 'CL', 'PE', 'EC', 'UY', 'PT', 'FR', 'GB', 'DE', 'IT', 'US'];

/** Adds a phone or an e-mail that the customer gave. Who has it already is told before it is saved. */
export function PointForm({ onClose }: { onClose: () => void }) {
  const { view, say } = useScreen();
  const { customer } = view;
  const [draft, change, clear] = useDraftOf(`point.${customer.id}`, pointShape, noPoint);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const homes = customer.addresses.flatMap(({ country }) => country ?? []);
  const country = draft.country ?? homes[0] ?? 'ES';
  const value = draft.value.trim();
  const [typed] = useDebouncedValue(value, 200);
  const asked = { view: 'whose', kind: draft.kind, country } as const;
  const { value: whose } = useView(typed === '' ? null : { ...asked, value: typed });
  const problem =
    value === '' ? 'form.required' : draft.kind === 'phone' ? 'file.point.badPhone' : 'file.point.badEmail';

  const submit = async () => {
    setTried(true);
    if (value === '') return;
    const reply = await askView({ ...asked, value });
    if (!reply.ok) {
      if ('fault' in reply) tellFault(reply.fault);
      return;
    }
    if (!reply.value.valid) return;
    const { kind } = draft;
    const { shown } = reply.value;
    const data = { pointId: crypto.randomUUID(), kind, value, country, label: draft.label.trim() };
    const done = await save(
      [{ type: 'customer.add-contact-point', customerId: customer.id, caseId: null, data }],
      [say.t(kind === 'phone' ? 'file.point.savedPhone' : 'file.point.savedEmail', { shown })],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  const isCurrent = typed === value && whose !== undefined;
  const isBad = tried && (value === '' || (isCurrent && !whose.valid));
  const others = whose?.holders.filter(({ id }) => id !== customer.id) ?? [];
  const isOwn = whose?.holders.some(({ id }) => id === customer.id) === true;
  return (
    <FormFrame
      title={say.t('file.point.title')}
      hint={say.t('file.point.hint')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.line}>
        <SegmentedControl
          size="xs"
          aria-label={say.t('file.point.kind')}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind === 'email' ? 'email' : 'phone' })}
          data={[
            { value: 'phone', label: say.t('file.point.phone') },
            { value: 'email', label: say.t('file.point.email') },
          ]}
        />
        <TextInput
          size="xs"
          w={190}
          label={say.t(draft.kind === 'phone' ? 'file.point.value' : 'file.point.valueEmail')}
          data-autofocus
          maxLength={200}
          value={draft.value}
          aria-invalid={isBad || undefined}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
        {draft.kind === 'phone' && (
          <NativeSelect
            size="xs"
            label={say.t('file.point.country')}
            title={say.t('file.point.countryHint')}
            value={country}
            onChange={(event) => change({ country: event.currentTarget.value })}
            data={[...new Set([...homes, country, ...countries])].map((code) => ({
              value: code,
              label: say.country(code),
            }))}
          />
        )}
        <TextInput
          size="xs"
          w={190}
          label={say.t('file.point.label')}
          placeholder={say.t('file.point.labelExample')}
          maxLength={100}
          value={draft.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
      </div>
      <div role="status" className={classes.soft}>
        {isBad ? <span className={classes.problem}>{say.t(problem)}</span> : null}
        {!isBad && isCurrent && whose.valid && (
          <>
            {say.t('file.point.reads', { shown: whose.shown })}
            {isOwn && <> · {say.t('file.point.own')}</>}
            {others.length > 0 && (
              <strong className={classes.held}>
                {say.t('file.point.held', {
                  count: others.length,
                  names: say.list(others.map(({ name }) => name ?? say.t('card.noName'))),
                })}
              </strong>
            )}
          </>
        )}
      </div>
    </FormFrame>
  );
}
