import { Button, Modal } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useWords } from '../../words/words.ts';
import styles from './leave-dialog.module.css';

type Props = {
  title: string;
  why: string;
  action: string;
  fits: boolean;
  /** Called with nothing in the way. True: it is done, and the dialog goes. */
  save: () => Promise<boolean>;
  close: () => void;
  /** The fields; `saving`: nothing is typed into them now. */
  children: (saving: boolean) => ReactNode;
};

/** Where somebody changes their password or PIN. */
export function SecretDialog({ title, why, action, fits, save, close, children }: Props) {
  const { t } = useWords();
  const [saving, setSaving] = useState(false);
  const isHere = useIsHere();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || saving) return;
    setSaving(true);
    const done = await save();
    setSaving(false);
    if (done && isHere()) close();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <p>{why}</p>
        <div className={styles.fields}>{children(saving)}</div>
        <div className={styles.buttons}>
          <Button size="sm" variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button size="sm" type="submit" disabled={!fits} loading={saving}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
