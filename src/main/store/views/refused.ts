import { ownWords } from '#shared/case/own-words.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { Refused } from '#shared/views/unsent.ts';
import type { Db } from '../database.ts';
import { commandIn } from '../stream.ts';
import { customerName } from './queue.ts';

type Row = {
  command_id: string;
  type: string;
  customer_id: string;
  at: number;
  refusal: string;
  bytes: Buffer;
};

/** What the centre refused and the person has not read yet, oldest first. */
export function refusedView(db: Db) {
  const rows = db.prepare<[], Row>(
    'SELECT command_id, type, customer_id, at, refusal, bytes FROM refused ORDER BY at, command_id LIMIT 1000',
  );
  const name = customerName(db);
  const subject = db
    .prepare<[string, string], string>(
      "SELECT body ->> 'subject' FROM case_now WHERE customer_id = ? AND case_id = ?",
    )
    .pluck();
  return (): Refused[] =>
    rows.all().map(({ command_id, type, customer_id, at, refusal: why, bytes }) => {
      const ask = commandIn(bytes)?.ask ?? null;
      return {
        commandId: command_id,
        type,
        customerId: customer_id,
        customerName: name(customer_id),
        caseSubject: ask?.caseId ? (subject.get(customer_id, ask.caseId) ?? null) : null,
        at,
        text: ownWords(ask),
        ask,
        refusal: JSON.parse(why) as Refusal,
      };
    });
}

/** The person has read it: a refused command, or (null) that the centre was restored. */
export function forgetRead(db: Db, refused: string | null): void {
  if (refused === null) db.prepare("DELETE FROM meta WHERE key = 'restored'").run();
  else db.prepare('DELETE FROM refused WHERE command_id = ?').run(refused);
}
