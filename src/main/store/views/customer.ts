import { emptyFile } from '#shared/customer/file.ts';
import { asOne } from '#shared/customer/same.ts';
import type { OrderRecord, OrderSummary } from '#shared/order/records.ts';
import { orderInQuestion } from '#shared/order/status.ts';
import type { PromiseNow } from '#shared/promise/fold.ts';
import { failureDays, failures } from '#shared/story/failures.ts';
import { repeatDays } from '#shared/story/repeat.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { ContactEntry, StoryPage } from '#shared/views/story.ts';
import type { Db } from '../database.ts';
import { entryPath, unpackEntry, unpackSummary } from '../projection/packed.ts';
import { readFile, readOrder } from '../projection/write.ts';
import { alikeView } from './alike.ts';
import { type Cards, shownRecord } from './cards.ts';
import { caseView, promiseView, type StoredCase } from './cases.ts';
import { fileView, sameView } from './file.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';
import type { StoryOf } from './story.ts';
import { type ContactRow, totals } from './totals.ts';

/** How much of the story comes with the first answer: more than the tallest screen shows. */
export const firstStory = 100;

export const casesSql = 'SELECT body, pending FROM case_now WHERE customer_id = ?';

export const ordersSql =
  'SELECT summary, worth FROM order_now WHERE customer_id = ? ORDER BY placed_at DESC, order_id';

/** Of somebody whom no shop knows, the team that numbered what was written about them. */
export const teamSql = 'SELECT team FROM event WHERE customer_id = ? LIMIT 1';

export const customerSql = `
  SELECT c.customer_id, c.body, c.phones_shown, f.body AS file,
    EXISTS (SELECT 1 FROM link_now AS l WHERE l.customer_id = c.customer_id) AS linked,
    (SELECT nullif(team, '') FROM customer AS s WHERE s.id = c.customer_id) AS team
  FROM customer_now AS c LEFT JOIN file_now AS f USING (customer_id) WHERE c.customer_id = ?`;

export const contactsSql = `
  SELECT count(*) AS entries,
    count(*) FILTER (WHERE kind = 'contact') AS contacts,
    max(at) FILTER (WHERE kind = 'contact') AS last
  FROM story WHERE customer_id = ?`;

/** What a record's story holds of links with another, whose own story tells it too. */
export const toldTwiceSql = "SELECT count(*) FROM story WHERE customer_id = ? AND stream = 'from:' || ?";

export const recentSql = `
  SELECT entry FROM story WHERE customer_id = ? AND at >= ? AND kind = 'contact'
    AND entry ->> '${entryPath.direction}' = 'in'
  ORDER BY at DESC, id`;

type Parts = {
  db: Db;
  people: People;
  cards: Cards;
  story: StoryOf;
  same: SamePeople;
  now: () => number;
};

/** All that a call needs of one customer, in one answer; null when the store holds no such customer. */
export function customerView({ db, people, cards, story, same, now }: Parts) {
  const customer = db.prepare<[string], CustomerRow>(customerSql);
  const cases = db.prepare<[string], [body: string, pending: number]>(casesSql).raw();
  const team = db.prepare<[string], string>(teamSql).pluck();
  const loose = db.prepare('SELECT body FROM loose_now WHERE customer_id = ?').pluck();
  const orders = db.prepare<[string], OrderRow>(ordersSql).raw();
  const order = db.prepare('SELECT body FROM customer_order WHERE customer_id = ? AND order_id = ?').pluck();
  const contacts = db.prepare<[string], ContactRow>(contactsSql);
  const toldTwice = db.prepare<[string, string], number>(toldTwiceSql).pluck();
  const recent = db.prepare<[string, number], string>(recentSql).pluck();
  const alike = alikeView({ db, people, cards, same });

  /**
   * Orders of any record of the person, each read once: a case of one may be about an order of another, and about the one in question.
   * Null: it is not here.
   */
  function ordersRead(ids: readonly string[]): (orderId: string) => OrderRecord | null {
    const read = new Map<string, OrderRecord | null>();
    return (orderId) => {
      const known = read.get(orderId);
      if (known !== undefined) return known;
      const [body] = ids.flatMap((id) => (order.get(id, orderId) as string | undefined) ?? []);
      const found = body === undefined ? null : readOrder(body);
      read.set(orderId, found);
      return found;
    };
  }

  function caseViews(ids: readonly string[], orderOf: (orderId: string) => OrderRecord | null): CaseView[] {
    return ids
      .flatMap((id) => cases.all(id))
      .map(([body, pending]) => {
        const stored = JSON.parse(body) as StoredCase;
        return caseView(stored, concernsOf(stored, orderOf), pending === 1, people);
      })
      .sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || b.openedAt - a.openedAt);
  }

  /** Orders are read for the few cases that may be the same failure again. */
  function concernsOf(
    { kind, openedAt, orderIds }: StoredCase,
    orderOf: (orderId: string) => OrderRecord | null,
  ): CaseView['concerns'] {
    const isRecent = openedAt > now() - failureDays * 86_400_000;
    const found = failures.has(kind) && isRecent ? orderIds.flatMap((id) => orderOf(id) ?? []) : [];
    const products = found.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === 'product' ? [line.title] : [])),
    );
    const carriers = found.flatMap(({ shipments }) => shipments.flatMap(({ carrier }) => carrier ?? []));
    return { products: [...new Set(products)], carriers: [...new Set(carriers)] };
  }

  function ordersOf(ids: readonly string[]): { summary: OrderSummary; worth: number }[] {
    const all = ids.flatMap((id) =>
      orders.all(id).map(([summary, worth]) => ({ summary: unpackSummary(summary), worth })),
    );
    return ids.length === 1 ? all : all.sort((a, b) => newerOrder(a.summary, b.summary));
  }

  /**
   * What a customer's contacts come to, and those of the last days. Where the first answer holds all of a story it is not gone through once more:
   * two statements of ten.
   */
  function contactsOf(
    ids: readonly string[],
    told: StoryPage,
  ): { rows: ContactRow[]; recent: ContactEntry[] } {
    const since = now() - repeatDays * 86_400_000;
    if (ids.length > 1 || told.next !== null) return { rows: rowsOf(ids), recent: recentOf(ids, since) };
    const { entries } = told;
    const made = entries.filter((one) => one.kind === 'contact');
    return {
      rows: [{ entries: entries.length, contacts: made.length, last: made[0]?.at ?? null }],
      recent: made.filter(({ at, direction }) => at >= since && direction === 'in'),
    };
  }

  function rowsOf(ids: readonly string[]): ContactRow[] {
    return ids.flatMap((id) => {
      const row = contacts.get(id);
      if (!row || ids.length === 1) return row ?? [];
      const twice = ids.reduce((sum, other) => sum + Number(toldTwice.get(id, other)), 0);
      return { ...row, entries: row.entries - twice };
    });
  }

  function recentOf(ids: readonly string[], since: number): ContactEntry[] {
    const all = ids.flatMap((id) =>
      recent.all(id, since).map((entry) => unpackEntry(entry, people.who) as ContactEntry),
    );
    return ids.length === 1 ? all : all.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  }

  return (customerId: string): CustomerView | null => {
    const found = customer.get(customerId);
    if (!found) return null;
    const person = found.linked ? same.of(customerId) : null;
    const ids = person?.ids ?? [customerId];
    const [first = found, ...others] = ids.flatMap((id) =>
      id === customerId ? found : (customer.get(id) ?? []),
    );
    const rows = [first, ...others];
    const records = rows.map(shownRecord);
    const nameOf = (id: string) => records.find(({ record }) => record.id === id)?.record.name ?? null;
    const orderList = ordersOf(ids);
    const summaries = orderList.map(({ summary }) => summary);
    const orderOf = ordersRead(ids);
    const caseList = caseViews(ids, orderOf);
    const asked = orderInQuestion(summaries, caseList, now());
    const told = story(ids, null, firstStory);
    const made = contactsOf(ids, told);
    const [shown = shownRecord(first), ...also] = records;
    const { customer: record, phonesShown } = also.length === 0 ? shown : asOne([shown, ...also]);
    return {
      customer: record,
      team: first.team ?? team.get(first.customer_id) ?? null,
      file: fileView(
        rows.map(({ customer_id, file }) => ({
          customerId: customer_id,
          file: file === null ? emptyFile : readFile(file),
        })),
        people,
      ),
      same: person && sameView(person, nameOf, people, alike.hintsAcross),
      // masked.ts says otherwise, where somebody does not see all of it.
      masked: false,
      shownUntil: null,
      phonesShown: [...phonesShown],
      totals: totals(orderList, made.rows),
      cases: caseList,
      promises: ids.flatMap((id) => {
        const body = loose.get(id) as string | undefined;
        return body === undefined
          ? []
          : (JSON.parse(body) as PromiseNow[]).map((p) => promiseView(p, null, people));
      }),
      orders: summaries,
      inQuestion: asked === null ? null : orderOf(asked),
      ...alike.others(rows),
      story: told,
      recentContacts: made.recent,
    };
  };
}

type CustomerRow = {
  customer_id: string;
  body: string;
  phones_shown: string;
  file: string | null;
  linked: 0 | 1;
  team: string | null;
};

/** As one record's orders are kept. */
const newerOrder = (a: OrderSummary, b: OrderSummary): number =>
  b.placedAt - a.placedAt || (a.id < b.id ? -1 : 1);

type OrderRow = [summary: string, worth: number];
