import { IconCloudCheck, IconCloudExclamation, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { SyncView } from '#shared/views/sync.ts';
import { useKeyText } from '../../keys/key-text.ts';
import { useKey } from '../../keys/use-key.ts';
import type { Tone } from '../../ui/chip.tsx';
import { useDesk } from '../shell/desk-context.ts';
import styles from './status.module.css';
import { saidOf, toneOf } from './status.ts';
import { useSync } from './use-sync.ts';
import { useSyncWords } from './use-sync-words.ts';

/** How the desk stands with its centre, in the footer. One click or a key opens what is behind it. */
export function StatusButton() {
  const sync = useSync();
  const { show } = useDesk();
  useKey('sync', () => show('sync'));
  return sync ? <Status sync={sync} /> : null;
}

function Status({ sync }: { sync: SyncView }) {
  const { show } = useDesk();
  const { t, sentence } = useSyncWords();
  const key = useKeyText('sync');
  const tone = toneOf(sync);
  const said = saidOf(sync).map(sentence);
  return (
    <button
      type="button"
      className={styles.status}
      data-tone={tone}
      title={key === null ? t('status.open') : `${t('status.open')} (${key})`}
      onClick={() => show('sync')}
    >
      <Picture tone={tone} offline={sync.trouble?.what === 'offline'} />
      <span className="hilo-hidden">{t('status.label')}: </span>
      <span className={styles.said}>{said.join(' · ')}</span>
    </button>
  );
}

function Picture({ tone, offline }: { tone: Tone; offline: boolean }) {
  const Icon = offline
    ? IconCloudOff
    : tone === 'plain'
      ? IconCloudCheck
      : tone === 'info'
        ? IconCloudUp
        : IconCloudExclamation;
  return <Icon size={15} aria-hidden="true" />;
}
