import type { Command } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { type Offered, readCommand } from '#shared/sync/offered.ts';
import { headOf, type TeamLog } from '../ledger-state.ts';
import type { Fault } from './fault.ts';

/** What the ledger may do wrong with commands and numbers. */
export const ledgerFaults: readonly Fault[] = [
  {
    name: 'taken twice',
    thought: 'a command that comes is a new one',
    twist: (parts, reached) => ({
      ...parts,
      takeCommands(offers, known) {
        if (offers.some(({ offered }) => known.answered.has(offered.sent.id))) reached();
        return parts.takeCommands(offers, { ...known, answered: new Map(), witnessed: new Map() });
      },
    }),
  },
  {
    name: 'a witness was not looked for',
    thought: 'what was not answered was not taken',
    twist: (parts, reached) => ({
      ...parts,
      takeCommands(offers, known) {
        const isNew = (id: string) => known.witnessed.has(id) && !known.answered.has(id);
        if (offers.some(({ offered }) => isNew(offered.sent.id))) reached();
        return parts.takeCommands(offers, { ...known, witnessed: new Map() });
      },
    }),
  },
  {
    name: 'a witness against a refusal',
    thought: 'what happened once happened',
    twist: (parts, reached) => ({
      ...parts,
      takeWitnessed: (events, met) =>
        parts.takeWitnessed(events, {
          ...met,
          isRefused(id) {
            if (met.isRefused(id)) reached();
            return false;
          },
        }),
    }),
  },
  {
    name: 'a plain sequence',
    thought: 'numbers are drawn where the row is written',
    twist(parts, reached) {
      const drawn = new WeakMap<TeamLog, number>();
      return {
        ...parts,
        reserve(log, count) {
          const first = Math.max(drawn.get(log) ?? 0, headOf(log).n) + 1;
          drawn.set(log, first + count - 1);
          return first;
        },
        firstNumber(log, reserved) {
          const first = reserved ?? headOf(log).n + 1;
          if (first !== headOf(log).n + 1) reached();
          return first;
        },
      };
    },
  },
  {
    name: 'the desk has decided already',
    thought: 'the same function gave its answer there',
    twist: (parts, reached) => ({
      ...parts,
      takeCommands: (offers, known) =>
        parts.takeCommands(offers, known).map((taken, index) => {
          const offered = offers[index]?.offered;
          const event = offered?.command && eventOf(offered.command);
          if (!event || !('answer' in taken) || taken.answer.outcome !== 'refused' || !taken.isNew)
            return taken;
          reached();
          return { id: taken.id, hash: taken.hash, events: [event] };
        }),
    }),
  },
  {
    name: 'no lock between processes',
    thought: 'a process decides what it has read',
    twist: (parts, reached) => ({
      ...parts,
      holders(open, streams) {
        if (parts.holders(open, streams).length > 0) reached();
        return [];
      },
    }),
  },
  {
    name: 'what follows an unreadable command goes on',
    thought: 'the others can be read',
    twist: (parts, reached) => ({
      ...parts,
      readCommands(sent, hash): Offered[] {
        const all = sent.map((one) => readCommand(one, hash));
        if (all.slice(0, -1).some(({ command }) => command === null)) reached();
        return all;
      },
    }),
  },
  {
    name: 'rows before the head',
    thought: 'a first fill stands where the ledger is when it is done',
    twist: (parts, reached) => ({
      ...parts,
      fillHead(log, then) {
        const now = headOf(log);
        if (now.n !== then.n) reached();
        return now;
      },
    }),
  },
  {
    name: 'a change that is too large',
    thought: 'a page is never larger than its limit',
    twist: (parts, reached) => ({
      ...parts,
      pageLength(sizes, limits) {
        const right = parts.pageLength(sizes, limits);
        if (right !== 1 || (sizes[0] ?? 0) <= limits.bytes) return right;
        reached();
        return 0;
      },
    }),
  },
];

const moves: Readonly<Record<string, string>> = {
  'case.open': 'case.opened.1',
  'case.solve': 'case.solved.1',
  'case.reopen': 'case.reopened.1',
  'case.link-order': 'order.linked.1',
  'promise.end': 'promise.ended.1',
};

function eventOf({ stamp: { id, at, by, number }, ask }: Command): EventEnvelope | null {
  const type = moves[ask.type];
  if (type === undefined) return null;
  const { customerId, caseId } = ask;
  const data = ask.type === 'case.open' ? { ...ask.data, number } : ask.data;
  return { id: `${id}:0`, type, customerId, caseId, at, by, data };
}
