import { NumberInput } from '@mantine/core';
import { localeOf } from '#shared/order/format.ts';
import { type Money, minorDigits } from '#shared/order/money.ts';
import { useScreen } from '../screen-context.ts';

type Props = {
  label: string;
  value: Money | null;
  currency: string;
  onChange: (money: Money | null) => void;
  problem?: string | undefined;
};

/** An amount, written with the decimals of its currency and as the language writes numbers. Null while nothing is written. */
export function MoneyField({ label, value, currency, onChange, problem }: Props) {
  const { say } = useScreen();
  const decimals = minorDigits(currency);
  const decimal = (1.1).toLocaleString(localeOf(say.language)).charAt(1);
  return (
    <NumberInput
      size="xs"
      label={label}
      suffix={` ${currency}`}
      min={0}
      hideControls
      decimalScale={decimals}
      decimalSeparator={decimal}
      thousandSeparator={decimal === ',' ? '.' : ','}
      allowNegative={false}
      error={problem}
      value={value === null ? '' : value.minor / 10 ** decimals}
      onChange={(written) =>
        onChange(
          typeof written === 'number' ? { minor: Math.round(written * 10 ** decimals), currency } : null,
        )
      }
    />
  );
}
