import type { Costs, Manual, Worth } from '#shared/rules/manual.ts';
import { AmountField, CountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';
import { Rates } from './rates.tsx';

type Props = { manual: Manual; onChange: (part: Partial<Manual>) => void };

const days = { max: 3650, min: 1, decimals: 0 };
const percent = { max: 100, min: 0, decimals: 1, suffix: '%' };
const limits = {
  newDays: days,
  loyalOrders: { max: 1000, min: 2, decimals: 0 },
  loyalMonths: { max: 120, min: 1, decimals: 0 },
  silentGaps: { max: 20, min: 1, decimals: 1 },
  marginPercent: percent,
  years: { max: 10, min: 0.5, decimals: 1 },
  lossPercent: percent,
  lossPercentEach: percent,
} as const satisfies { [K in keyof Worth]: { max: number; min: number; decimals: number; suffix?: string } };

const amounts = ['minute', 'parcel', 'express', 'gift'] as const satisfies (keyof Costs)[];
const minutes = ['letterMinutes', 'managerMinutes'] as const satisfies (keyof Costs)[];

/** The company's own figures: who is loyal, what a customer is worth, what things cost. */
export function WorthPart({ manual, onChange }: Props) {
  const { t } = useWords('desk');
  const { worth, costs, currency } = manual;
  const setWorth = (part: Partial<Worth>) => onChange({ worth: { ...worth, ...part } });
  const setCosts = (part: Partial<Costs>) => onChange({ costs: { ...costs, ...part } });
  return (
    <>
      <h3>{t('manual.worthTitle')}</h3>
      <p className={classes.soft}>{t('manual.worthHint')}</p>
      <div className={classes.grid}>
        {(Object.keys(limits) as (keyof Worth)[]).map((name) => (
          <CountField
            key={name}
            label={t(`manual.worth.${name}`)}
            value={worth[name]}
            onChange={(value) => value !== null && setWorth({ [name]: value })}
            {...limits[name]}
          />
        ))}
      </div>
      <h3>{t('manual.costsTitle')}</h3>
      <div className={classes.grid}>
        {amounts.map((name) => (
          <AmountField
            key={name}
            label={t(`manual.costs.${name}`)}
            value={costs[name]}
            currency={currency}
            onChange={(minor) => minor !== null && setCosts({ [name]: minor })}
          />
        ))}
        <CountField
          label={t('manual.costs.productPercent')}
          value={costs.productPercent}
          onChange={(value) => value !== null && setCosts({ productPercent: value })}
          {...percent}
        />
        {minutes.map((name) => (
          <CountField
            key={name}
            label={t(`manual.costs.${name}`)}
            value={costs[name]}
            max={600}
            suffix="min"
            onChange={(value) => value !== null && setCosts({ [name]: value })}
          />
        ))}
      </div>
      <Rates manual={manual} onChange={onChange} />
    </>
  );
}
