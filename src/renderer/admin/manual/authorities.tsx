import { formatMoney } from '#shared/order/format.ts';
import type { Manual } from '#shared/rules/manual.ts';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

/** What each role may give at once, to read; a level is named where it has amounts of its own. */
export function Authorities({ manual }: { manual: Manual }) {
  const { t, language } = useWords('desk');
  const { t: centre } = useWords('centre');
  const own = (minor: number) => formatMoney({ minor, currency: manual.currency }, language);
  return (
    <section>
      <h3>{t('manual.authority')}</h3>
      <ul className={classes.found}>
        {manual.authorities
          .filter(({ remedies }) => remedies.length > 0)
          .map(({ role, level, once, month, remedies }) => (
            <li key={`${role} ${level ?? ''}`}>
              <strong>
                {centre(`role.${role}`)}
                {level === undefined ? '' : ` (${t('manual.level', { level })})`}
              </strong>
              : {t('manual.once')} {own(once)}, {t('manual.month')} {own(month)}.{' '}
              <span className={classes.soft}>{remedies.map((one) => t(`remedy.${one}`)).join(', ')}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
