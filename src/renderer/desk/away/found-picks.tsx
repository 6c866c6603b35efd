import { useState } from 'react';
import type { FoundCustomer } from '#shared/sync/find.ts';
import type { Brought } from '#shared/views/search.ts';
import { useWords } from '../../words/words.ts';
import palette from '../palette/palette.module.css';
import { bring } from './bring.ts';
import { FoundLine } from './found-line.tsx';
import { type AtCentreNow, useAtCentre } from './use-at-centre.ts';

/** What is said under a list of who is here; null: nothing. */
export function useAwayWords(now: AtCentreNow | null, nobody: boolean): string | null {
  const { t } = useWords('centre');
  if (now === null) return null;
  if (now.isSlow) return t('away.asking');
  if (now.answer?.state === 'away') return t('away.cannotAsk');
  if (nobody && now.answer?.state === 'asked' && now.answer.hits.length === 0) return t('away.nowhere');
  return null;
}

/** Who was found at the centre for a text, to be picked: then they are brought here first. `text` null: nobody is looked for. */
export function FoundPicks(props: {
  text: string | null;
  nobodyHere: boolean;
  pick: (found: Pick<FoundCustomer, 'name'> & { id: string }) => void;
}) {
  const { t } = useWords('centre');
  const now = useAtCentre(props.text);
  const words = useAwayWords(now, props.nobodyHere);
  const [coming, setComing] = useState<string | null>(null);
  const [failed, setFailed] = useState<Exclude<Brought, 'here'> | null>(null);
  const hits = now?.answer?.state === 'asked' ? now.answer.hits : [];
  const take = async ({ customerId, name }: FoundCustomer): Promise<void> => {
    if (coming !== null) return;
    setComing(customerId);
    setFailed(null);
    const brought = await bring(customerId);
    setComing(null);
    if (brought === 'here') props.pick({ id: customerId, name });
    else setFailed(brought);
  };
  if (words === null && hits.length === 0) return null;
  return (
    <div>
      <p className={palette.status} role="status">
        {failed === null ? (words ?? t('away.title')) : t(`away.failed.${failed}`)}
      </p>
      <ul className={palette.picks}>
        {hits.map((found) => (
          <li key={found.customerId}>
            <button type="button" className={palette.option} onClick={() => void take(found)}>
              <FoundLine found={found} coming={coming === found.customerId} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
