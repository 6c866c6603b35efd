import { localeOf } from '#shared/order/format.ts';
import { minorDigits } from '#shared/order/money.ts';
import { readNumber, writeMinor, writeNumber } from '#shared/order/written.ts';
import { useWords } from '../words/words.ts';
import { NumberField } from './number-field.tsx';

type Props = {
  label: string;
  /** Minor units; null: left open. */
  value: number | null;
  currency: string;
  /** May be left open. */
  optional?: boolean;
  problem?: string | undefined;
  onChange: (minor: number | null) => void;
};

/** An amount, with point or comma; null while nothing is written that could be one. */
export function AmountField({ label, value, currency, optional = false, problem, onChange }: Props) {
  const { t, language } = useWords('desk');
  const digits = minorDigits(currency);
  return (
    <NumberField
      label={label}
      unit={currency}
      value={value}
      read={(text) => {
        const written = readNumber(text, digits);
        return written === null ? null : Math.round(written * 10 ** digits);
      }}
      write={(minor) => writeMinor(minor, digits, localeOf(language))}
      optional={optional}
      wrong={t('form.noAmount')}
      problem={problem}
      onChange={onChange}
    />
  );
}

type CountProps = {
  label: string;
  value: number | null;
  suffix?: string;
  max: number;
  min?: number;
  decimals?: number;
  optional?: boolean;
  onChange: (value: number | null) => void;
};

/** A figure within its limits; null while what is written is none. */
export function CountField({
  label,
  value,
  suffix,
  max,
  min = 0,
  decimals = 0,
  optional = false,
  onChange,
}: CountProps) {
  const { t, language } = useWords('desk');
  return (
    <NumberField
      label={label}
      unit={suffix}
      value={value}
      read={(text) => {
        const written = readNumber(text, decimals);
        return written === null || written < min || written > max ? null : written;
      }}
      write={(number) => writeNumber(number, decimals, localeOf(language))}
      optional={optional}
      wrong={t('form.noFigure', { min, max })}
      onChange={onChange}
    />
  );
}
