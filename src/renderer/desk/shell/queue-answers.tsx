import { useEffect, useRef } from 'react';
import { nowhere } from '#shared/calendar/place.ts';
import type { CompensationState } from '#shared/case/compensation.ts';
import { formatMoney } from '#shared/order/format.ts';
import type { RequestItem } from '#shared/views/remedies.ts';
import { useView } from '../../live/view.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import { Item, Section } from './queue-lines.tsx';
import { markTab } from './tabs.ts';

/** What became of what this person asked for. One that comes while another customer is in front puts a dot on its customer's tab. */
export function useAnswers(): RequestItem[] {
  const { value = none } = useView({ view: 'answers' });
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const { customerId, compensation } of value)
      if (!known.current.has(compensation.compensationId)) markTab(customerId);
    known.current = new Set(value.map(({ compensation }) => compensation.compensationId));
  }, [value]);
  return value;
}

const none: RequestItem[] = [];

const tones = {
  requested: 'plain',
  given: 'good',
  declined: 'warn',
  withdrawn: 'warn',
} as const satisfies Record<CompensationState, Tone>;

/** Answers, until they are read in the case. */
export function Answers({ answers }: { answers: readonly RequestItem[] }) {
  const { t, language } = useWords();
  const { t: desk } = useWords('desk');
  if (answers.length === 0) return null;
  return (
    <Section title={t('queue.answers')} count={answers.length}>
      {answers.map(({ caseId, customerId, customerName, compensation }) => {
        const { compensationId, remedy, amount, askedFor, state, answered, at } = compensation;
        const yes = askedFor ? 'less' : 'yes';
        return (
          <Item
            key={compensationId}
            customerId={customerId}
            name={customerName}
            caseId={caseId}
            text={[desk(`remedy.${remedy}`), amount && formatMoney(amount, language)]
              .filter(Boolean)
              .join(' ')}
            until={null}
            zone={null}
            place={nowhere}
            team={null}
            lastAt={answered?.at ?? at}
            flagged={false}
          >
            <Chip tone={tones[state]}>
              {t(`queue.answer.${state === 'given' ? yes : state === 'declined' ? 'no' : 'back'}`, {
                name: answered?.by.name ?? '',
              })}
            </Chip>
          </Item>
        );
      })}
    </Section>
  );
}
