import { ActionIcon, Button, MultiSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { role as roles } from '#shared/people.ts';
import { type Authority, type Manual, remedy } from '#shared/rules/manual.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { useWords } from '../../words/words.ts';
import {
  authorityAt,
  levelsOf,
  ownLevels,
  withAuthority,
  withLevel,
  withoutAuthority,
} from './authority-draft.ts';
import classes from './manual.module.css';

type Props = { manual: Manual; onChange: (part: Partial<Manual>) => void };

/** What each role may give at once, without asking anybody; and where a level may give something else, what that one may. */
export function AuthorityPart({ manual, onChange }: Props) {
  const { t } = useWords('desk');
  const { t: centre } = useWords('centre');
  const { authorities, currency } = manual;
  const change = (authorities: Authority[]) => onChange({ authorities });
  return (
    <>
      <p className={classes.soft}>{t('manual.authorityHint')}</p>
      {roles.options.map((role) => {
        const levels = levelsOf(authorities, role);
        const line = (level: number | null) => ({
          currency,
          value: authorityAt(authorities, { role, level }),
          onChange: (part: Part) => change(withAuthority(authorities, { role, level }, part)),
        });
        return (
          <fieldset key={role} className={classes.offer}>
            <legend>{centre(`role.${role}`)}</legend>
            <AuthorityLine {...line(null)} />
            {levels.map((level) => (
              <fieldset key={level} className={classes.level}>
                <legend>{t('manual.level', { level })}</legend>
                <AuthorityLine {...line(level)}>
                  <ActionIcon
                    aria-label={t('manual.remove', { name: t('manual.level', { level }) })}
                    variant="subtle"
                    onClick={() => change(withoutAuthority(authorities, { role, level }))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </AuthorityLine>
              </fieldset>
            ))}
            <div className={classes.line}>
              {ownLevels
                .filter((level) => !levels.includes(level))
                .map((level) => (
                  <Button
                    key={level}
                    size="compact-xs"
                    variant="default"
                    onClick={() => change(withLevel(authorities, role, level))}
                  >
                    {t('manual.levelAdd', { level })}
                  </Button>
                ))}
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

type Part = Partial<Pick<Authority, 'once' | 'month' | 'remedies'>>;
type LineProps = {
  value: Authority;
  currency: string;
  onChange: (part: Part) => void;
  children?: ReactNode;
};

function AuthorityLine({ value: { once, month, remedies }, currency, onChange, children }: LineProps) {
  const { t } = useWords('desk');
  return (
    <div className={classes.line}>
      <AmountField
        label={t('manual.once')}
        value={once}
        currency={currency}
        onChange={(minor) => minor !== null && onChange({ once: minor })}
      />
      <AmountField
        label={t('manual.month')}
        value={month}
        currency={currency}
        onChange={(minor) => minor !== null && onChange({ month: minor })}
      />
      <MultiSelect
        size="xs"
        className={classes.text}
        label={t('manual.remedies')}
        data={remedy.options.map((value) => ({ value, label: t(`remedy.${value}`) }))}
        value={remedies}
        placeholder={remedies.length === 0 ? t('manual.none') : ''}
        onChange={(chosen) => onChange({ remedies: chosen.map((one) => remedy.parse(one)) })}
      />
      {children && (
        <span className={classes.tools} data-low>
          {children}
        </span>
      )}
    </div>
  );
}
