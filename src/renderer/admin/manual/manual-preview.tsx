import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type CaseKind, caseKind } from '#shared/case/words.ts';
import { formatMoney } from '#shared/order/format.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { role as roles } from '#shared/people.ts';
import { alternatives } from '#shared/recovery/alternatives.ts';
import { termsOf } from '#shared/recovery/authority.ts';
import { type Manual, type Segment, type Severity, segment, severity } from '#shared/rules/manual.ts';
import { textIn } from '#shared/rules/texts.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import { levelsOf } from './authority-draft.ts';
import classes from './manual.module.css';

/** What somebody is offered by the manual as it stands in the form, for a case that is made up here. */
export function ManualPreview({ manual }: { manual: Manual }) {
  const { t, language } = useWords('desk');
  const { t: centre } = useWords('centre');
  const givers = giversIn(manual);
  const [chosen, setGiver] = useState('agent 1');
  // A level that has no amounts of its own any more is shown as the one that holds for it.
  const giver = givers.find(({ id }) => id === chosen) ?? givers[0];
  const [kind, setKind] = useState<CaseKind>('wrong-product');
  const [who, setWho] = useState<Segment>('loyal');
  const [how, setHow] = useState<Severity>('medium');
  const [total, setTotal] = useState(8000);
  const found = alternatives(manual, {
    kind,
    segment: who,
    severity: how,
    order: orderOf(total, manual.currency),
    terms: termsOf(manual, giver?.role ?? 'agent', giver?.level ?? 1),
    spent: 0,
  });
  return (
    <section className={classes.preview} aria-label={t('manual.preview')}>
      <h3>{t('manual.preview')}</h3>
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          label={t('manual.giver')}
          value={giver?.id ?? ''}
          data={givers.map(({ id, role, level, isOnly }) => ({
            value: id,
            label: isOnly
              ? centre(`role.${role}`)
              : `${centre(`role.${role}`)} (${t('manual.level', { level })})`,
          }))}
          onChange={(event) => setGiver(event.currentTarget.value)}
        />
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
                beyond &&
                  t(`give.beyond.${beyond.why}`, {
                    most:
                      'most' in beyond
                        ? formatMoney({ minor: beyond.most, currency: manual.currency }, language)
                        : '',
                  }),
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

/** Each role at its first level, and at every other that has amounts of its own. `isOnly`: the same for all levels. */
function giversIn({ authorities }: Manual) {
  return roles.options.flatMap((role) => {
    const levels = [1, ...levelsOf(authorities, role).filter((level) => level > 1)];
    return levels.map((level) => ({ id: `${role} ${level}`, role, level, isOnly: levels.length === 1 }));
  });
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
