import type { CustomerRecord } from '#shared/customer/records.ts';
import type { Incident } from '#shared/incident/incident.ts';
import { placedWithin, touchedBy } from '#shared/incident/touches.ts';
import type { Db } from '../database.ts';
import { readCustomer, readOrder } from '../projection/write.ts';

/** Orders of a customer that were placed within what a rule can touch. */
export const ordersWithinSql = `
  SELECT whole.body FROM order_now AS o JOIN customer_order AS whole ON whole.order_id = o.order_id
  WHERE o.customer_id = ? AND o.placed_at BETWEEN ? AND ?`;

/** Customers from one on, and whose they are: null of nobody's team, introduced here. */
export const customersFromSql = `
  SELECT seq, n.customer_id AS id, n.body, nullif(c.team, '') AS team
  FROM customer_now AS n LEFT JOIN customer AS c ON c.id = n.customer_id
  WHERE seq > ? ORDER BY seq LIMIT ?`;
export const customerSql = `
  SELECT seq, n.customer_id AS id, n.body, nullif(c.team, '') AS team
  FROM customer_now AS n LEFT JOIN customer AS c ON c.id = n.customer_id
  WHERE n.customer_id = ?`;

export type Person = { seq: number; id: string; body: string; team: string | null };
export type Whom = ReturnType<typeof whomIncidentsTouch>;

/** Looks at customers of this store with the pure rule (incident/touches.ts), at few of their orders. */
export function whomIncidentsTouch(db: Db) {
  const orders = db.prepare<[string, number, number], string>(ordersWithinSql).pluck();
  const from = db.prepare<[number, number], Person>(customersFromSql);
  const one = db.prepare<[string], Person>(customerSql);
  return {
    from: (seq: number, most: number): Person[] => from.all(seq, most),
    one: (customerId: string): Person | undefined => one.get(customerId),
    /** The orders by which an incident of a team touches a customer; null: it does not. */
    touched(person: Person, customer: CustomerRecord, team: string, incident: Incident): string[] | null {
      if (person.team !== null && person.team !== team) return null;
      const { from: begin, to } = placedWithin(incident);
      return touchedBy(incident, orders.all(person.id, begin, to).map(readOrder), customer);
    },
    customer: ({ body }: Person): CustomerRecord => readCustomer(body),
  };
}
