import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type CaseKind, caseKind } from '#shared/case/words.ts';
import { formatMoney } from '#shared/order/format.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { alternatives } from '#shared/recovery/alternatives.ts';
import { termsOf } from '#shared/recovery/authority.ts';
import { type Manual, type Segment, type Severity, segment, severity } from '#shared/rules/manual.ts';
import { textIn } from '#shared/rules/texts.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

/** What an agent is offered by the manual as it stands in the form, for a case that is made up here. */
export function ManualPreview({ manual }: { manual: Manual }) {
  const { t, language } = useWords('desk');
  const [kind, setKind] = useState<CaseKind>('wrong-product');
  const [who, setWho] = useState<Segment>('loyal');
  const [how, setHow] = useState<Severity>('medium');
  const [total, setTotal] = useState(8000);
  const found = alternatives(manual, {
    kind,
    segment: who,
    severity: how,
    order: orderOf(total, manual.currency),
    terms: termsOf(manual, 'agent', 1),
    spent: 0,
  });
  return (
    <section className={classes.preview} aria-label={t('manual.preview')}>
      <h3>{t('manual.preview')}</h3>
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          label={t('manual.kinds')}
          value={kind}
          data={caseKind.options.map((value) => ({ value, label: t(`cases.kind.${value}`) }))}
          onChange={(event) => setKind(caseKind.parse(event.currentTarget.value))}
        />
        <NativeSelect
          size="xs"
          label={t('manual.segments')}
          value={who}
          data={segment.options.map((value) => ({ value, label: t(`segment.${value}`) }))}
          onChange={(event) => setWho(segment.parse(event.currentTarget.value))}
        />
        <NativeSelect
          size="xs"
          label={t('manual.severities')}
          value={how}
          data={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(event) => setHow(severity.parse(event.currentTarget.value))}
        />
        <AmountField
          label={t('manual.orderOf')}
          value={total}
          currency={manual.currency}
          onChange={(minor) => minor !== null && setTotal(minor)}
        />
      </div>
      <ul className={classes.found}>
        {found.map(({ offerId, remedy, amount, cost, note, beyond }) => (
          <li key={offerId}>
            <strong>{t(`remedy.${remedy}`)}</strong> {amount && formatMoney(amount, language)}{' '}
            <span className={classes.soft}>
              {[
                cost && t('give.costs', { cost: formatMoney(cost, language) }),
                beyond && t('give.beyond.remedy'),
                textIn(note, language),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An order of one thing that was paid. */
function orderOf(total: number, currency: string): OrderRecord {
  return {
    type: 'order',
    id: 'preview',
    customerId: 'preview',
    number: '',
    shop: '',
    kind: 'sale',
    placedAt: 0,
    zone: 'UTC',
    currency,
    total,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'delivered',
    cancelledAt: null,
    promisedAt: null,
    lines: [],
    payments: [],
    shipments: [],
    shipTo: null,
    remark: null,
    seenAt: null,
  };
}
