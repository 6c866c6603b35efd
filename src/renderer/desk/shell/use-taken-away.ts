import { useEffect, useRef } from 'react';
import type { QueueItem } from '#shared/views/queue.ts';
import { view } from '../../live/bridge.ts';
import { tellNews } from '../../live/notices.ts';
import { wordsIn } from '../../words/words.ts';
import { caseNumber } from '../customer/story/entry-words.ts';

/** Tells whose case it was that somebody else took it: it has gone from their queue, and they would look for it. */
export function useTakenAway(mine: readonly QueueItem[] | undefined, self: string): void {
  const before = useRef<readonly QueueItem[]>([]);
  useEffect(() => {
    if (mine === undefined) return;
    const here = new Set(mine.map(({ caseId }) => caseId));
    const gone = before.current.filter(({ caseId }) => !here.has(caseId));
    before.current = mine;
    for (const { caseId, customerId } of gone) void tellTaken({ caseId, customerId }, self);
  }, [mine, self]);
}

async function tellTaken(
  { caseId, customerId }: Pick<QueueItem, 'caseId' | 'customerId'>,
  self: string,
): Promise<void> {
  const reply = await view({ view: 'customer', customerId });
  const one = reply.ok ? reply.value?.cases.find(({ id }) => id === caseId) : undefined;
  // Solved, or of somebody who is not here any more.
  if (!one || one.owner.id === self || one.takenFrom?.id !== self) return;
  const { owner, number, subject } = one;
  tellNews((language) =>
    wordsIn(language, 'frame')('queue.takenAway', { name: owner.name, number: caseNumber(number), subject }),
  );
}
