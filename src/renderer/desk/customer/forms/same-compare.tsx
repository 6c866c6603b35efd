import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CustomerView } from '#shared/views/customer.ts';
import { focusIsLost } from '../../../keys/typing.ts';
import { useKey } from '../../../keys/use-key.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { addressLines } from '../card/address-lines.ts';
import { useScreen } from '../screen-context.ts';
import { noSame, sameShape } from './file-shapes.ts';
import formClasses from './forms.module.css';
import classes from './same.module.css';
import { useSave } from './use-save.ts';

/** Two records side by side: what each of them says, which one is shown from now on, and how somebody knows that they are one person. */
export function SameCompare({ other, onClose }: { other: CustomerView; onClose: () => void }) {
  const { view, say } = useScreen();
  const key = `same.${other.customer.id}.${view.customer.id}`;
  const [draft, change, clear] = useDraftOf(key, sameShape, noSame);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const why = draft.why.trim();
  const [kept, gone] = draft.keep === 'this' ? [view, other] : [other, view];
  const nameOf = (one: CustomerView) => one.customer.name ?? one.customer.emails[0] ?? say.t('card.noName');
  const submit = async () => {
    setTried(true);
    if (why === '') return;
    const data = { into: kept.customer.id, why };
    const done = await save(
      [{ type: 'customer.link', customerId: gone.customer.id, caseId: null, data }],
      [say.t('file.same.saved', { name: nameOf(kept) })],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  useKey('save', () => void submit());
  // Who was picked went with the list that they stood in, and the focus with them.
  const compare = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusIsLost()) compare.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  const sides = [
    { side: 'this', of: view, title: say.t('file.same.this') },
    { side: 'other', of: other, title: say.t('file.same.other') },
  ] as const;
  const rows: [string, (one: CustomerView) => ReactNode[]][] = [
    [say.t('file.same.phones'), ({ phonesShown }) => phonesShown],
    [say.t('file.same.emails'), ({ customer }) => customer.emails],
    [
      say.t('file.same.addresses'),
      ({ customer }) => customer.addresses.map((one) => addressLines(one, say.country).join(', ')),
    ],
    [say.t('file.same.orders'), ({ totals }) => [say.number(totals.orders)]],
    [say.t('file.same.spent'), ({ totals }) => totals.spent.map(say.money)],
    [
      say.t('file.same.cases'),
      ({ cases }) => [
        say.t('file.same.casesOpen', {
          open: cases.filter(({ status }) => status === 'open').length,
          all: cases.length,
        }),
      ],
    ],
    [
      say.t('file.same.last'),
      ({ totals }) => [
        totals.lastContactAt === null ? say.t('file.same.never') : say.moment(totals.lastContactAt),
      ],
    ],
    [say.t('file.same.since'), ({ customer }) => (customer.since === null ? [] : [say.day(customer.since)])],
  ];
  return (
    <div ref={compare} className={classes.compare}>
      <p className={classes.hint}>{say.t('file.same.hint')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {sides.map(({ side, of, title }) => (
              <th key={side} scope="col" data-kept={draft.keep === side || undefined}>
                <span className={classes.which}>{title}</span>
                <strong dir="auto">{nameOf(of)}</strong>
                <label>
                  <input
                    type="radio"
                    name="same-keep"
                    checked={draft.keep === side}
                    data-autofocus={(side === 'this' && draft.keep === 'this') || undefined}
                    onChange={() => change({ keep: side })}
                  />{' '}
                  {say.t('file.same.shown')}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, values]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {sides.map(({ side, of }) => (
                <td key={side} dir="auto">
                  <Values values={values(of)} other={values(side === 'this' ? other : view)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <LongField
        label={say.t('file.same.why')}
        placeholder={say.t('file.same.whyExample')}
        least={2}
        most={4}
        maxLength={500}
        error={tried && why === '' ? say.t('file.same.whyMissing') : undefined}
        value={draft.why}
        onChange={(event) => change({ why: event.currentTarget.value })}
      />
      <div className={classes.foot}>
        <Button loading={saving} onClick={() => void submit()}>
          {say.t('file.same.save')}
        </Button>
        <span className={formClasses.soft}>
          {say.t('form.saveKey')} · {say.t('file.same.keep', { name: nameOf(kept) })}
        </span>
      </div>
    </div>
  );
}

const shownAtMost = 4;

/** What both records have is what a person looks for: it is strong, and the words say it too. */
function Values({ values, other }: { values: ReactNode[]; other: ReactNode[] }) {
  const { say } = useScreen();
  if (values.length === 0) return <span className={classes.none}>{say.t('file.same.none')}</span>;
  const rest = values.length - shownAtMost;
  const theirs = new Set(other.map((one) => String(one).toLowerCase()));
  return (
    <>
      {values.slice(0, shownAtMost).map((one) => {
        const isSame = typeof one === 'string' && theirs.has(one.toLowerCase()) && /\D{3}|\d{4}/.test(one);
        return (
          <div
            key={String(one)}
            data-same={isSame || undefined}
            title={isSame ? say.t('file.same.equal') : undefined}
          >
            {one}
          </div>
        );
      })}
      {rest > 0 && <span className={classes.none}>{say.t('card.more', { count: rest })}</span>}
    </>
  );
}
