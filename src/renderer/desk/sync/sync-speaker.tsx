import { useEffect, useRef, useState } from 'react';
import type { SyncView } from '#shared/views/sync.ts';
import { useKeyText } from '../../keys/key-text.ts';
import { useWords } from '../../words/words.ts';
import { type Spoken, spokenAfter } from './status.ts';
import { useSync } from './use-sync.ts';

/** Says aloud what a person has to know of the sync, and nothing of what passes by itself. */
export function SyncSpeaker() {
  const { t } = useWords('centre');
  const sync = useSync();
  const key = useKeyText('sync');
  const before = useRef<SyncView | null>(null);
  const [said, setSaid] = useState<{ spoken: Spoken; n: number } | null>(null);
  useEffect(() => {
    if (!sync) return;
    const spoken = spokenAfter(before.current, sync);
    before.current = sync;
    if (spoken) setSaid((last) => ({ spoken, n: (last?.n ?? 0) + 1 }));
  }, [sync]);

  const words = (spoken: Spoken): string => {
    const what =
      spoken.say === 'refused'
        ? t('status.says.refused', { count: spoken.count })
        : t(`status.says.${spoken.say}`);
    return key === null ? what : `${what} ${t('status.says.go', { key })}`;
  };
  return (
    <div className="hilo-hidden" role="status" aria-atomic="true">
      {/* the same words once more are read again */}
      <span key={said?.n}>{said ? words(said.spoken) : ''}</span>
    </div>
  );
}
