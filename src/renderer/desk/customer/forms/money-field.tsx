import { localeOf } from '#shared/order/format.ts';
import { type Money, minorDigits } from '#shared/order/money.ts';
import { readNumber, writeMinor } from '#shared/order/written.ts';
import { NumberField } from '../../../ui/number-field.tsx';
import { useScreen } from '../screen-context.ts';

type Props = {
  label: string;
  value: Money | null;
  currency: string;
  onChange: (money: Money | null) => void;
  problem?: string | undefined;
};

/** An amount, with point or comma. Null while nothing is written that could be one. */
export function MoneyField({ label, value, currency, onChange, problem }: Props) {
  const { say } = useScreen();
  const digits = minorDigits(currency);
  return (
    <NumberField
      label={label}
      unit={currency}
      value={value?.minor ?? null}
      read={(text) => {
        const written = readNumber(text, digits);
        return written === null ? null : Math.round(written * 10 ** digits);
      }}
      write={(minor) => writeMinor(minor, digits, localeOf(say.language))}
      optional
      wrong={say.t('form.noAmount')}
      problem={problem}
      onChange={(minor) => onChange(minor === null ? null : { minor, currency })}
    />
  );
}
