import { useEffect, useRef } from 'react';
import { isoDayIn } from '#shared/calendar/written.ts';
import type { CoverGroup, CoverView } from '#shared/views/queue.ts';
import { useView, views } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';
import { useDayText } from '../absence/use-absences.ts';
import { OfferChip } from './offer-chip.tsx';
import { ClaimLine } from './queue-claims.tsx';
import { CaseLine, PromiseLine, Section } from './queue-lines.tsx';

const nothing: CoverView = { covering: [], uncovered: [] };
const deskZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What stands here for others who are not. Who is here changes at midnight, without a word from anybody. */
export function useCover(): CoverView {
  const { value = nothing } = useView({ view: 'cover' });
  const day = isoDayIn(deskZone, useNow(60_000));
  const asked = useRef(day);
  useEffect(() => {
    if (asked.current === day) return;
    asked.current = day;
    views.again({ view: 'cover' });
  }, [day]);
  return value;
}

/** How much of somebody's there is. */
export const countOf = ({ items, offered, promises, claims }: CoverGroup): number =>
  items.length + offered.length + promises.length + claims.length;

/** For whom I stand in, each by name; then who has nobody here, which burns. */
export function Cover({ cover: { covering, uncovered } }: { cover: CoverView }) {
  const { t } = useWords();
  const dayText = useDayText();
  const total = uncovered.reduce((sum, group) => sum + countOf(group), 0);
  const until = ({ away }: CoverGroup) => (away ? dayText(away.until) : '');
  return (
    <>
      {covering.map((group) => (
        <Section
          key={group.person.id}
          title={t('queue.coverFor', { name: group.person.name, day: until(group) })}
          count={countOf(group)}
        >
          <Group
            group={group}
            chip={
              <Chip tone="info">{t('queue.forWhom', { name: group.person.name, day: until(group) })}</Chip>
            }
          />
        </Section>
      ))}
      {total > 0 ? (
        <Section title={t('queue.uncovered')} count={total}>
          {uncovered.map((group) => (
            <Group
              key={`${group.person.id} ${group.away === null}`}
              group={group}
              chip={
                <Chip tone="bad">
                  {group.away
                    ? t('queue.awayAlone', { name: group.person.name, day: until(group) })
                    : t('queue.gone', { name: group.person.name })}
                </Chip>
              }
            />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function Group({ group, chip }: { group: CoverGroup; chip: React.ReactNode }) {
  return (
    <>
      {group.offered.map((item) => (
        <CaseLine key={item.caseId} item={item}>
          {chip}
          {item.offer && <OfferChip offer={item.offer} says="by" />}
        </CaseLine>
      ))}
      {group.items.map((item) => (
        <CaseLine key={item.caseId} item={item}>
          {chip}
        </CaseLine>
      ))}
      {group.promises.map((promise) => (
        <PromiseLine key={promise.id} promise={promise}>
          {chip}
        </PromiseLine>
      ))}
      {group.claims.map((claim) => (
        <ClaimLine key={claim.claimId} claim={claim}>
          {chip}
        </ClaimLine>
      ))}
    </>
  );
}
