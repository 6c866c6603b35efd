import { useStore } from 'zustand';
import { useKeyText } from '../../keys/key-text.ts';
import { useWords } from '../../words/words.ts';
import { useSpoken } from '../contact-text.tsx';
import { useFilling } from '../sync/use-filling.ts';
import { rings } from './ring.ts';

/** Says a ring aloud at once, whatever is being read. The window's title stays as it is: it shows on a shared screen. */
export function Announcer() {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const filling = useFilling() !== null;
  const heard = useStore(rings, (state) => state.heard);
  const spoken = useSpoken();
  const key = useKeyText('goToCall');
  return (
    <div className="hilo-hidden" aria-live="assertive" aria-atomic="true">
      {/* a new call with the same words is read again */}
      <span key={heard?.callId}>{heard ? `${says()} ${then()}` : ''}</span>
    </div>
  );

  function says(): string {
    const number = spoken(heard?.shown ?? '');
    if (heard?.answer?.number.withheld) return t('ring.says.withheld');
    const [first, ...more] = heard?.answer?.matches ?? [];
    if (!first) return filling ? centre('filling.says', { number }) : t('ring.says.none', { number });
    if (more.length > 0) return t('ring.says.several', { number, count: more.length + 1 });
    return t('ring.says.one', { name: first.name ?? t('tabs.unnamed'), number });
  }

  function then(): string {
    if (!heard?.focused) return key === null ? '' : t('ring.says.go', { key });
    return heard.answer?.matches.length === 1 ? t('ring.says.open') : '';
  }
}
