import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Company } from '#shared/admin.ts';
import type { DeviceView } from '#shared/sync/accounts.ts';
import { useDesk } from '../../desk/shell/desk-context.ts';
import { focusIsLost } from '../../keys/typing.ts';
import { Ago } from '../../ui/ago.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { EmptyForm } from './empty-form.tsx';
import styles from './people.module.css';
import { ShutOutCell } from './shut-out-cell.tsx';
import { ShutOutForm } from './shut-out-form.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useAsked } from './use-admin.ts';
import { namesOf } from './words-of.ts';

const day = 86_400_000;
/** So often (ms) the centre is asked how far a machine that was shut out has come. */
const lookAgain = 5000;
/** Somebody is ill or on holiday for so long; whoever is away longer should be asked after. */
const longAway = 30 * day;

/** What a machine said last is what it is by now only while it goes on saying it: one that was shut out does not, and who is away has written more since. */
const isOfBefore = ({ revoked, saidAt }: DeviceView, now: number): boolean =>
  revoked !== null || now - (saidAt ?? now) > day;

type Props = {
  company: Company;
  /** Whose; null: everybody's. */
  of: string | null;
  /** Goes where a person's account is ended. */
  endAccount: (person: string) => void;
};

/** Machines, the newest contact first, and the way to shut one out. */
export function DeviceList({ company, of, endAccount }: Props) {
  const { t, language } = useWords('people');
  const names = namesOf(company, language);
  const now = useNow(60_000);
  const { device } = useDesk();
  const { value: devices, trouble, again } = useAsked('devices');
  const [asked, setAsked] = useState<DeviceView | null>(null);
  const rows = useRef<HTMLTableSectionElement>(null);
  const left = useRef<string | null>(null);
  // Whoever has answered the question above the table goes on where it was asked: at what can be done in that row, or the row itself. Who
  // went elsewhere before the centre answered stays there.
  useEffect(() => {
    if (asked !== null || left.current === null) return;
    const row = rows.current?.querySelector<HTMLElement>(`[data-device="${CSS.escape(left.current)}"]`);
    left.current = null;
    if (focusIsLost()) (row?.querySelector('button') ?? row)?.focus();
  }, [asked]);
  const isOnItsWay = devices?.some(({ shutOut }) => shutOut?.asked && shutOut.emptied === null) ?? false;
  useEffect(() => {
    if (!isOnItsWay || asked !== null) return;
    // Rows change places by their last contact: not under the hands of whoever is at one of them.
    const look = setInterval(() => {
      if (!rows.current?.contains(document.activeElement)) void again();
    }, lookAgain);
    return () => clearInterval(look);
  }, [isOnItsWay, asked, again]);
  function close(): void {
    left.current = asked?.id ?? null;
    setAsked(null);
  }
  if (devices === null)
    return trouble ? (
      <TroubleLine trouble={trouble} again={() => void again()} />
    ) : (
      <p role="status">{t('asking')}</p>
    );
  const shown = devices
    .filter(({ person }) => of === null || person === of)
    .sort((a, b) => b.lastSeen - a.lastSeen);
  const works = new Set(company.people.filter(({ active }) => active).map(({ id }) => id));
  return (
    <>
      {asked?.shutOut && (
        <EmptyForm
          key={asked.id}
          device={asked}
          out={asked.shutOut}
          person={names.person(asked.person)}
          changed={again}
          close={close}
        />
      )}
      {asked && !asked.shutOut && (
        <ShutOutForm
          key={asked.id}
          device={asked}
          person={names.person(asked.person)}
          changed={again}
          close={close}
          endAccount={works.has(asked.person) ? () => endAccount(asked.person) : null}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState title={t('devices.none')} body={t('devices.noneHelp')} />
      ) : (
        <table className={styles.table} aria-label={t('devices.table')}>
          <thead>
            <tr>
              {of === null && <th scope="col">{t('devices.person')}</th>}
              <th scope="col">{t('devices.machine')}</th>
              <th scope="col">{t('devices.seen')}</th>
              <th scope="col">{t('devices.version')}</th>
              <th scope="col" title={t('devices.unsentHelp')}>
                {t('devices.unsent')}
              </th>
              <th scope="col">{t('devices.state')}</th>
            </tr>
          </thead>
          <tbody ref={rows}>
            {shown.map((one) => (
              <tr
                key={one.id}
                data-device={one.id}
                data-ended={one.revoked !== null || undefined}
                tabIndex={-1}
              >
                {of === null && <td>{names.person(one.person)}</td>}
                <th scope="row">
                  {one.name} {one.id === device && <Chip tone="info">{t('devices.here')}</Chip>}
                </th>
                <td>
                  <Ago at={one.lastSeen} locale={localeOf(language)} justNow={t('devices.justNow')} />
                  {one.revoked === null && now - one.lastSeen > longAway && (
                    <>
                      {' '}
                      <Chip tone="warn">
                        {t('devices.old', { days: Math.floor((now - one.lastSeen) / day) })}
                      </Chip>
                    </>
                  )}
                </td>
                <td className={one.version ? 'hilo-number' : undefined}>
                  {one.version ?? t('devices.unknown')}
                </td>
                <td className={one.unsent === null ? undefined : 'hilo-number'}>
                  {one.unsent ?? t('devices.unknown')}
                  {one.unsent !== null && one.saidAt !== null && isOfBefore(one, now) && (
                    <span className={styles.saidAt}>
                      {t('devices.said')}{' '}
                      <Ago at={one.saidAt} locale={localeOf(language)} justNow={t('devices.justNow')} />
                    </span>
                  )}
                </td>
                <td>
                  {one.shutOut ? (
                    <ShutOutCell
                      out={one.shutOut}
                      label={`${one.name}, ${names.person(one.person)}`}
                      empty={() => setAsked(one)}
                    />
                  ) : one.revoked !== null ? (
                    <Chip tone="bad">{t('devices.shutOutAt')}</Chip>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t('devices.shutOut')} ${one.name}, ${names.person(one.person)}`}
                      onClick={() => setAsked(one)}
                    >
                      {t('devices.shutOut')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
