import { Button } from '@mantine/core';
import type { DeviceView } from '#shared/sync/accounts.ts';
import { tellDone } from '../../live/notices.ts';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useWords } from '../../words/words.ts';
import { GraveQuestion } from './grave-question.tsx';
import styles from './people.module.css';
import { useAdmin } from './use-admin.ts';

type Props = {
  device: DeviceView;
  person: string;
  changed: () => Promise<void>;
  close: () => void;
  /** Goes where the person's account is ended; null: it is. */
  endAccount: (() => void) | null;
};

/** Says what shutting a machine out means, and does it; its person is another matter, and the way there is offered. */
export function ShutOutForm({ device, person, changed, close, endAccount }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const isHere = useIsHere();
  const machine = device.name;
  async function shutOut(): Promise<void> {
    if (busy || (await run({ ask: 'shut-out', device: device.id })) === null) return;
    tellDone(t('shutOut.done', { machine }));
    await changed();
    if (isHere()) close();
  }
  return (
    <GraveQuestion
      title={t('shutOut.title')}
      which={t('shutOut.which', { machine, person })}
      means={t('shutOut.means')}
      busy={busy}
      trouble={trouble}
      act={{ say: t('shutOut.do'), do: shutOut }}
      leave={{ say: t('shutOut.cancel'), do: close }}
      also={
        endAccount && (
          <Button
            variant="default"
            className={styles.also}
            data-mantine-stop-propagation="true"
            onClick={endAccount}
          >
            {t('shutOut.account')}
          </Button>
        )
      }
    >
      <li>{t('shutOut.reads')}</li>
      <li>
        {t('shutOut.unsent')}{' '}
        {device.unsent !== null && device.unsent > 0
          ? t('shutOut.unsentCount', { count: device.unsent })
          : null}
      </li>
      {endAccount ? (
        <>
          <li>{t('shutOut.again', { person })}</li>
          <li>{t('shutOut.others', { person })}</li>
        </>
      ) : (
        <li>{t('shutOut.ended', { person })}</li>
      )}
      <li>{t('shutOut.forever')}</li>
    </GraveQuestion>
  );
}
