import type { CommandAsk } from '#shared/case/commands.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { Refused } from '#shared/views.ts';
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
        text: wordsIn(ask),
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

/** The person's own words in a command, where there are any. */
function wordsIn(ask: CommandAsk | null): string | null {
  switch (ask?.type) {
    case 'case.open':
      return ask.data.words === '' ? ask.data.subject : `${ask.data.subject}\n${ask.data.words}`;
    case 'compensation.give':
    case 'compensation.request':
      return ask.data.what === '' ? null : ask.data.what;
    case 'compensation.approve':
    case 'compensation.decline':
    case 'compensation.withdraw':
    case 'note.add':
    case 'promise.make':
    case 'promise.end':
    case 'claim.open':
    case 'claim.note':
    case 'claim.close':
    case 'case.apologise':
    case 'case.explain':
    case 'case.find-cause':
    case 'case.answer-supervisor':
      return ask.data.text === '' ? null : ask.data.text;
    case 'case.solve':
      return ask.data.how === '' ? null : ask.data.how;
    case 'case.reopen':
    case 'case.offer':
    case 'case.end-offer':
    case 'claim.offer':
      return ask.data.why === '' ? null : ask.data.why;
    case 'case.ask-supervisor':
      return ask.data.words === '' ? null : ask.data.words;
    case 'playbook.answer':
      return ask.data.answer === '' ? null : ask.data.answer;
    case 'customer.introduce':
      return ask.data.name;
    case 'customer.set-remark':
      return ask.data.text;
    case 'customer.add-contact-point':
      return ask.data.value;
    case 'customer.link':
    case 'customer.unlink':
      return ask.data.why === '' ? null : ask.data.why;
    default:
      return null;
  }
}
