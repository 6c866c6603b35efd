import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type ErasureWhy, erasureWhy } from '#shared/sync/erasure.ts';
import { TroubleLine } from '../../../admin/people/trouble-line.tsx';
import { useAdmin } from '../../../admin/people/use-admin.ts';
import { tellDone } from '../../../live/notices.ts';
import { useWords } from '../../../words/words.ts';
import { recordIds } from '../record-ids.ts';
import { useScreen } from '../screen-context.ts';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';

/** An admin asks that a person be erased: what goes and what stays is said before it is asked. */
export function EraseForm({ onClose }: { onClose: () => void }) {
  const { view } = useScreen();
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const [why, setWhy] = useState<ErasureWhy>('person-asked');
  const customerIds = recordIds(view);
  async function ask(): Promise<void> {
    if (busy) return;
    const asked = await run({ ask: 'ask-erasure', customerIds, why });
    if (asked === null) return;
    tellDone(t(asked.doneAt === null ? 'erase.asked' : 'erase.done'));
    onClose();
  }
  return (
    <FormFrame
      title={t('erase.title')}
      action={t('erase.do')}
      saving={busy}
      onSave={() => void ask()}
      onClose={onClose}
    >
      <div className={classes.soft}>{t('erase.goes', { count: customerIds.length })}</div>
      <div className={classes.soft}>{t('erase.stays')}</div>
      <NativeSelect
        label={t('erase.why')}
        value={why}
        data-autofocus
        onChange={(event) => setWhy(erasureWhy.parse(event.currentTarget.value))}
        data={erasureWhy.options.map((one) => ({ value: one, label: t(`erase.because.${one}`) }))}
      />
      <TroubleLine trouble={trouble} />
    </FormFrame>
  );
}
