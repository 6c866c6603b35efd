import { useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { PasswordTwice } from '../../ui/password-twice.tsx';
import { PasswordField } from '../../ui/secret-field.tsx';
import { useWords } from '../../words/words.ts';
import { SecretDialog } from './secret-dialog.tsx';

/** Changes one's own password at the centre, which has the rules; nothing typed here is kept. */
export function PasswordDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const [before, setBefore] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');

  const save = async (): Promise<boolean> => {
    const changed = await askSession({ ask: 'change-password', before, password });
    if (changed) tellDone(t('password.done'));
    return changed;
  };
  return (
    <SecretDialog
      title={t('password.title')}
      why={t('password.why')}
      action={t('password.do')}
      fits={before !== '' && password !== '' && again === password}
      save={save}
      close={close}
    >
      {(saving) => (
        <>
          <PasswordField
            label={t('password.before')}
            value={before}
            autoComplete="current-password"
            onChange={setBefore}
            readOnly={saving}
            data-autofocus
          />
          <PasswordTwice
            password={password}
            again={again}
            onPassword={setPassword}
            onAgain={setAgain}
            readOnly={saving}
          />
        </>
      )}
    </SecretDialog>
  );
}
