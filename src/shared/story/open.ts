import type { OrderSummary } from '../order/records.ts';
import { isLate } from '../order/status.ts';
import { alike } from '../recovery/given.ts';
import type { PromiseView } from '../views/case.ts';
import { openCases } from './repeat.ts';
import { shortened } from './shortened.ts';
import type { Sentence, Telling } from './so-far.ts';
import { triedIn } from './tried.ts';

const day = 86_400_000;
/** An order or a broken promise older than this is history, not something open. */
const coldDays = 90;

/** What was promised: overdue before broken before pending, the others counted. */
export function promiseSentence({ facts, words, now, f }: Telling): Sentence | null {
  const all = [...facts.cases.flatMap((one) => one.promises), ...facts.promises];
  const open = new Set(openCases(facts.cases).map((one) => one.id));
  const soonest = all
    .filter((one) => one.state === 'pending')
    .toSorted((a, b) => a.until - b.until || a.madeAt - b.madeAt);
  const overdue = soonest.filter((one) => one.until < now);
  const pending = soonest.filter((one) => one.until >= now);
  const broken = all
    .filter((one) => one.state === 'broken')
    .filter((one) => (one.caseId === null ? now - one.until < coldDays * day : open.has(one.caseId)))
    .toSorted((a, b) => b.until - a.until);
  const [first] = [...overdue, ...broken, ...pending];
  if (!first) return null;
  const text = words.quote(shortened(first.text));
  const others = (list: readonly PromiseView[]) => list.filter((one) => one !== first).length;
  const rest = words.otherPromises({
    overdue: others(overdue),
    pending: others(pending),
    broken: others(broken),
  });
  const refs = [...overdue, ...broken, ...pending].map(({ id }) => ({ kind: 'promise' as const, id }));
  if (first.state === 'broken') {
    return { id: 'promises', tone: 'warn', text: words.broken(text, first.by.name) + rest, refs };
  }
  const until = f.near(first.until);
  return first.until < now
    ? { id: 'promises', tone: 'alarm', text: words.overdue(text, until, first.by.name) + rest, refs }
    : { id: 'promises', tone: 'plain', text: words.pending(text, until, first.by.name) + rest, refs };
}

/** What is open, or what was solved last. */
export function openSentence({ facts, words, f }: Telling): Sentence | null {
  const open = openCases(facts.cases);
  const [newest] = open;
  if (newest) {
    const subject = words.quote(shortened(newest.subject));
    return {
      id: 'open',
      tone: 'warn',
      text: words.open(open.length, subject, f.day(newest.openedAt), newest.owner.name, newest.timesReopened),
      refs: open.map(({ id }) => ({ kind: 'case' as const, id })),
    };
  }
  const [solved] = facts.cases.toSorted((a, b) => (b.solvedAt ?? b.openedAt) - (a.solvedAt ?? a.openedAt));
  if (!solved) return null;
  return {
    id: 'open',
    tone: 'good',
    text: words.noneOpen(
      words.quote(shortened(solved.subject)),
      solved.solvedAt === null ? null : f.day(solved.solvedAt),
    ),
    refs: [{ kind: 'case', id: solved.id }],
  };
}

/** What was given in the open cases, and what waits for somebody with more authority: whoever answers next neither offers it anew nor forgets it. */
export function givenSentence({ facts, words, f }: Telling): Sentence | null {
  const of = openCases(facts.cases).flatMap((one) =>
    one.compensations.map(({ remedy, amount, state }) => ({
      caseId: one.id,
      state,
      remedy,
      amount,
    })),
  );
  const said = (list: typeof of) =>
    alike(list).map(({ remedy, amount, each }) => ({
      remedy,
      amount: amount && f.money(amount),
      times: each.length,
    }));
  const given = of.filter(({ state }) => state === 'given');
  const asked = of.filter(({ state }) => state === 'requested');
  if (given.length + asked.length === 0) return null;
  return {
    id: 'given',
    tone: asked.length > 0 ? 'warn' : 'plain',
    text: words.given(said(given), said(asked)),
    refs: [...new Set([...asked, ...given].map(({ caseId }) => caseId))].map((id) => ({
      kind: 'case' as const,
      id,
    })),
  };
}

/** The newest order that is in trouble or late, else the newest that is under way. */
export function orderSentence({ facts, words, now, f }: Telling): Sentence | null {
  const sales = facts.orders
    .filter((one) => one.kind === 'sale' && now - one.placedAt < coldDays * day)
    .toSorted((a, b) => b.placedAt - a.placedAt);
  const inTrouble = (one: OrderSummary) =>
    (one.delivery === 'trouble' || one.delivery === 'returned') && one.payment !== 'refunded';
  const urgent = sales.filter((one) => inTrouble(one) || isLate(one, now));
  const underWay = sales.filter((one) =>
    ['not-sent', 'partly-sent', 'sent', 'partly-delivered'].includes(one.delivery),
  );
  const list = urgent.length > 0 ? urgent : underWay;
  const [first] = list;
  if (!first) return null;
  const promised = first.promisedAt === null || inTrouble(first) ? null : f.day(first.promisedAt);
  // Of an order that left whole, a missing delivery may only be a missing record.
  const late = isLate(first, now) && first.delivery !== 'sent';
  return {
    id: 'orders',
    tone: urgent.length > 0 ? 'warn' : 'plain',
    text:
      words.order(first.number, first.delivery, promised, late) +
      (list.length > 1 ? words.otherOrders(list.length - 1, urgent.length > 0) : ''),
    refs: list.map(({ id }) => ({ kind: 'order' as const, id })),
  };
}

/** What was asked, checked or tried in the open cases: the three newest, the others counted. */
export function triedSentence({ facts, words, language }: Telling): Sentence | null {
  const tried = openCases(facts.cases)
    .flatMap((one) => triedIn(one, language).map((each) => ({ ...each, caseId: one.id })))
    .toSorted((a, b) => b.at - a.at);
  if (tried.length === 0) return null;
  const shown = tried.slice(0, 3).map((one) => words.quote(shortened(one.text, 60)));
  return {
    id: 'tried',
    tone: 'plain',
    text: words.tried(shown, tried.length - shown.length),
    refs: [...new Set(tried.map(({ caseId }) => caseId))].map((id) => ({ kind: 'case' as const, id })),
  };
}
