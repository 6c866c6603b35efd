import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DeviceView } from '#shared/sync/accounts.ts';
import { tellDone } from '../../live/notices.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin } from './use-admin.ts';

type Props = { device: DeviceView; person: string; changed: () => Promise<void>; close: () => void };

/** Says what shutting a machine out means, and does it. What leaves it as it is has the focus. */
export function ShutOutForm({ device, person, changed, close }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const leave = useRef<HTMLButtonElement>(null);
  useEffect(() => leave.current?.focus(), []);
  const machine = device.name;
  async function shutOut(): Promise<void> {
    if (busy || (await run({ ask: 'shut-out', device: device.id })) === null) return;
    tellDone(t('shutOut.done', { machine }));
    await changed();
    close();
  }
  return (
    <section
      className={styles.shutOut}
      aria-label={t('shutOut.title')}
      onKeyDown={(event) => {
        // The dialog around it hears of the key as well, and leaves it alone where this is said.
        if (event.key === 'Escape') close();
      }}
    >
      <h3>{t('shutOut.title')}</h3>
      <p>
        <strong>{t('shutOut.which', { machine, person })}</strong>
      </p>
      <ul className={styles.means} aria-label={t('shutOut.means')}>
        <li>{t('shutOut.reads')}</li>
        <li>
          {t('shutOut.unsent')}{' '}
          {device.unsent !== null && device.unsent > 0
            ? t('shutOut.unsentCount', { count: device.unsent })
            : null}
        </li>
        <li>{t('shutOut.others', { person })}</li>
        <li>{t('shutOut.forever')}</li>
      </ul>
      <TroubleLine trouble={trouble} />
      <div className={styles.foot}>
        <Button
          variant="default"
          className={styles.danger}
          data-mantine-stop-propagation="true"
          loading={busy}
          onClick={() => void shutOut()}
        >
          {t('shutOut.do')}
        </Button>
        <Button ref={leave} variant="default" data-mantine-stop-propagation="true" onClick={close}>
          {t('shutOut.cancel')}
        </Button>
      </div>
    </section>
  );
}
