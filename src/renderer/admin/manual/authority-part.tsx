import { MultiSelect } from '@mantine/core';
import { type Role, role as roles } from '#shared/people.ts';
import { type Authority, type Manual, remedy } from '#shared/rules/manual.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

type Props = { manual: Manual; onChange: (part: Partial<Manual>) => void };

/** What each role may give at once, without asking anybody. */
export function AuthorityPart({ manual, onChange }: Props) {
  const { t } = useWords('desk');
  const { t: centre } = useWords('centre');
  const of = (role: Role): Authority =>
    manual.authorities.find((one) => one.role === role) ?? { role, once: 0, month: 0, remedies: [] };
  const set = (role: Role, part: Partial<Authority>) =>
    onChange({ authorities: roles.options.map((one) => (one === role ? { ...of(one), ...part } : of(one))) });
  return (
    <>
      <p className={classes.soft}>{t('manual.authorityHint')}</p>
      {roles.options.map((role) => {
        const { once, month, remedies } = of(role);
        return (
          <fieldset key={role} className={classes.offer}>
            <legend>{centre(`role.${role}`)}</legend>
            <div className={classes.line}>
              <AmountField
                label={t('manual.once')}
                value={once}
                currency={manual.currency}
                onChange={(minor) => minor !== null && set(role, { once: minor })}
              />
              <AmountField
                label={t('manual.month')}
                value={month}
                currency={manual.currency}
                onChange={(minor) => minor !== null && set(role, { month: minor })}
              />
              <MultiSelect
                size="xs"
                className={classes.text}
                label={t('manual.remedies')}
                data={remedy.options.map((value) => ({ value, label: t(`remedy.${value}`) }))}
                value={remedies}
                placeholder={remedies.length === 0 ? t('manual.none') : ''}
                onChange={(chosen) => set(role, { remedies: chosen.map((one) => remedy.parse(one)) })}
              />
            </div>
          </fieldset>
        );
      })}
    </>
  );
}
