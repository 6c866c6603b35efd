import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Texts } from '#shared/rules/texts.ts';
import { LongField } from '../../ui/long-field.tsx';
import type { Say } from '../customer/say.ts';
import styles from './rules.module.css';

type TextsProps = {
  say: Say;
  value: Texts;
  most: number;
  /** What the two are, for whoever hears it. */
  label: string;
  onChange: (value: Texts) => void;
  children?: ReactNode;
};

/** A text in both languages, side by side. */
export function TwoTexts({ say, value, most, label, onChange, children }: TextsProps) {
  const field = (language: 'en' | 'es') => (
    <LongField
      size="xs"
      lang={language}
      aria-label={`${label}, ${say.t(`rules.language.${language}`)}`}
      placeholder={say.t(`rules.language.${language}`)}
      least={1}
      most={8}
      maxLength={most}
      value={value[language]}
      onChange={(event) =>
        onChange({ ...value, [language]: event.currentTarget.value.replaceAll('\n', ' ') })
      }
    />
  );
  return (
    <div className={styles.texts}>
      {field('en')}
      {field('es')}
      <span className={styles.moves}>{children}</span>
    </div>
  );
}

type MovesProps = {
  say: Say;
  name: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove?: () => void;
};

/** Up, down, away: of one line among others. */
export function Moves({ say, name, first, last, onMove, onRemove }: MovesProps) {
  return (
    <>
      <ActionIcon
        size="sm"
        aria-label={say.t('rules.up', { name })}
        disabled={first}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label={say.t('rules.down', { name })}
        disabled={last}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
      {onRemove && (
        <ActionIcon size="sm" aria-label={say.t('rules.remove', { name })} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </>
  );
}
