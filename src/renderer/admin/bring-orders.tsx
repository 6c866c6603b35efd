import { Modal } from '@mantine/core';
import { useStore } from 'zustand';
import { imports } from '../live/imports.ts';
import { useWords } from '../words/words.ts';
import { ImportForm } from './import-form.tsx';
import { ImportOver } from './import-over.tsx';
import { ImportRunning } from './import-running.tsx';

/** An admin brings a shop's file to the centre: what it is, how it goes, what came of it. */
export function BringOrders({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const now = useStore(imports, (state) => state.now);
  return (
    <Modal
      opened
      onClose={close}
      title={t('orders.title')}
      size={720}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <div data-writing>
        {now.state === 'none' ? (
          <ImportForm />
        ) : 'done' in now ? (
          <ImportRunning now={now} />
        ) : (
          <ImportOver now={now} />
        )}
      </div>
    </Modal>
  );
}
