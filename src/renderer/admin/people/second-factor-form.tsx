import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonView } from '#shared/sync/accounts.ts';
import { tellDone } from '../../live/notices.ts';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useWords } from '../../words/words.ts';
import { GraveQuestion } from './grave-question.tsx';
import { shortestPassword } from './person-draft.ts';
import { useAdmin } from './use-admin.ts';

type Props = { person: PersonView; changed: () => Promise<void>; close: () => void };

/** Says what it means to take somebody's app away, and does it, with the new password that stands alone until there is an app again. */
export function SecondFactorForm({ person, changed, close }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const isHere = useIsHere();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { name } = person;
  const letters = [...password].length;
  async function reset(): Promise<void> {
    setTried(true);
    if (busy || letters < shortestPassword) return;
    if ((await run({ ask: 'reset-second-factor', id: person.id, password })) === null) return;
    tellDone(t('resetFactor.done', { name }));
    if (isHere()) close();
    await changed();
  }
  const field = (
    <PasswordInput
      label={t('person.password')}
      description={t('person.passwordHelp')}
      value={password}
      maxLength={1000}
      autoComplete="new-password"
      autoFocus
      data-mantine-stop-propagation="true"
      onChange={(event) => setPassword(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void reset();
      }}
      error={tried && letters < shortestPassword ? t('person.short', { n: letters }) : null}
    />
  );
  return (
    <GraveQuestion
      title={t('resetFactor.title')}
      means={t('shutOut.means')}
      busy={busy}
      trouble={trouble}
      field={field}
      act={{ say: t('resetFactor.do'), do: reset }}
      leave={{ say: t('resetFactor.cancel'), do: close }}
    >
      <li>{t('resetFactor.app', { name })}</li>
      <li>{t('resetFactor.ends')}</li>
      <li>{t('resetFactor.sure')}</li>
    </GraveQuestion>
  );
}
