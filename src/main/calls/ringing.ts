import type { Ring } from '#shared/bridge.ts';
import { limit } from './limit.ts';
import { readCaller, readLink } from './link.ts';

/** What is brought to the page: a call that rings, or a case to show. */
export type Arrival = { news: 'ring'; ring: Ring } | { news: 'open-case'; case: string };

export type RingingDoors = {
  deliver: (arrival: Arrival) => void;
  /** Something that is no link of ours, or one too many. Only counted: its text may be anybody's. */
  ignored: (why: 'no-link' | 'no-number' | 'too-many') => void;
  /** A call rings and nobody can see whose it is: the store is not open, or the desk is locked. */
  held?: () => void;
  now: () => number;
  newId: () => string;
};

export type Ringing = {
  link: (text: string) => void;
  number: (from: string, source: 'demo' | 'command') => boolean;
  /** The page is there and the store is open: what waited is delivered, oldest first. */
  ready: () => void;
  notReady: () => void;
  /** When the calls that wait began to ring, ms, the newest last. */
  waiting: () => number[];
};

/** A phone system may fire its link at the ring and again at the answer: within this time (ms) it is the same call. */
const sameCall = 10_000;
const mostWaiting = 10;

/** Takes links and rings as they come, holds them until somebody can see them, and hands them on in order. */
export const startRinging = (doors: RingingDoors): Ringing => {
  const allowed = limit(10, 10_000);
  const waiting: Arrival[] = [];
  let open = false;
  let last: Ring | null = null;

  const arrive = (arrival: Arrival) => {
    if (open) return doors.deliver(arrival);
    waiting.push(arrival);
    if (waiting.length > mostWaiting) waiting.shift();
    if (arrival.news === 'ring') doors.held?.();
  };

  const ring = (from: string, source: Ring['source']) => {
    const at = doors.now();
    const again =
      source === 'link' && last?.source === 'link' && last.from === from && at - last.at < sameCall;
    const next: Ring = { callId: again && last ? last.callId : doors.newId(), from, at, source };
    last = next;
    arrive({ news: 'ring', ring: next });
  };

  return {
    link: (text) => {
      const link = readLink(text);
      if (link === null) return doors.ignored('no-link');
      if (!allowed(doors.now())) return doors.ignored('too-many');
      if (link.to === 'call') ring(link.from, 'link');
      else arrive({ news: 'open-case', case: link.case });
    },
    number: (text, source) => {
      const from = readCaller(text);
      if (from === null) doors.ignored('no-number');
      else ring(from, source);
      return from !== null;
    },
    ready: () => {
      open = true;
      for (const arrival of waiting.splice(0)) doors.deliver(arrival);
    },
    notReady: () => {
      open = false;
    },
    waiting: () => waiting.flatMap((one) => (one.news === 'ring' ? [one.ring.at] : [])),
  };
};
