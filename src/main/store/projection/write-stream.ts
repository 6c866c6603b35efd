import { type CompensationNow, worthOf } from '#shared/case/compensation.ts';
import type { CaseEvent, EventEnvelope } from '#shared/case/events.ts';
import { flaggedAt } from '#shared/case/flags.ts';
import type { StreamState } from '#shared/case/fold.ts';
import { claimOwner } from '#shared/claim/refusal.ts';
import type { CustomerFile } from '#shared/customer/file.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { monthOf } from '#shared/recovery/authority.ts';
import type { Db } from '../database.ts';
import { entryOf, type StoryRow } from './entries.ts';
import { callsIn, tiedIn } from './incident-rows.ts';
import { introducedCustomer } from './shown-customer.ts';
import type { Suffix } from './tables.ts';
import { linkTeller, linkWriter } from './write-links.ts';
import { storyWriter } from './write-story.ts';

/** What a stream came to: its events, those that wait for the centre at the end, and the state after all of them. */
export type StreamNow = {
  /** `event` null: of a type or shape that this program does not know. */
  numbered: readonly { envelope: EventEnvelope; event: CaseEvent | null }[];
  waiting: readonly CaseEvent[];
  state: StreamState;
};

type Introduction = Extract<CaseEvent, { type: 'customer.introduced.1' }>;

/** What a stream says of its customer, who may be known from nothing else, and what we noted of them. Returns whether they are shown anew. */
export type Introduced = (customerId: string, customer: CustomerRecord | null, file: CustomerFile) => boolean;

/**
 * Writes what a stream came to into the tables of a suffix, and takes away what it came to before: also of a command that was refused, or
 * of events that are not here any more. Returns whether something is other that a card counts.
 */
export function streamWriter(db: Db, suffix: Suffix, introduced: Introduced) {
  const write = statements(db, suffix);
  const link = linkWriter(db, suffix);
  const atOthers = linkTeller(db, suffix);
  const storyOf = storyWriter(db, suffix);

  function writeIncidents(customerId: string, caseId: string, bodies: ReadonlyMap<string, object>): void {
    write.dropIncidents.run(customerId, caseId);
    for (const [id, body] of bodies) write.addIncident.run(customerId, caseId, id, JSON.stringify(body));
  }

  function loose(customerId: string, { numbered, waiting, state }: StreamNow): boolean {
    const first = [...numbered.map(({ event }) => event), ...waiting].find(
      (event): event is Introduction => event?.type === 'customer.introduced.1',
    );
    const isShown = introduced(customerId, first ? introducedCustomer(first) : null, state.file);
    link(customerId, state.file);
    const events = [...numbered.map(({ event }) => event), ...waiting];
    writeIncidents(customerId, '', callsIn(events));
    if (state.promises.length === 0) write.dropLoose.run(customerId);
    else write.setLoose.run(customerId, JSON.stringify(state.promises), dueAt(state));
    return isShown;
  }

  function matter(customerId: string, caseId: string, { waiting, state }: StreamNow): boolean {
    const was = write.caseBefore.get(customerId, caseId);
    const before = was?.number;
    const now = state.case;
    write.dropClaims.run(customerId, caseId);
    writeIncidents(customerId, caseId, tiedIn(now));
    if (before !== undefined && before !== now?.number) write.dropKey.run(before, customerId, caseId);
    if (now) {
      const body = JSON.stringify({ ...now, promises: state.promises, claims: state.claims });
      const pending = waiting.length > 0 ? 1 : 0;
      const flagged = now.flagged === null ? 0 : 1;
      const { id, status, owner, openedAt, offer, steps } = now;
      const due = dueAt(state);
      const { supervisor } = steps;
      const askedAt = supervisor && supervisor.answer === null ? supervisor.at : null;
      const askedTo = offer?.to ?? null;
      const requested = now.compensations.some(({ state }) => state === 'requested') ? 1 : 0;
      const columns = [
        id,
        status,
        owner,
        openedAt,
        due,
        pending,
        flagged,
        flaggedAt(now.flags),
        askedTo,
        askedAt,
        requested,
      ];
      write.setCase.run(customerId, ...columns, body);
      for (const claim of state.claims) {
        if (claim.status !== 'open') continue;
        const seesToIt = claimOwner(claim, owner);
        const to = claim.offer?.to ?? null;
        write.addClaim.run(customerId, id, claim.id, seesToIt, to, claim.dueAt, JSON.stringify(claim));
      }
      if (before !== now.number) write.addKey.run(now.number, customerId, now.id);
    } else if (before !== undefined) write.dropCase.run(customerId, caseId);
    if (before !== undefined) {
      write.dropGiven.run(customerId, caseId);
      write.dropAnswers.run(customerId, caseId);
    }
    for (const one of now?.compensations ?? []) given(customerId, caseId, one);
    return was?.status !== now?.status;
  }

  function given(customerId: string, caseId: string, one: CompensationNow): void {
    if (one.unread) write.addAnswer.run(customerId, caseId, one.compensationId, one.by);
    if (one.state !== 'given') return;
    const { by, at } = one.answered ?? one;
    const worth = worthOf(one);
    const money = [worth?.minor ?? null, worth?.currency ?? null];
    write.addGiven.run(customerId, caseId, one.compensationId, by, monthOf(at), ...money);
  }

  return (customerId: string, stream: string, now: StreamNow): boolean => {
    const story = storyOf(customerId, stream);
    atOthers.drop(customerId, stream, story.before());
    for (const { envelope, event } of now.numbered) {
      story.add(event ? entryOf(event, now.state) : newerEntry(envelope), false);
      if (event) atOthers.add(event, false);
    }
    for (const event of now.waiting) {
      story.add(entryOf(event, now.state), true);
      atOthers.add(event, true);
    }
    const isToldOther = story.end();
    write.dropAttachments.run(customerId, stream);
    for (const one of now.state.attachments) {
      const removed = one.removed === null ? 0 : 1;
      write.addAttachment.run(customerId, stream, one.id, one.hash, removed, JSON.stringify(one));
    }
    const caseId = caseOf(stream);
    const isOther = caseId === null ? loose(customerId, now) : matter(customerId, caseId, now);
    return isToldOther || isOther;
  };
}

/** The stream's name in the tables: one case, or what belongs to the customer alone. */
export function streamOf(caseId: string | null): string {
  return caseId === null ? 'customer' : `case:${caseId}`;
}

/** The case of a stream's name, or null. */
export function caseOf(stream: string): string | null {
  return stream.startsWith('case:') ? stream.slice('case:'.length) : null;
}

function statements(db: Db, s: Suffix) {
  return {
    dropAttachments: db.prepare(`DELETE FROM attachment_now${s} WHERE customer_id = ? AND stream = ?`),
    addAttachment: db.prepare(`INSERT INTO attachment_now${s} VALUES (?, ?, ?, ?, ?, ?)`),
    caseBefore: db.prepare<[string, string], { number: string; status: string }>(
      `SELECT body ->> 'number' AS number, status FROM case_now${s} WHERE customer_id = ? AND case_id = ?`,
    ),
    setCase: db.prepare(`INSERT OR REPLACE INTO case_now${s} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    dropGiven: db.prepare(`DELETE FROM given_now${s} WHERE customer_id = ? AND case_id = ?`),
    addGiven: db.prepare(`INSERT OR REPLACE INTO given_now${s} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    dropAnswers: db.prepare(`DELETE FROM answer_now${s} WHERE customer_id = ? AND case_id = ?`),
    addAnswer: db.prepare(`INSERT OR REPLACE INTO answer_now${s} VALUES (?, ?, ?, ?)`),
    dropCase: db.prepare(`DELETE FROM case_now${s} WHERE customer_id = ? AND case_id = ?`),
    setLoose: db.prepare(`INSERT OR REPLACE INTO loose_now${s} VALUES (?, ?, ?)`),
    dropLoose: db.prepare(`DELETE FROM loose_now${s} WHERE customer_id = ?`),
    dropIncidents: db.prepare(`DELETE FROM incident_now${s} WHERE customer_id = ? AND case_id = ?`),
    addIncident: db.prepare(`INSERT INTO incident_now${s} VALUES (?, ?, ?, ?)`),
    dropClaims: db.prepare(`DELETE FROM claim_now${s} WHERE customer_id = ? AND case_id = ?`),
    addClaim: db.prepare(`INSERT INTO claim_now${s} VALUES (?, ?, ?, ?, ?, ?, ?)`),
    addKey: db.prepare(`INSERT OR IGNORE INTO found_by${s} VALUES ('case', ?, ?, ?)`),
    dropKey: db.prepare(
      `DELETE FROM found_by${s} WHERE kind = 'case' AND value = ? AND customer_id = ? AND ref = ?`,
    ),
  };
}

/** The next pending promise, or null. */
function dueAt(state: StreamState): number | null {
  const pending = state.promises.filter((p) => p.state === 'pending').map((p) => p.until);
  return pending.length > 0 ? Math.min(...pending) : null;
}

function newerEntry(envelope: EventEnvelope): StoryRow {
  const { id, at, caseId, by, type } = envelope;
  return { id, at, kind: 'newer', caseId, orderId: null, by, data: { type } };
}
