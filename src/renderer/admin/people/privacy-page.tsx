import { Button } from '@mantine/core';
import type { Company } from '#shared/admin.ts';
import type { ErasureView } from '#shared/sync/erasure.ts';
import { useDesk } from '../../desk/shell/desk-context.ts';
import { tellDone } from '../../live/notices.ts';
import { Ago } from '../../ui/ago.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { localeOf, useWords } from '../../words/words.ts';
import { ErasedWho } from './erased-who.tsx';
import { HoldingForms } from './holding-forms.tsx';
import styles from './people.module.css';
import { RetentionForm } from './retention-form.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin, useAsked } from './use-admin.ts';
import { namesOf } from './words-of.ts';

/** Who is being erased, who was, and on how many machines; the rule by which the centre erases by itself; and what machines hold. */
export function PrivacyPage({ company, close }: { company: Company; close: () => void }) {
  const { t, language } = useWords('people');
  const { value, trouble, again } = useAsked('privacy');
  const act = useAdmin();
  const me = useDesk().person.id;
  const names = namesOf(company, language);
  const person = (id: string) => (id === 'hilo' ? t('acts.itself') : names.person(id));

  // Whoever asked does not confirm, where somebody else can.
  const waits = ({ askedBy, team }: ErasureView) =>
    askedBy === me &&
    company.people.some(
      ({ id, role, active, teams }) => id !== me && role === 'admin' && active && teams.includes(team),
    );

  async function decide(one: ErasureView, ask: 'confirm-erasure' | 'withdraw-erasure'): Promise<void> {
    if (act.busy) return;
    const answer = await act.run({ ask, id: one.id });
    // What somebody else has decided meanwhile is seen on the list.
    if (answer !== null) tellDone(t(ask === 'confirm-erasure' ? 'erase.done' : 'erase.withdrawn'));
    await again();
  }

  if (value === null)
    return trouble ? (
      <TroubleLine trouble={trouble} again={() => void again()} />
    ) : (
      <p role="status">{t('asking')}</p>
    );
  return (
    <>
      <h2 className={styles.title}>{t('privacy.erasing')}</h2>
      <p className={styles.soft}>{t('privacy.help')}</p>
      <RetentionForm months={value.retention.months} changed={again} />
      <TroubleLine trouble={act.trouble} />
      {value.erasures.length === 0 ? (
        <EmptyState title={t('privacy.none')} body={t('privacy.noneHelp')} />
      ) : (
        <table className={styles.table} aria-label={t('privacy.table')}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.when')}</th>
              <th scope="col">{t('privacy.why')}</th>
              <th scope="col">{t('privacy.team')}</th>
              <th scope="col">{t('privacy.by')}</th>
              <th scope="col">{t('privacy.state')}</th>
            </tr>
          </thead>
          <tbody>
            {value.erasures.map((one) => (
              <tr key={one.id}>
                <td>
                  <Ago at={one.askedAt} locale={localeOf(language)} justNow={t('devices.justNow')} />
                </td>
                <th scope="row" id={`erasure-${one.id}`}>
                  {one.doneAt === null && one.customerIds[0] !== undefined && (
                    <>
                      <ErasedWho customerId={one.customerIds[0]} close={close} />
                      <br />
                    </>
                  )}
                  {t(`erase.because.${one.why}`)}{' '}
                  <span className={styles.soft}>
                    {t('privacy.records', { count: one.customerIds.length })}
                  </span>
                </th>
                <td>{names.team(one.team)}</td>
                <td>
                  {person(one.askedBy)}
                  {one.confirmedBy !== null &&
                    one.confirmedBy !== one.askedBy &&
                    `, ${person(one.confirmedBy)}`}
                </td>
                <td>
                  {one.doneAt === null ? (
                    <span className={styles.foot}>
                      {waits(one) ? (
                        <span className={styles.soft}>{t('privacy.waits')}</span>
                      ) : (
                        <Button
                          size="compact-xs"
                          variant="default"
                          className={styles.danger}
                          aria-describedby={`erasure-${one.id}`}
                          loading={act.busy}
                          onClick={() => void decide(one, 'confirm-erasure')}
                        >
                          {t('privacy.confirm')}
                        </Button>
                      )}
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-describedby={`erasure-${one.id}`}
                        onClick={() => void decide(one, 'withdraw-erasure')}
                      >
                        {t('privacy.withdraw')}
                      </Button>
                    </span>
                  ) : (
                    <Chip tone={one.machines.erased < one.machines.of ? 'warn' : 'good'}>
                      {t('privacy.machines', { erased: one.machines.erased, count: one.machines.of })}
                    </Chip>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2 className={styles.title}>{t('holding.title')}</h2>
      <HoldingForms company={company} />
    </>
  );
}
