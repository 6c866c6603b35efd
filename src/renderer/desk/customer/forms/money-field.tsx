import type { Money } from '#shared/order/money.ts';
import { AmountField } from '../../../ui/amount-field.tsx';

type Props = {
  label: string;
  value: Money | null;
  currency: string;
  onChange: (money: Money | null) => void;
  problem?: string | undefined;
};

/** An amount with its currency. Null while nothing is written that could be one. */
export function MoneyField({ label, value, currency, onChange, problem }: Props) {
  return (
    <AmountField
      label={label}
      value={value?.minor ?? null}
      currency={currency}
      optional
      problem={problem}
      onChange={(minor) => onChange(minor === null ? null : { minor, currency })}
    />
  );
}
