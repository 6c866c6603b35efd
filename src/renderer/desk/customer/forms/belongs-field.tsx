import { NativeSelect } from '@mantine/core';
import type { CaseView } from '#shared/views/case.ts';
import { likelyCase, parted } from '../cases/current-case.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { caseNumber } from '../story/entry-words.ts';
import type { Belongs } from './shapes.ts';

type Props = {
  label: string;
  belongs: Belongs;
  onChange: (belongs: Belongs) => void;
  /** Whether a new case is a choice. */
  canOpen?: boolean;
};

/** Which case something is for: an open one, an earlier one, a new one or none. */
export function BelongsField({ label, belongs, onChange, canOpen = false }: Props) {
  const { view, say } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const { open, earlier } = parted(view.cases);
  const chosen = caseIdOf(belongs, likelyCase(view, aboutOrder)?.id ?? null);
  const option = (one: CaseView) => (
    <option key={one.id} value={one.id}>
      {say.t('form.caseOption', { number: caseNumber(one.number), subject: one.subject })}
    </option>
  );
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={belongs === 'new' ? 'new' : (chosen ?? 'none')}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange(value === 'none' || value === 'new' ? value : { caseId: value });
      }}
    >
      {open.map(option)}
      {canOpen && <option value="new">{say.t('form.caseNew')}</option>}
      <option value="none">{say.t('form.caseNone')}</option>
      {earlier.length > 0 && (
        <optgroup label={say.t('cases.earlier', { count: earlier.length })}>{earlier.map(option)}</optgroup>
      )}
    </NativeSelect>
  );
}

/** The case that was chosen, or the likely one where nobody chose. Null: none, or a new one. */
export function caseIdOf(belongs: Belongs, likely: string | null): string | null {
  if (belongs === 'default') return likely;
  return typeof belongs === 'string' ? null : belongs.caseId;
}
