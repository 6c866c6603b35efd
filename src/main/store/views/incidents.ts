import { bySeverity, type Incident, isOnNow } from '#shared/incident/incident.ts';
import type { PublishedIncident } from '#shared/incident/of.ts';
import type {
  IncidentLine,
  TouchCount,
  TouchedLine,
  TouchedView,
  TouchingIncident,
} from '#shared/views/incident.ts';
import type { Db } from '../database.ts';
import { publishedIncidents } from '../incidents/published.ts';
import type { Scan, Scans } from '../incidents/scans.ts';
import { whomIncidentsTouch } from '../incidents/whom.ts';
import type { CallRow, TiedRow } from '../projection/incident-rows.ts';
import { summaryPath } from '../projection/packed.ts';
import { readCustomer } from '../projection/write.ts';
import type { People } from './people.ts';
import type { SamePeople } from './same.ts';

export const tiedSql = 'SELECT customer_id, case_id, body FROM incident_now WHERE incident_id = ?';
const numberSql = `
  SELECT summary ->> '${summaryPath.number}' FROM order_now WHERE customer_id = ? AND order_id = ?`;
const nameSql = 'SELECT body, phones_shown FROM customer_now WHERE customer_id = ?';

/** More are not listed at once: nobody calls so many from one list. */
const mostLines = 2000;

type Parts = { db: Db; people: People; same: SamePeople; scans: Scans; now: () => number };
type Row = { customer_id: string; case_id: string; body: string };

/** Known incidents: all of them with their counts, those of one customer, and the customers of one. */
export function incidentViews({ db, people, same, scans, now }: Parts) {
  const published = publishedIncidents(db);
  const whom = whomIncidentsTouch(db);
  const tied = db.prepare<[string], Row>(tiedSql);
  const number = db.prepare<[string, string], string>(numberSql).pluck();
  const known = db.prepare<[string], { body: string; phones_shown: string }>(nameSql);

  const scanOf = ({ team, content }: PublishedIncident): Scan =>
    scans.of(`${team}/${content.id}`, team, content);

  /** Who works with it: its cases and the calls about it, by customer. */
  function workOn(incidentId: string) {
    const cases = new Map<string, TouchedLine['cases']>();
    const calls = new Map<string, CallRow>();
    for (const { customer_id, case_id, body } of tied.all(incidentId)) {
      if (case_id === '') calls.set(customer_id, JSON.parse(body) as CallRow);
      else {
        const one = { id: case_id, ...(JSON.parse(body) as TiedRow) };
        cases.set(customer_id, [...(cases.get(customer_id) ?? []), one]);
      }
    }
    return { cases, calls };
  }

  function line(
    customerId: string,
    orderIds: readonly string[],
    work: ReturnType<typeof workOn>,
  ): TouchedLine {
    const found = known.get(customerId);
    const call = work.calls.get(customerId);
    const [phone = null] = found ? (JSON.parse(found.phones_shown) as string[]) : [];
    return {
      customerId,
      name: found ? readCustomer(found.body).name : null,
      phone,
      orderNumbers: orderIds.slice(0, 5).flatMap((id) => number.get(customerId, id) ?? []),
      cases: work.cases.get(customerId) ?? [],
      call: call ? { ...call, by: people.who(call.by) } : null,
    };
  }

  return {
    all(): IncidentLine[] {
      const isOpen = ({ content }: PublishedIncident) => Number(content.state === 'open');
      return published
        .all()
        .sort((a, b) => isOpen(b) - isOpen(a) || b.content.since - a.content.since)
        .map((one) => {
          const { cases, calls } = workOn(one.content.id);
          const called = [...calls.values()].filter(({ reached }) => reached).length;
          const tiedCases = [...cases.values()].reduce((sum, list) => sum + list.length, 0);
          return { ...one, touched: countOf(scanOf(one)), cases: tiedCases, called };
        });
    },

    touching(customerId: string): TouchingIncident[] {
      const on = published.open().filter(({ content }) => isOnNow(content, now()));
      // Of one person all records: either may have the order.
      const persons = on.length > 0 ? same.ids(customerId).flatMap((id) => whom.one(id) ?? []) : [];
      return on
        .flatMap((one) => {
          const found = persons.map((person) =>
            whom.touched(person, whom.customer(person), one.team, one.content),
          );
          return found.every((orderIds) => orderIds === null)
            ? []
            : [{ ...one, orderIds: found.flatMap((orderIds) => orderIds ?? []) }];
        })
        .sort((a, b) => bySeverity(a.content, b.content) || b.content.since - a.content.since);
    },

    touched(team: string, incidentId: string): TouchedView {
      const incident = published.all().find((one) => one.team === team && one.content.id === incidentId);
      if (!incident) return null;
      const scan = scanOf(incident);
      const work = workOn(incidentId);
      // A case that somebody tied to it is of it, whatever the rule says.
      const ids = new Set([...work.cases.keys(), ...scan.found.keys()]);
      const lines = [...ids].slice(0, mostLines).map((id) => line(id, scan.found.get(id) ?? [], work));
      return { incident, count: countOf(scan), lines: lines.sort(worstFirst) };
    },

    preview: (team: string, incident: Incident): TouchCount => countOf(scans.of('preview', team, incident)),
  };
}

const countOf = ({ found, done, total }: Scan): TouchCount => ({ customers: found.size, done, total });

/** Those with an open case, with any case, then by name. */
function worstFirst(a: TouchedLine, b: TouchedLine): number {
  const weight = ({ cases }: TouchedLine) =>
    cases.some(({ status }) => status === 'open') ? 2 : Math.sign(cases.length);
  return (
    weight(b) - weight(a) ||
    (a.name ?? '').localeCompare(b.name ?? '') ||
    a.customerId.localeCompare(b.customerId)
  );
}
