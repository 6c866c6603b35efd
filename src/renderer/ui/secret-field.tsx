import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { IconDialpad, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../words/words.ts';
import { looksLikePin } from './looks-like-pin.ts';
import styles from './secret-field.module.css';

type Props = Omit<PasswordInputProps, 'value' | 'onChange' | 'leftSection' | 'inputMode'> & {
  value: string;
  onChange: (text: string) => void;
};

/**
 * A password, marked with a key. What looks like a PIN is taken all the same, and it says which of the two is asked for. `isAgain`: it repeats
 * one that has said so.
 */
export function PasswordField({ value, onChange, isAgain = false, ...rest }: Props & { isAgain?: boolean }) {
  const { t } = useWords('centre');
  return (
    <div>
      <PasswordInput
        leftSection={<IconKey size={16} aria-hidden="true" />}
        maxLength={1000}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...rest}
      />
      <p className={styles.hint} role="status">
        {looksLikePin(value) && !isAgain ? t('signIn.notPin') : ''}
      </p>
    </div>
  );
}

/** A PIN, marked with a pad of digits and as short as one is. Anything else is not taken, and it says so. */
export function PinField({ value, onChange, ...rest }: Props) {
  const { t } = useWords('centre');
  const [other, setOther] = useState(false);
  const type = (text: string): void => {
    const digits = text.replace(/\D/g, '');
    setOther(digits !== text);
    onChange(digits);
  };
  return (
    <div>
      <PasswordInput
        className={styles.pin}
        leftSection={<IconDialpad size={16} aria-hidden="true" />}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        visibilityToggleButtonProps={{ 'aria-label': t('locked.showPin'), tabIndex: 0 }}
        value={value}
        onChange={(event) => type(event.currentTarget.value)}
        {...rest}
      />
      <p className={styles.hint} role="status">
        {other ? t('pin.digits') : ''}
      </p>
    </div>
  );
}
