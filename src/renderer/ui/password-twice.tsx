import type { Ref } from 'react';
import { useWords } from '../words/words.ts';
import { PasswordField } from './secret-field.tsx';
import { differs } from './written-twice.ts';

type Props = {
  password: string;
  again: string;
  onPassword: (text: string) => void;
  onAgain: (text: string) => void;
  readOnly: boolean;
  field?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
  /** The id of what is wrong with it. */
  describedBy?: string | undefined;
};

/** A new password, typed twice: nobody could tell them which mistake of the hand they chose. */
export function PasswordTwice({ password, again, onPassword, onAgain, readOnly, field, ...rest }: Props) {
  const { t } = useWords('centre');
  return (
    <>
      <PasswordField
        ref={field}
        label={t('password.new')}
        description={t('password.rule')}
        value={password}
        onChange={onPassword}
        autoComplete="new-password"
        readOnly={readOnly}
        autoFocus={rest.autoFocus}
        aria-describedby={rest.describedBy}
      />
      <PasswordField
        isAgain
        label={t('password.again')}
        value={again}
        onChange={onAgain}
        autoComplete="new-password"
        readOnly={readOnly}
        error={differs(again, password) ? t('password.differs') : null}
      />
    </>
  );
}
