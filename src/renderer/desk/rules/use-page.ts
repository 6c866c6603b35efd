import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { InForce } from '#shared/rules/of.ts';
import { nameOf, type RulesContent } from '#shared/rules/records.ts';
import { dropNotice, notices, tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { useDraftOf } from '../../use-draft-of.ts';
import type { Say } from '../customer/say.ts';
import { noPageDraft, pageDraftShape, pageNow } from './page-drafts.ts';

/** That it needs the centre, or that somebody was faster, is not true any more once it is published. */
function forgetRefusal(): void {
  for (const notice of notices.getState().list)
    if (notice.kind === 'refusal' && ['centre-needed', 'rules-changed'].includes(notice.refusal.code))
      dropNotice(notice.id);
}

type Asked<T> = { team: string; inForce: InForce<T>; half: z.ZodType<T>; say: Say };

/**
 * A page that is being written: kept on the disk with the version that was opened, published from that version. Where somebody else was faster
 * (`newer`) it stays as it is until the person chooses: theirs, or their own on top.
 */
export function usePage<T extends RulesContent>({ team, inForce, half, say }: Asked<T>) {
  const key = `rules.${team}.${nameOf(inForce.content)}`;
  const [draft, change, clear] = useDraftOf(key, pageDraftShape, noPageDraft);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<{ from: number; text: string } | null>(null);
  const now = pageNow(inForce, draft, half);
  // What was published comes back with the next exchange; until then the draft is what it will be.
  const isBack = sent !== null && inForce.version > sent.from;
  const typed = JSON.stringify(draft.content);
  useEffect(() => {
    if (!isBack) return;
    // What was written since it was published goes on, on top of it.
    if (typed === sent.text) clear();
    else change({ from: sent.from + 1 });
    setSent(null);
  }, [isBack, sent, typed, clear, change]);
  return {
    ...now,
    newer: sent === null ? now.newer : null,
    waiting: sent !== null,
    busy,
    write: (content: T) => change({ from: now.from, content }),
    /** Theirs is kept, mine is forgotten. */
    drop: clear,
    /** Mine is written on top of theirs. */
    onTop: () => change({ from: inForce.version }),
    publish: async (content: T) => {
      if (busy || sent !== null) return;
      change({ from: now.from, content });
      setBusy(true);
      const done = await askSession({ ask: 'publish-rules', team, from: now.from, content });
      setBusy(false);
      if (!done) return;
      setSent({ from: now.from, text: JSON.stringify(content) });
      forgetRefusal();
      tellDone(say.t('rules.published', { version: now.from + 1 }));
    },
  };
}
