import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { textIn } from '#shared/rules/texts.ts';
import { deeds } from '../../../keys/deeds.ts';
import { useKey } from '../../../keys/use-key.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useTouching } from '../../incidents/use-touching.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { classified, type Missing, openAsks } from './asks.ts';
import classes from './forms.module.css';
import { NewCaseFields } from './new-case-fields.tsx';
import { newCaseShape, noNewCase } from './shapes.ts';
import { useSave } from './use-save.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Opens a case. The kind is one key, then the fields in the order in which people tell it. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const { view, say, act } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const customerId = view.customer.id;
  const [draft, change, clear] = useDraftOf(`new-case.${customerId}`, newCaseShape, noNewCase);
  const [incident] = useTouching(customerId);
  const [tied, setTied] = useState(true);
  const [missing, setMissing] = useState<Missing | null>(null);
  const { save, saving } = useSave();
  const first = useRef<HTMLInputElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const orderId = draft.orderId ?? aboutOrder ?? view.inQuestion?.id ?? '';
  const suggestions = useSuggestions(orderId || null);
  const submit = async () => {
    const whole = classified(draft, suggestions);
    if (whole.kind === null) {
      first.current?.focus();
      return setMissing('kind');
    }
    if (draft.subject.trim() === '') {
      subject.current?.focus();
      return setMissing('subject');
    }
    const caseId = crypto.randomUUID();
    const since = deeds();
    const asks = openAsks(whole, { customerId, caseId, orderId: orderId || null });
    const tie = { type: 'case.tie-incident', customerId, caseId } as const;
    const ties = incident && tied ? [{ ...tie, data: { incidentId: incident.content.id } }] : [];
    if (!(await save([...asks, ...ties], [say.t('newCase.savedPlain')]))) return;
    const isWhole = clear();
    act({ move: 'opened', caseId });
    if (!isWhole) return;
    act({ move: 'go', target: { to: 'case', caseId }, since });
    onClose();
  };
  useKey('save', () => void submit());
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.t('newCase.title')}
      size="min(1080px, 96vw)"
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      <NewCaseFields
        draft={draft}
        suggestions={suggestions}
        onChange={(fields) => {
          setMissing(null);
          change(fields);
        }}
        missing={missing}
        first={first}
        autoFocus
        subject={subject}
        onPicked={() => subject.current?.focus()}
      />
      <NativeSelect
        mt={8}
        label={say.t('newCase.order')}
        value={orderId}
        onChange={(event) => change({ orderId: event.currentTarget.value })}
      >
        <option value="">{say.t('newCase.noOrder')}</option>
        {view.orders.map((order) => (
          <option key={order.id} value={order.id}>
            {[order.number, say.day(order.placedAt), order.firstTitle].filter(Boolean).join(' · ')}
          </option>
        ))}
      </NativeSelect>
      {incident && (
        <Checkbox
          mt={8}
          label={say.t('incidents.tieNew', { title: textIn(incident.content.title, say.language) })}
          checked={tied}
          onChange={(event) => setTied(event.currentTarget.checked)}
        />
      )}
      <div className={classes.formFoot}>
        <Button loading={saving} onClick={() => void submit()}>
          {say.t('newCase.save')}
        </Button>
        <span className={classes.soft}>
          {say.t('form.saveKey')} · {say.t('form.kept')}
        </span>
      </div>
    </Modal>
  );
}
