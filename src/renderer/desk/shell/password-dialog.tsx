import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { PasswordField } from '../../ui/secret-field.tsx';
import { useWords } from '../../words/words.ts';
import styles from './leave-dialog.module.css';

/** Changes one's own password at the centre, which has the rules; nothing typed here is kept. */
export function PasswordDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const [before, setBefore] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [saving, setSaving] = useState(false);
  const differs = again.length >= password.length && again !== '' && again !== password;
  const fits = before !== '' && password !== '' && again === password;

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || saving) return;
    setSaving(true);
    const changed = await askSession({ ask: 'change-password', before, password });
    setSaving(false);
    if (!changed) return;
    tellDone(t('password.done'));
    close();
  };

  return (
    <Modal
      opened
      onClose={close}
      title={t('password.title')}
      centered
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <form onSubmit={(event) => void save(event)}>
        <p>{t('password.why')}</p>
        <div className={styles.fields}>
          <PasswordField
            label={t('password.before')}
            value={before}
            autoComplete="current-password"
            onChange={setBefore}
            data-autofocus
            readOnly={saving}
          />
          <PasswordField
            label={t('password.new')}
            description={t('password.rule')}
            value={password}
            autoComplete="new-password"
            onChange={setPassword}
            readOnly={saving}
          />
          <PasswordField
            label={t('password.again')}
            value={again}
            autoComplete="new-password"
            onChange={setAgain}
            error={differs ? t('password.differs') : null}
            readOnly={saving}
          />
        </div>
        <div className={styles.buttons}>
          <Button size="sm" variant="default" onClick={close}>
            {frame('common.cancel')}
          </Button>
          <Button size="sm" type="submit" disabled={!fits} loading={saving}>
            {t('password.do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
