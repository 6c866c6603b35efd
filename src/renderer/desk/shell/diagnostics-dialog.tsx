import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { diagnosticsFile } from '../../live/diagnostics.ts';
import { askSession } from '../../live/session.ts';
import { useSaveFile } from '../../live/use-save-file.ts';
import { useWords } from '../../words/words.ts';
import styles from './diagnostics-dialog.module.css';

/** What IT is to know of this Hilo, to be read before it is saved: exactly this is written. */
export function DiagnosticsDialog({ close }: { close: () => void }) {
  const { t } = useWords('frame');
  const { save: saveFile, saving } = useSaveFile();
  const text = useStore(diagnosticsFile, (state) => state.text);
  useEffect(() => {
    void askSession({ ask: 'diagnostics' });
    return () => diagnosticsFile.setState({ text: null });
  }, []);
  const save = async (): Promise<void> => {
    if (await saveFile({ ask: 'save-diagnostics' })) close();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('diagnostics.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p>{t('diagnostics.why')}</p>
      <section
        className={styles.text}
        aria-label={t('diagnostics.content')}
        aria-busy={text === null}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
        tabIndex={0}
      >
        <pre>{text ?? ''}</pre>
      </section>
      <div className={styles.buttons}>
        <Button size="sm" variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button
          size="sm"
          data-autofocus
          disabled={text === null}
          loading={saving}
          onClick={() => void save()}
        >
          {t('diagnostics.save')}
        </Button>
      </div>
    </Modal>
  );
}
