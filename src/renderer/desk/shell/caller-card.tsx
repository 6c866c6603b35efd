import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { shownNumber } from '#shared/customer/mask.ts';
import type { CustomerCard } from '#shared/views/customer.ts';
import { useKeyText } from '../../keys/key-text.ts';
import { useKey } from '../../keys/use-key.ts';
import { useView, views } from '../../live/view.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { FoundPicks } from '../away/found-picks.tsx';
import { useAtCentre } from '../away/use-at-centre.ts';
import { ContactText } from '../contact-text.tsx';
import { CardLine } from '../palette/card-line.tsx';
import { FindSomebody } from '../palette/find-somebody.tsx';
import { useFilling, useLookAgain } from '../sync/use-filling.ts';
import { CallNote } from './call-note.tsx';
import styles from './caller-card.module.css';
import { callerIs, callerSearchKey } from './caller-is.ts';
import { calls } from './calls.ts';
import { Introduce } from './introduce.tsx';

/** A call whose customer is not known yet: a list to pick from, or a search, and a place for what was said so far. */
export function CallerCard({ callId, from }: { callId: string; from: string }) {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const filling = useFilling();
  const { value: ring, fault } = useView({ view: 'ring', from });
  const call = useStore(calls, ({ list }) => list.find((one) => one.callId === callId));
  const [somebodyElse, setSomebodyElse] = useState(false);

  const choose = (customerId: string, name: string | null): void => void callerIs(callId, customerId, name);
  const pick = (card: Pick<CustomerCard, 'id' | 'name'>): void => choose(card.id, card.name);

  const nobody =
    ring !== undefined && ring.matches.length === 0 && !ring.number.withheld && !ring.number.extension;
  useLookAgain(() => views.again({ view: 'ring', from }), nobody);

  // Without a mouse: from one to the next of those who may be calling, or to the field to look for them.
  const card = useRef<HTMLElement>(null);
  const keys = { next: useKeyText('next'), previous: useKeyText('previous') };
  const step = (by: 1 | -1): void => {
    const picks = [...(card.current?.querySelectorAll<HTMLElement>('li > button') ?? [])];
    const at = picks.indexOf(document.activeElement as HTMLElement);
    const next = at === -1 ? (by === 1 ? picks[0] : picks.at(-1)) : picks[at + by];
    if (next) next.focus();
    else if (picks.length === 0) card.current?.querySelector<HTMLElement>('input[type=search]')?.focus();
  };
  useKey('next', () => step(1));
  useKey('previous', () => step(-1));
  useKey('note', () => card.current?.querySelector<HTMLElement>('textarea')?.focus());

  // Who is not on this machine may be at the centre.
  const there = useAtCentre(nobody && filling === null ? from : null);
  const hitsThere = there?.answer?.state === 'asked' ? there.answer.hits : [];

  if (!ring && !fault) return <div className={styles.room} aria-busy="true" />;
  const several = ring !== undefined && ring.matches.length > 0 && !somebodyElse;
  const situation = !ring
    ? 'fault'
    : several
      ? 'several'
      : ring.number.withheld
        ? 'withheld'
        : ring.number.extension
          ? 'extension'
          : 'none';
  const number = call?.shown ?? ring?.number.shown ?? shownNumber(from);
  const notYet = situation === 'none' && filling !== null;
  const isAway = situation === 'none' && there !== null && there.answer?.state !== 'all-here';
  const away =
    hitsThere.length > 0
      ? 'found'
      : there?.answer?.state === 'away'
        ? 'cannotAsk'
        : there?.answer
          ? 'nowhere'
          : 'asking';
  const title = isAway
    ? centre(`away.ring.${away}.title`)
    : notYet
      ? centre('filling.title')
      : situation === 'extension'
        ? t('ring.extension.title', { number })
        : t(`ring.${situation}.title`);

  return (
    <div className={styles.room}>
      <section ref={card} className={styles.card} aria-labelledby="caller-title">
        <h1 id="caller-title" className={styles.title}>
          {title}
        </h1>
        {situation === 'several' || situation === 'none' || situation === 'fault' ? (
          <p className={`${styles.number} hilo-number`}>
            <ContactText text={number} />
          </p>
        ) : null}
        <p className={styles.body}>
          {isAway
            ? centre(`away.ring.${away}.body`)
            : notYet
              ? centre('filling.body', { measure: filling })
              : t(`ring.${situation}.body`)}{' '}
          {several ? (
            <>
              <KeyHint text={keys.next} /> <KeyHint text={keys.previous} />
            </>
          ) : null}
        </p>
        {situation === 'fault' ? (
          <Button variant="default" onClick={() => views.again({ view: 'ring', from })}>
            {t('common.retry')}
          </Button>
        ) : null}
        {several ? (
          <>
            <ul className={styles.list}>
              {ring.matches.map((card) => (
                <li key={card.id}>
                  <button type="button" className={styles.pick} onClick={() => pick(card)}>
                    <CardLine card={card} touched />
                  </button>
                </li>
              ))}
            </ul>
            <Button variant="subtle" onClick={() => setSomebodyElse(true)}>
              {t('ring.several.other')}
            </Button>
          </>
        ) : (
          <>
            {isAway && hitsThere.length > 0 ? (
              <FoundPicks text={from} nobodyHere={false} pick={pick} />
            ) : null}
            <FindSomebody draftKey={callerSearchKey(callId)} label={t('ring.search')} pick={pick} />
          </>
        )}
        <CallNote callId={callId} />
        {several ? null : <Introduce callId={callId} number={call?.number ?? null} done={choose} />}
      </section>
    </div>
  );
}
