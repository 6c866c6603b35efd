import { leaseWarning } from '#shared/sync/lease.ts';
import type { SyncTrouble, SyncView } from '#shared/views/sync.ts';
import type { Tone } from '../../ui/chip.tsx';

/** A clock that is further off than this (ms) is told. Nothing is ever refused for it. */
export const clockTolerance = 5 * 60_000;

/** A piece of what the footer says. */
export type Said =
  | { say: 'all-sent' }
  | { say: 'connecting' }
  | { say: 'update' }
  | { say: 'restored' }
  | { say: 'trouble'; what: SyncTrouble; since: number; nextTryAt: number | null }
  | { say: 'filling'; done: number; total: number | null }
  | { say: 'unsent'; count: number }
  | { say: 'files'; count: number }
  | { say: 'refused'; count: number }
  | { say: 'faulty'; count: number }
  | { say: 'lease'; until: number }
  | { say: 'clock'; off: number };

/**
 * What is true of a desk and its centre, the most pressing first. "All sent" stands alone: it is only said when there is nothing else to
 * say and the centre has answered.
 */
export function saidOf(sync: SyncView, now = Date.now()): Said[] {
  const {
    trouble,
    filling,
    unsent,
    unsentFiles,
    waitingForUpdate,
    refused,
    aside,
    clockOff,
    restored,
    lastAnswerAt,
    leaseUntil,
  } = sync;
  const said: Said[] = [];
  if (refused > 0) said.push({ say: 'refused', count: refused });
  if (trouble) {
    const { what, since, nextTryAt } = trouble;
    said.push({ say: 'trouble', what, since, nextTryAt });
  }
  // Only where something is wrong: a desk whose centre answers is far from it.
  if (trouble && leaseUntil !== null && leaseUntil - now < leaseWarning)
    said.push({ say: 'lease', until: leaseUntil });
  if (waitingForUpdate + aside.newer > 0 && trouble?.what !== 'update') said.push({ say: 'update' });
  if (aside.faulty > 0) said.push({ say: 'faulty', count: aside.faulty });
  if (unsent > 0) said.push({ say: 'unsent', count: unsent });
  if (unsentFiles > 0) said.push({ say: 'files', count: unsentFiles });
  if (filling) said.push({ say: 'filling', done: filling.done, total: filling.total });
  if (restored) said.push({ say: 'restored' });
  if (clockOff !== null && Math.abs(clockOff) > clockTolerance) said.push({ say: 'clock', off: clockOff });
  if (said.length > 0) return said;
  return [{ say: lastAnswerAt === null ? 'connecting' : 'all-sent' }];
}

const warnings: ReadonlySet<Said['say']> = new Set(['lease', 'update', 'faulty', 'clock', 'restored']);
const urgent: ReadonlySet<SyncTrouble> = new Set(['sign-in', 'revoked', 'certificate', 'internal']);

/** How pressing it is, as a colour. The words say it too. */
export function toneOf(sync: SyncView): Tone {
  const { trouble, refused } = sync;
  if (refused > 0 || (trouble && urgent.has(trouble.what))) return 'bad';
  const said = saidOf(sync);
  if (trouble || said.some(({ say }) => warnings.has(say))) return 'warn';
  return said.some(({ say }) => say === 'unsent' || say === 'files' || say === 'filling') ? 'info' : 'plain';
}

/** What is read aloud, once, when it comes: something was refused, or the person has to do something before anything is sent. */
export type Spoken = { say: 'refused'; count: number } | { say: 'sign-in' | 'revoked' };

/** Null for everything that passes by itself: a desk that speaks at every exchange is switched off. */
export function spokenAfter(before: SyncView | null, now: SyncView): Spoken | null {
  const what = now.trouble?.what;
  if ((what === 'sign-in' || what === 'revoked') && what !== before?.trouble?.what) return { say: what };
  const more = now.refused - (before?.refused ?? 0);
  return more > 0 ? { say: 'refused', count: more } : null;
}

/** How much of a fill is done, 0 to 1; null: not known. Never all of it while it goes on. */
export function shareOf({ done, total }: { done: number; total: number | null }): number | null {
  return total === null || total === 0 ? null : Math.min(0.99, done / total);
}
