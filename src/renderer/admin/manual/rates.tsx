import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Manual } from '#shared/rules/manual.ts';
import { CountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

type Props = { manual: Manual; onChange: (part: Pick<Manual, 'rates'>) => void };

/** What one unit of the manual's currency is worth in others. A code is three letters: what is written beside them is left out. */
export function Rates({ manual, onChange }: Props) {
  const { t } = useWords('desk');
  const { rates, currency } = manual;
  const set = (index: number, part: Partial<Manual['rates'][number]>) =>
    onChange({ rates: rates.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  return (
    <>
      <h3>{t('manual.rates')}</h3>
      <p className={classes.soft}>{t('manual.ratesHint', { currency })}</p>
      {rates.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a code changes while it is typed, its place does not
        <div key={index} className={classes.line}>
          <TextInput
            size="xs"
            label={t('manual.rateCurrency')}
            maxLength={3}
            value={one.currency}
            error={isCode(one.currency) && one.currency !== currency ? undefined : t('manual.rateWrong')}
            onChange={(event) => set(index, { currency: codeOf(event.currentTarget.value) })}
          />
          <CountField
            label={t('manual.rateFor', { currency })}
            value={one.rate}
            min={0.0001}
            max={1_000_000}
            decimals={4}
            onChange={(rate) => rate !== null && set(index, { rate })}
          />
          <span className={classes.tools} data-low>
            <ActionIcon
              aria-label={t('manual.remove', { name: one.currency })}
              variant="subtle"
              onClick={() => onChange({ rates: rates.filter((_, place) => place !== index) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </span>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        disabled={rates.length >= 30}
        onClick={() => onChange({ rates: [...rates, { currency: '', rate: 1 }] })}
      >
        {t('manual.rateAdd')}
      </Button>
    </>
  );
}

export const isCode = (text: string): boolean => /^[A-Z]{3}$/.test(text);
const codeOf = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z]/g, '');
