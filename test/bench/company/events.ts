import type { CaseEvent, EventType } from '#shared/case/events.ts';
import { caseNumber } from '#shared/case/number.ts';
import type { Dice } from './dice.ts';
import { agentId, agents } from './people.ts';

const subjects = [
  'Wrong toner again',
  'Parcel is late',
  'Invoice with the old address',
  'Chair arrived scratched',
] as const;
const notes = [
  'Called the warehouse: the second parcel is still on the shelf, they promise to send it with the evening lorry.',
  'Customer says that the porter signed. Asked the carrier for the delivery note.',
  'Checked the address with the customer, the floor was missing. Corrected in the shop.',
  'Third time somebody asks for the serial number. It is SN-88213, do not ask again.',
] as const;
const minute = 60_000;
const day = 86_400_000;

type Data = { [T in EventType]: Extract<CaseEvent, { type: T }>['data'] };
type Stream = { customerId: string; caseId: string | null; dice: Dice };

function event<T extends EventType>(
  { customerId, caseId, dice }: Stream,
  type: T,
  at: number,
  data: Data[T],
): CaseEvent {
  const by = agentId(dice.int(0, agents - 1));
  return { id: `${dice.uuid()}:0`, type, customerId, caseId, at, by, data } as CaseEvent;
}

function contact(stream: Stream, at: number): CaseEvent {
  const { dice } = stream;
  return event(stream, 'contact.recorded.1', at, {
    contactId: dice.uuid(),
    channel: 'call',
    direction: dice.next() < 0.8 ? 'in' : 'out',
    number: null,
    start: at,
    end: at + dice.int(1, 20) * minute,
    code: dice.pick(['answered', 'order-status', 'complaint', 'promise-made']),
  });
}

/** The eight events of a case's life, from the first call to the solution; the newest cases of a store stay open. */
function* life(stream: Stream, opened: number): Generator<CaseEvent> {
  const { dice } = stream;
  const number = caseNumber(String(dice.int(0, 99_999_999_999)).padStart(11, '0'));
  const promiseId = dice.uuid();
  const until = opened + 2 * day;
  yield event(stream, 'case.opened.1', opened, {
    number,
    subject: dice.pick(subjects),
    words: 'It is the same as last time and nobody has called me back.',
    kind: dice.pick(['late', 'damaged', 'wrong-product', 'billing']),
    orderId: null,
  });
  yield contact(stream, opened + minute);
  yield event(stream, 'note.added.1', opened + 5 * minute, { text: dice.pick(notes), about: 'note' });
  yield event(stream, 'note.added.1', opened + 9 * minute, { text: dice.pick(notes), about: 'tried' });
  yield event(stream, 'promise.made.1', opened + 12 * minute, {
    promiseId,
    text: 'We call back before noon',
    until,
  });
  yield contact(stream, opened + day);
  yield event(stream, 'promise.ended.1', opened + 2 * day - minute, { promiseId, outcome: 'kept', text: '' });
  yield event(stream, 'case.solved.1', opened + 2 * day, { how: 'Sent again and delivered.' });
}

/**
 * Exactly `count` events of one customer, oldest first: two in three belong to cases, the others are calls and notes of the
 * customer alone. Times lie between `from` and `to` (ms).
 */
export function events(customerId: string, count: number, from: number, to: number, dice: Dice): CaseEvent[] {
  const all: CaseEvent[] = [];
  const step = Math.max(1, Math.floor((to - from - 3 * day) / Math.max(1, count)));
  while (all.length < count) {
    const at = from + all.length * step + dice.int(0, step - 1);
    const left = count - all.length;
    if (left >= 3 && dice.next() < 0.4) {
      all.push(...[...life({ customerId, caseId: dice.uuid(), dice }, at)].slice(0, left));
    } else {
      const alone = { customerId, caseId: null, dice };
      all.push(
        dice.next() < 0.6
          ? contact(alone, at)
          : event(alone, 'note.added.1', at, { text: dice.pick(notes), about: 'note' }),
      );
    }
  }
  return all;
}
