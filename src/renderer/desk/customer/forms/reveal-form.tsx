import { useEffect, useState } from 'react';
import { type RevealWhy, revealWhy } from '#shared/customer/reveal.ts';
import { useScreen } from '../screen-context.ts';
import { FormFrame } from './form-frame.tsx';
import { QuickChoice } from './quick-choice.tsx';
import { useSave } from './use-save.ts';

/** Why somebody needs a whole number or address. It is written down before it is shown. */
export function RevealForm({ onClose }: { onClose: () => void }) {
  const { view, say } = useScreen();
  const [why, setWhy] = useState<RevealWhy | null>(null);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { masked } = view;
  // Nothing is hidden (any more): from the palette it can be asked for at any time.
  useEffect(() => {
    if (!masked) onClose();
  }, [masked, onClose]);
  const submit = async () => {
    setTried(true);
    if (why === null || saving) return;
    const customerId = view.customer.id;
    await save(
      [{ type: 'customer.reveal', customerId, caseId: null, data: { why } }],
      [say.t('reveal.done')],
    );
  };
  return (
    <FormFrame
      title={say.t('reveal.title')}
      hint={say.t('reveal.hint')}
      action={say.t('reveal.do')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <QuickChoice
        legend={say.t('reveal.why')}
        options={revealWhy.options.map((one) => ({ value: one, label: say.t(`reveal.because.${one}`) }))}
        value={why}
        onChange={setWhy}
        onEnter={() => void submit()}
        problem={tried && why === null ? say.t('reveal.noReason') : undefined}
        autoFocus
      />
    </FormFrame>
  );
}
