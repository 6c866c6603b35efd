import { NumberInput } from '@mantine/core';
import { minorDigits } from '#shared/order/money.ts';
import { useWords } from '../../words/words.ts';

type Props = {
  label: string;
  description?: string;
  /** Minor units; null: left open. */
  value: number | null;
  currency: string;
  onChange: (minor: number | null) => void;
};

/** An amount in the manual's currency. */
export function MinorField({ label, description, value, currency, onChange }: Props) {
  const { language } = useWords();
  const unit = 10 ** minorDigits(currency);
  return (
    <NumberInput
      size="xs"
      label={label}
      {...(description ? { description } : {})}
      suffix={` ${currency}`}
      min={0}
      hideControls
      allowNegative={false}
      decimalScale={minorDigits(currency)}
      fixedDecimalScale
      decimalSeparator={language === 'en' ? '.' : ','}
      value={value === null ? '' : value / unit}
      onChange={(written) => onChange(typeof written === 'number' ? Math.round(written * unit) : null)}
    />
  );
}

type CountProps = {
  label: string;
  description?: string;
  value: number;
  suffix?: string;
  max: number;
  min?: number;
  decimals?: number;
  onChange: (value: number) => void;
};

/** A number that is always there: what is emptied goes back to the least. */
export function CountField({
  label,
  description,
  value,
  suffix,
  max,
  min = 0,
  decimals = 0,
  onChange,
}: CountProps) {
  const { language } = useWords();
  return (
    <NumberInput
      size="xs"
      label={label}
      {...(description ? { description } : {})}
      {...(suffix ? { suffix: ` ${suffix}` } : {})}
      min={min}
      max={max}
      clampBehavior="strict"
      decimalScale={decimals}
      decimalSeparator={language === 'en' ? '.' : ','}
      allowNegative={false}
      value={value}
      onChange={(written) => onChange(typeof written === 'number' ? written : min)}
    />
  );
}
