import type { CommandAsk } from '#shared/case/commands.ts';
import { emptyStream } from '#shared/case/fold.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { MemoryDesk } from './desk.ts';
import { freshId, record, recordUnreadable, type World } from './world.ts';

/**
 * What a person does at a desk, from three numbers: what, to whom, in which of their two cases (or none). Where the desk refuses, they
 * do what it would allow: most things that happen are things that are done. In a narrow world it is always the same case.
 */
export function act(world: World, desk: MemoryDesk, what: number, whom: number, which: number): string {
  const known = customersOn(desk);
  const { isNarrow } = world;
  const customerId = known[isNarrow ? 0 : whom % known.length];
  if (customerId === undefined || (what % 12 === 8 && !isNarrow)) return introduce(world, desk);
  const caseId = which % 5 === 4 ? null : `${customerId}-${isNarrow ? 0 : which % 2}`;
  if (what % 48 === 47) {
    recordUnreadable(world, desk, customerId, caseId);
    world.count('unreadable command');
    return `${desk.name} writes something newer on ${caseId ?? customerId}`;
  }
  for (const asked of [wanted(world, desk, what, customerId, caseId), allowed(desk, customerId, caseId)])
    if (record(world, desk, asked)) return `${desk.name}: ${asked.type} on ${caseId ?? customerId}`;
  return `${desk.name} may not`;
}

function customersOn({ disk }: MemoryDesk): string[] {
  const known = new Set<string>();
  for (const key of disk.records.keys()) if (key.startsWith('customer:')) known.add(key.slice(9));
  for (const [, rows] of disk.streams) for (const { envelope } of rows) known.add(envelope.customerId);
  for (const { command } of disk.outbox) if (command) known.add(command.ask.customerId);
  return [...known];
}

function introduce(world: World, desk: MemoryDesk): string {
  const customerId = `new-${freshId(world).slice(-4)}`;
  record(world, desk, {
    type: 'customer.introduce',
    customerId,
    caseId: null,
    data: { name: 'Somebody', number: null, email: null },
  });
  return `${desk.name} introduces ${customerId}`;
}

function wanted(
  world: World,
  desk: MemoryDesk,
  what: number,
  customerId: string,
  caseId: string | null,
): CommandAsk {
  const about = { customerId, caseId };
  const { promises } = stateOf(desk, customerId, caseId);
  switch (what % 12) {
    case 1:
      return contact(world, about);
    case 2:
      return {
        ...about,
        type: 'promise.make',
        data: {
          promiseId: freshId(world),
          text: 'tomorrow',
          until: desk.clock,
          ...(what % 24 === 2 ? { proof: { orderId: 'o1', event: 'shipped' }, zone: 'Europe/Madrid' } : {}),
        },
      };
    case 3: {
      const promiseId = promises.find(({ state }) => state === 'pending')?.id;
      if (promiseId === undefined) return contact(world, about);
      return { ...about, type: 'promise.end', data: { promiseId, outcome: 'kept', text: '' } };
    }
    case 4:
    case 9:
      return opening(about);
    case 5:
    case 10: {
      const open = promises.filter(({ state }) => state === 'pending').slice(0, 100);
      const released = open.map(({ id }) => ({ promiseId: id, said: 'no need to' }));
      const data = what % 24 === 10 ? { how: 'sent', released } : { how: 'sent' };
      return { ...about, type: 'case.solve', data };
    }
    case 6:
      return { ...about, type: 'case.reopen', data: { why: 'again' } };
    case 7:
      return { ...about, type: 'case.link-order', data: { orderId: `o${what % 3}` } };
    case 8: {
      // From whom this desk sees as its owner: of two who take it at once, the ledger refuses the second.
      const from = stateOf(desk, customerId, caseId).case?.owner ?? 'nobody';
      return { ...about, type: 'case.take', data: { from } };
    }
    case 11:
      return what % 24 === 11
        ? { ...about, type: 'case.classify', data: { kind: 'late', failure: null } }
        : { ...about, type: 'case.ask-supervisor', data: { words: '' } };
    default:
      if (what % 24 === 11) return { ...about, type: 'time.spend', data: { seconds: 90 } };
      return caseId === null ? fileAsk(world, desk, what, customerId) : noteAsk(about);
  }
}

const noteAsk = (about: About): CommandAsk => ({
  ...about,
  type: 'note.add',
  data: { text: 'asked', about: 'tried' },
});

/** What is noted of the customer alone; a link, which a second one at another desk meets and the ledger refuses. */
function fileAsk(world: World, desk: MemoryDesk, what: number, customerId: string): CommandAsk {
  const about = { customerId, caseId: null };
  const { remarks, linked } = stateOf(desk, customerId, null).file;
  const [first] = remarks;
  switch (Math.floor(what / 12) % 4) {
    case 0: {
      const data = { remarkId: freshId(world), text: 'speak slowly', replaces: first?.id ?? null };
      return { ...about, type: 'customer.set-remark', data };
    }
    case 1:
      if (first === undefined) return noteAsk(about);
      return { ...about, type: 'customer.remove-remark', data: { remarkId: first.id, text: first.text } };
    case 2: {
      const into = customersOn(desk).find((id) => id !== customerId);
      if (linked) {
        const data = { into: linked.into, why: 'two people' };
        const hints = what % 2 === 0 ? { hints: ['same-phone' as const] } : {};
        return { ...about, type: 'customer.unlink', data: { ...data, ...hints } };
      }
      return into === undefined
        ? noteAsk(about)
        : { ...about, type: 'customer.link', data: { into, why: 'said so' } };
    }
    default:
      return noteAsk(about);
  }
}

type About = { customerId: string; caseId: string | null };

function contact(world: World, about: About): CommandAsk {
  const data = {
    contactId: freshId(world),
    channel: 'call',
    direction: 'in',
    number: null,
    start: 1,
    end: null,
    code: null,
  } as const;
  return { ...about, type: 'contact.record', data };
}

function opening(about: About): CommandAsk {
  return {
    ...about,
    type: 'case.open',
    data: { subject: 'Toner', words: '', kind: 'lost', orderId: null },
  };
}

function allowed(desk: MemoryDesk, customerId: string, caseId: string | null): CommandAsk {
  const about = { customerId, caseId };
  const state = stateOf(desk, customerId, caseId);
  const pending = state.promises.find((promise) => promise.state === 'pending');
  if (pending)
    return { ...about, type: 'promise.end', data: { promiseId: pending.id, outcome: 'broken', text: '' } };
  if (caseId === null) return { ...about, type: 'note.add', data: { text: 'said', about: 'note' } };
  if (state.case === null) return opening(about);
  if (state.case.status === 'solved') return { ...about, type: 'case.reopen', data: { why: 'still' } };
  return { ...about, type: 'case.solve', data: { how: 'done' } };
}

function stateOf({ disk }: MemoryDesk, customerId: string, caseId: string | null) {
  return disk.settled.get(streamName(customerId, caseId)) ?? emptyStream;
}
