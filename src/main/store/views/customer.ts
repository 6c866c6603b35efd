import type { CaseState, PromiseNow } from '#shared/case/fold.ts';
import { withPeople } from '#shared/case/steps.ts';
import type { ClaimNow } from '#shared/claim/fold.ts';
import { claimOwner } from '#shared/claim/refusal.ts';
import type { Money } from '#shared/order/money.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import { orderInQuestion } from '#shared/order/status.ts';
import { failureDays, failures } from '#shared/story/failures.ts';
import { repeatDays } from '#shared/story/repeat.ts';
import type {
  CaseView,
  ClaimView,
  ContactEntry,
  CustomerTotals,
  CustomerView,
  PromiseView,
  StoryPage,
} from '#shared/views.ts';
import type { Db } from '../database.ts';
import { entryPath, unpackEntry, unpackSummary } from '../projection/packed.ts';
import { readCustomer, readOrder } from '../projection/write.ts';
import type { Cards } from './cards.ts';
import type { People } from './people.ts';

/** How much of the story comes with the first answer: more than the tallest screen shows. */
export const firstStory = 100;

type StoredCase = CaseState & { promises: PromiseNow[]; claims: ClaimNow[] };

export const casesSql = 'SELECT body, pending FROM case_now WHERE customer_id = ?';
export const ordersSql =
  'SELECT summary, worth FROM order_now WHERE customer_id = ? ORDER BY placed_at DESC, order_id';
export const customerSql = 'SELECT body, phones_shown FROM customer_now WHERE customer_id = ?';
/** Of somebody whom no shop knows, the team that numbered what was written about them. */
export const teamSql = `
  SELECT coalesce((SELECT nullif(team, '') FROM customer WHERE id = :id),
    (SELECT team FROM event WHERE customer_id = :id LIMIT 1))`;
export const contactsSql = `
  SELECT count(*) AS entries,
    count(*) FILTER (WHERE kind = 'contact') AS contacts,
    max(at) FILTER (WHERE kind = 'contact') AS last
  FROM story WHERE customer_id = ?`;
export const recentSql = `
  SELECT entry FROM story WHERE customer_id = ? AND at >= ? AND kind = 'contact'
    AND entry ->> '${entryPath.direction}' = 'in'
  ORDER BY at DESC, id`;

type Parts = {
  db: Db;
  people: People;
  cards: Cards;
  story: (customerId: string, after: string | null, limit: number) => StoryPage;
  now: () => number;
};

/** All that a call needs of one customer, in one answer; null when the store holds no such customer. */
export function customerView({ db, people, cards, story, now }: Parts) {
  const customer = db.prepare<[string], { body: string; phones_shown: string }>(customerSql);
  const cases = db.prepare<[string], [body: string, pending: number]>(casesSql).raw();
  const team = db.prepare(teamSql).pluck();
  const loose = db.prepare('SELECT body FROM loose_now WHERE customer_id = ?').pluck();
  const orders = db.prepare<[string], OrderRow>(ordersSql).raw();
  const order = db.prepare('SELECT body FROM customer_order WHERE customer_id = ? AND order_id = ?').pluck();
  const contacts = db.prepare<[string], ContactRow>(contactsSql);
  const recent = db.prepare<[string, number], string>(recentSql).pluck();
  const twins = db.prepare<[string], TwinRow>(
    'SELECT other_id, min(why) AS why FROM twin WHERE customer_id = ? GROUP BY other_id',
  );

  function caseViews(customerId: string): CaseView[] {
    return cases
      .all(customerId)
      .map(([body, pending]) => {
        const stored = JSON.parse(body) as StoredCase;
        return caseView(stored, concernsOf(customerId, stored), pending === 1, people);
      })
      .sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || b.openedAt - a.openedAt);
  }

  /** Orders are read for the few cases that may be the same failure again. */
  function concernsOf(customerId: string, { kind, openedAt, orderIds }: StoredCase): CaseView['concerns'] {
    const isRecent = openedAt > now() - failureDays * 86_400_000;
    const bodies =
      failures.has(kind) && isRecent
        ? orderIds.flatMap((id) => (order.get(customerId, id) as string | undefined) ?? [])
        : [];
    const found = bodies.map(readOrder);
    const products = found.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === 'product' ? [line.title] : [])),
    );
    const carriers = found.flatMap(({ shipments }) => shipments.flatMap(({ carrier }) => carrier ?? []));
    return { products: [...new Set(products)], carriers: [...new Set(carriers)] };
  }

  function teamOf(customerId: string): string | null {
    const found = team.get({ id: customerId }) as string | null | undefined;
    return found ?? null;
  }

  return (customerId: string): CustomerView | null => {
    const found = customer.get(customerId);
    if (!found) return null;
    const orderRows = orders.all(customerId);
    const summaries = orderRows.map(([summary]) => unpackSummary(summary));
    const caseList = caseViews(customerId);
    const asked = orderInQuestion(summaries, caseList, now());
    const whole = asked === null ? undefined : (order.get(customerId, asked) as string | undefined);
    const loosePromises = loose.get(customerId) as string | undefined;
    return {
      customer: readCustomer(found.body),
      team: teamOf(customerId),
      phonesShown: JSON.parse(found.phones_shown) as string[],
      totals: totals(orderRows, summaries, contacts.get(customerId)),
      cases: caseList,
      promises: loosePromises
        ? (JSON.parse(loosePromises) as PromiseNow[]).map((p) => promiseView(p, null, people))
        : [],
      orders: summaries,
      inQuestion: whole === undefined ? null : readOrder(whole),
      twins: twins.all(customerId).flatMap(({ other_id, why }) => {
        const card = cards(other_id);
        return card ? [{ card, why }] : [];
      }),
      story: story(customerId, null, firstStory),
      recentContacts: recent
        .all(customerId, now() - repeatDays * 86_400_000)
        .map((entry) => unpackEntry(entry, people.who) as ContactEntry),
    };
  };
}

type OrderRow = [summary: string, worth: number];
type TwinRow = { other_id: string; why: CustomerView['twins'][number]['why'] };
type ContactRow = { entries: number; contacts: number; last: number | null };

function caseView(
  stored: StoredCase,
  concerns: CaseView['concerns'],
  pending: boolean,
  people: People,
): CaseView {
  const {
    owner,
    takenFrom,
    offer,
    declined,
    spokeTo,
    tried,
    promises,
    claims,
    keyTold,
    spent,
    steps,
    lastAt: _,
    ...rest
  } = stored;
  return {
    ...rest,
    owner: people.who(owner),
    takenFrom: takenFrom === null ? null : people.who(takenFrom),
    offer: offerView(offer, people.who),
    declined: declinedView(declined, people.who),
    spokeTo: spokeTo.map(people.who),
    keyTold: keyTold && { ...keyTold, by: people.who(keyTold.by) },
    spent: spent.map((one) => ({ ...one, by: people.who(one.by) })),
    tried: tried.map((t) => ({ ...t, by: people.who(t.by) })),
    steps: withPeople(steps, people.who),
    promises: promises.map((p) => promiseView(p, rest.id, people)),
    claims: claims
      .map((one) => claimView(one, owner, people.who))
      .sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || b.at - a.at),
    concerns,
    pending,
  };
}

export function offerView(offer: CaseState['offer'], who: People['who']): CaseView['offer'] {
  return offer && { ...offer, to: who(offer.to), by: who(offer.by) };
}

export function declinedView(declined: CaseState['declined'], who: People['who']): CaseView['declined'] {
  return declined && { ...declined, by: who(declined.by) };
}

function claimView(claim: ClaimNow, caseOwner: string, who: People['who']): ClaimView {
  return {
    ...claim,
    owner: who(claimOwner(claim, caseOwner)),
    offer: offerView(claim.offer, who),
    notes: claim.notes.map((one) => ({ ...one, by: who(one.by) })),
    by: who(claim.by),
    closed: claim.closed && { ...claim.closed, by: who(claim.closed.by) },
  };
}

function promiseView(p: PromiseNow, caseId: string | null, people: People): PromiseView {
  return {
    id: p.id,
    caseId,
    text: p.text,
    until: p.until,
    state: p.state,
    by: people.who(p.by),
    madeAt: p.at,
    proof: p.proof,
    zone: p.zone,
    ended: p.ended && { ...p.ended, by: people.who(p.ended.by) },
    said: p.said,
  };
}

function totals(
  rows: OrderRow[],
  summaries: OrderSummary[],
  contacts: ContactRow | undefined,
): CustomerTotals {
  const spent = new Map<string, number>();
  summaries.forEach(({ currency }, index) => {
    spent.set(currency, (spent.get(currency) ?? 0) + (rows[index]?.[1] ?? 0));
  });
  const sales = summaries.filter((o) => o.kind === 'sale');
  const money: Money[] = [...spent].map(([currency, minor]) => ({ minor, currency }));
  return {
    orders: sales.length,
    spent: money.sort((a, b) => b.minor - a.minor),
    firstOrderAt: sales.at(-1)?.placedAt ?? null,
    lastOrderAt: sales[0]?.placedAt ?? null,
    contacts: contacts?.contacts ?? 0,
    lastContactAt: contacts?.last ?? null,
    storyEntries: contacts?.entries ?? 0,
  };
}
