import type { ExchangeAnswer, ExchangeAsk, WirePage } from '#shared/sync/exchange.ts';

/** An answer, and this machine's clock in the middle of its request. */
export type Answered = { answer: ExchangeAnswer; here: number };

/** Records that a desk takes and goes on. After others it does something before it says where it stands (overwrite.ts), or they may be anything. */
const plain = new Set<unknown>(['customer', 'order', 'person', 'twin', 'rules', 'skills', 'absence']);

/**
 * The ask that follows when the pages of an answer are taken; null where nothing more is to come or go, or where that ask is not known before.
 * @param now what would be asked before they are taken, all else of the answer having been taken
 */
export function askAfter(now: ExchangeAsk, { pages, heads }: ExchangeAnswer): ExchangeAsk | null {
  if (pages.length === 0 || !pages.every(isPlain)) return null;
  // Of a team of which nothing is here yet, the cursor is made by its first page.
  if (pages.some(({ team }) => !now.cursors.some((one) => one.team === team))) return null;
  const cursors = now.cursors.map((one) => {
    const last = pages.findLast(({ team }) => team === one.team);
    return last === undefined ? one : { team: one.team, epoch: last.epoch, n: last.to, link: last.link };
  });
  const isBehind = heads.some((head) => cursors.some(({ team, n }) => team === head.team && n < head.n));
  return isBehind || now.commands.length > 0 ? { ...now, cursors } : null;
}

function isPlain({ changes }: WirePage): boolean {
  return changes.every(({ event, record }) => event !== undefined || plain.has(typeOf(record)));
}

function typeOf(record: unknown): unknown {
  return typeof record === 'object' && record !== null && 'type' in record ? record.type : null;
}

/**
 * Asks what is to be asked next while the last pages are still being taken: centre and desk work at the same time. Nobody has to know of
 * it: the answer counts when the desk, with all of them taken, comes to ask just this; else it is as if it had been lost on its way.
 */
export function askingAhead(send: (ask: ExchangeAsk, signal: AbortSignal) => Promise<Answered>) {
  let ahead: { text: string; end: AbortController; answered: Promise<Answered> } | null = null;
  return {
    begin(ask: ExchangeAsk, signal: AbortSignal): void {
      const end = new AbortController();
      const answered = send(ask, AbortSignal.any([signal, end.signal]));
      // Whoever asks for it hears why.
      answered.catch(() => undefined);
      ahead = { text: JSON.stringify(ask), end, answered };
    },
    /** The answer to this ask where it was asked already, or asks now. */
    answerTo(ask: ExchangeAsk, signal: AbortSignal): Promise<Answered> {
      const before = ahead;
      ahead = null;
      if (before?.text === JSON.stringify(ask)) return before.answered;
      before?.end.abort();
      return send(ask, signal);
    },
  };
}
