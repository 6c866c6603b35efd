import type { Db } from './database.ts';
import { readCustomer } from './projection/write.ts';
import { caseOf } from './projection/write-stream.ts';

/** A draft that names a customer. `at`: when it was typed, ms. */
export type DraftAbout = { key: string; at: number };

/**
 * Drafts that name a customer: by their key the customer, their cases and whatever has an id in these; by what is typed a call's note and search, and the lists
 * of calls and tabs. Ask before the customer's own rows go, which say how they are known.
 */
export function draftsAbout(db: Db): (customerId: string) => DraftAbout[] {
  const drafts = db.prepare<[], DraftAbout & { body: string }>('SELECT key, at, body FROM draft');
  return (customerId) => {
    const all = drafts.all();
    if (all.length === 0) return [];
    const { ids, words } = namesOf(db, customerId);
    return all.filter(
      ({ key, body }) =>
        [...ids].some((id) => key.includes(id)) ||
        (namesInBody(key) && [customerId, ...words].some((word) => body.includes(word))),
    );
  };
}

const namesInBody = (key: string): boolean =>
  key.startsWith('caller.') || key === 'shell.calls' || key === 'shell.tabs';

/** Whether the person at the desk has something about a customer that is not sent, or is writing it. What lies open on the screen is not that. */
export function underWay(db: Db): (customerId: string) => boolean {
  const unsent = db
    .prepare<{ id: string }>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM outbox WHERE customer_id = :id)
         OR EXISTS (SELECT 1 FROM upload WHERE customer_id = :id AND epoch IS NULL)
         OR EXISTS (SELECT 1 FROM orphan WHERE json_valid(body) AND body ->> 'customerId' = :id)`,
    )
    .pluck();
  const drafts = draftsAbout(db);
  return (customerId) =>
    unsent.get({ id: customerId }) !== undefined ||
    drafts(customerId).some(({ key }) => !key.startsWith('shell.'));
}

/** By what a draft may name what it is about: the customer, their cases and whatever has an id in these; and how they are known. */
function namesOf(db: Db, customerId: string): { ids: Set<string>; words: string[] } {
  const rows = db
    .prepare<{ id: string }, { stream: string; data: string }>(
      `SELECT stream, data FROM event WHERE customer_id = :id
       UNION ALL SELECT stream, CAST(bytes AS TEXT) FROM outbox WHERE customer_id = :id`,
    )
    .all({ id: customerId });
  const ids = new Set([customerId]);
  for (const { stream, data } of rows) {
    const caseId = caseOf(stream);
    if (caseId !== null) ids.add(caseId);
    for (const [, what, id] of data.matchAll(/"(\w+)Id":"([^"]{8,200})"/g))
      if (id !== undefined && what !== 'incident') ids.add(id);
  }
  const body = db
    .prepare<[string], string>('SELECT body FROM customer_now WHERE customer_id = ?')
    .pluck()
    .get(customerId);
  const known = body === undefined ? null : readCustomer(body);
  const words = [
    known?.name ?? '',
    ...(known?.emails ?? []),
    ...(known?.phones ?? []).flatMap(({ raw, e164 }) => [raw, e164 ?? '']),
  ];
  return { ids, words: words.filter((word) => word.length > 5) };
}
