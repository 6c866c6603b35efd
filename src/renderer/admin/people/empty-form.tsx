import type { DeviceView, ShutOutView } from '#shared/sync/accounts.ts';
import { tellDone } from '../../live/notices.ts';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useWords } from '../../words/words.ts';
import { GraveQuestion } from './grave-question.tsx';
import { lossOf, stepOf } from './shut-out-state.ts';
import { useAdmin } from './use-admin.ts';

type Props = {
  device: DeviceView;
  out: ShutOutView;
  person: string;
  changed: () => Promise<void>;
  close: () => void;
};

/** The second order to a machine that was shut out: says what is lost by it, and gives it. */
export function EmptyForm({ device, out, person, changed, close }: Props) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const isHere = useIsHere();
  const machine = device.name;
  const lost = lossOf(device, out);
  async function empty(): Promise<void> {
    if (busy || (await run({ ask: 'empty', device: device.id })) === null) return;
    tellDone(t('emptyIt.done', { machine }));
    await changed();
    if (isHere()) close();
  }
  return (
    <GraveQuestion
      title={t('emptyIt.title')}
      which={t('shutOut.which', { machine, person })}
      means={t('shutOut.means')}
      busy={busy}
      trouble={trouble}
      act={{ say: t('emptyIt.do'), do: empty }}
      leave={{ say: t('shutOut.cancel'), do: close }}
    >
      {stepOf(out) === 'full' ? (
        <li>{t('emptyIt.full')}</li>
      ) : (
        <>
          <li>
            {lost.unsent === null
              ? t('emptyIt.unsentUnknown')
              : lost.unsent > 0
                ? t('emptyIt.unsent', { count: lost.unsent })
                : t(out.handed === null ? 'emptyIt.unsentNone' : 'emptyIt.unsentHanded')}
          </li>
          {lost.files !== 0 && (
            <li>
              {lost.files === null ? t('emptyIt.filesUnknown') : t('emptyIt.files', { count: lost.files })}
            </li>
          )}
        </>
      )}
      <li>{t('emptyIt.drafts')}</li>
      {out.held > 0 && <li>{t('emptyIt.held', { count: out.held })}</li>}
      <li>{t('emptyIt.when')}</li>
    </GraveQuestion>
  );
}
