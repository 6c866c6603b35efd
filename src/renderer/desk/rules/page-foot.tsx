import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { InForce } from '#shared/rules/of.ts';
import { oneSided, type Texts } from '#shared/rules/texts.ts';
import { focusIsLost } from '../../keys/typing.ts';
import { useView } from '../../live/view.ts';
import type { Say } from '../customer/say.ts';
import { useDesk } from '../shell/desk-context.ts';
import { useSync } from '../sync/use-sync.ts';
import styles from './rules.module.css';

/** Which version holds, by whom and since when. */
export function useVersionWords(say: Say): (page: InForce<unknown>) => string {
  const { value: people = [] } = useView({ view: 'people' });
  return ({ version, at, by }) =>
    version === 0 || at === null
      ? say.t('playbook.own')
      : say.t('playbook.version', {
          version,
          name: people.find(({ id }) => id === by)?.name ?? by ?? '',
          when: say.moment(at),
        });
}

type FootProps = {
  say: Say;
  inForce: InForce<unknown>;
  typed: boolean;
  waiting: boolean;
  busy: boolean;
  /** What of it lacks one of the two languages: published as it is, the other is shown. */
  gaps?: readonly Texts[];
  /** Why it cannot be published as it is. */
  problem: string | null;
  onPublish: () => void;
  onDrop: () => void;
};

const none: readonly Texts[] = [];

/** Publishes, or drops what was written; and says what stands in the way. */
export function PageFoot({
  say,
  inForce,
  gaps = none,
  typed,
  waiting,
  busy,
  problem,
  onPublish,
  onDrop,
}: FootProps) {
  const { server } = useDesk();
  const sync = useSync();
  const words = useVersionWords(say);
  // What had the focus is a button that can do nothing now: whoever published reads on from what holds. Who writes on meanwhile writes on.
  const version = useRef<HTMLSpanElement>(null);
  const waited = useRef(waiting);
  useEffect(() => {
    if (waited.current && !waiting && focusIsLost()) version.current?.focus();
    waited.current = waiting;
  }, [waiting]);
  const isAway = server === null || (sync !== null && sync.trouble !== null);
  return (
    <div className={styles.foot}>
      <Button size="xs" loading={busy || waiting} disabled={!typed} onClick={onPublish}>
        {say.t('rules.publish', { version: inForce.version + 1 })}
      </Button>
      <Button size="xs" variant="default" disabled={!typed || waiting} onClick={onDrop}>
        {say.t('rules.drop')}
      </Button>
      <span className={styles.soft} ref={version} tabIndex={-1}>
        {words(inForce)} {typed && say.t('rules.kept')}
      </span>
      {typed &&
        (['en', 'es'] as const).map((language) => {
          const count = oneSided(gaps, language);
          return count === 0 ? null : (
            <span key={language} className={styles.away} role="status">
              {say.t(`rules.lacks.${language}`, { count })}
            </span>
          );
        })}
      {isAway && <span className={styles.away}>{say.t('rules.needsCentre')}</span>}
      {problem !== null && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

type NewerProps = { say: Say; newer: InForce<unknown>; onTheirs: () => void; onMine: () => void };

/** Somebody else published meanwhile: theirs stands beside, the person chooses. */
export function Newer({ say, newer, onTheirs, onMine }: NewerProps) {
  const words = useVersionWords(say);
  return (
    <div className={styles.newer} role="alert">
      <p>{say.t('rules.newer', { version: words(newer) })}</p>
      <Button size="compact-xs" variant="default" onClick={onTheirs}>
        {say.t('rules.theirs')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={onMine}>
        {say.t('rules.mine')}
      </Button>
    </div>
  );
}
