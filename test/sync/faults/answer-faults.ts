import { exchangeAskOf, takeAnswers } from '#shared/sync/desk.ts';
import type { ExchangeAnswer, ExchangeAsk } from '#shared/sync/exchange.ts';
import type { Parts } from '../parts.ts';
import { type Fault, withBook } from './fault.ts';

type Talk = ReturnType<Parts['conversation']>;

/** Puts something around the exchanges of a desk. */
function talking(
  parts: Parts,
  around: (talk: Talk, ...args: Parameters<Parts['conversation']>) => Partial<Talk>,
): Parts {
  return {
    ...parts,
    conversation: (book, loads) => {
      const talk = parts.conversation(book, loads);
      return { ...talk, ...around(talk, book, loads) };
    },
  };
}

function changed(parts: Parts, change: (ask: ExchangeAsk, answer: ExchangeAnswer) => ExchangeAnswer): Parts {
  return talking(parts, (talk) => ({ take: (ask, answer) => talk.take(ask, change(ask, answer)) }));
}

/** What a desk may do wrong with the answers to what it sent. */
export const answerFaults: readonly Fault[] = [
  {
    name: 'ack-all',
    thought: 'a batch that was answered was taken',
    twist: (parts, reached) =>
      talking(parts, (talk, book) => ({
        take(ask, answer) {
          const absorbed = talk.take(ask, answer);
          const answered = new Set(answer.answers.map(({ id }) => id));
          const rest = absorbed === null ? [] : ask.commands.filter(({ id }) => !answered.has(id));
          for (const { id } of rest) {
            reached();
            book.forget(id);
          }
          return absorbed;
        },
      })),
  },
  {
    name: 'deleted before the answer',
    thought: 'what was sent need not be kept',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        unanswered(limit) {
          const sent = book.unanswered(limit);
          for (const { id } of sent) {
            reached();
            book.forget(id);
          }
          return sent;
        },
      })),
  },
  {
    name: 'answers by their places',
    thought: 'the third answer is that of the third command',
    twist: (parts, reached) =>
      changed(parts, (ask, answer) => ({
        ...answer,
        answers: answer.answers.map((one, index) => {
          const id = ask.commands[index]?.id ?? one.id;
          if (id !== one.id) reached();
          return { ...one, id };
        }),
      })),
  },
  {
    name: 'refused in silence',
    thought: 'a refused command is done with',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        refused(id) {
          reached();
          book.forget(id);
        },
      })),
  },
  {
    name: 'late answers count',
    thought: 'an answer is an answer, whenever it comes',
    twist: (parts, reached) => ({
      ...parts,
      conversation(book, loads) {
        let lost: readonly string[] = [];
        let newest: ExchangeAsk | null = null;
        return {
          ask() {
            newest = exchangeAskOf(book, lost, loads);
            return newest;
          },
          take(ask, answer) {
            if (ask !== newest) reached();
            const absorbed = takeAnswers(book, ask, answer);
            lost = absorbed.lost;
            return absorbed;
          },
        };
      },
    }),
  },
  {
    name: 'a team is never left',
    thought: 'teams only come',
    twist: (parts, reached) =>
      changed(parts, (ask, answer) => {
        const heads = ask.cursors.filter(({ team }) => !answer.heads.some((head) => head.team === team));
        if (heads.length > 0) reached();
        const kept = heads.map(({ team, n, epoch }) => ({ team, n, epoch: epoch ?? '' }));
        return { ...answer, heads: [...answer.heads, ...kept] };
      }),
  },
  {
    name: 'bytes written anew',
    thought: 'JSON is JSON, in whatever order its keys are',
    twist: (parts, reached) =>
      withBook(parts, (book, desk) => ({
        unanswered: (limit) =>
          book.unanswered(limit).map((sent) => {
            if (desk.disk.seq % 2 === 0) return sent;
            reached();
            return {
              ...sent,
              text: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(sent.text)).reverse())),
            };
          }),
      })),
  },
  {
    name: 'ids by counting',
    thought: 'this desk and the number of its command: nobody else has that',
    twist: (parts, reached) => {
      const given = new Set<string>();
      return {
        ...parts,
        commandId(desk) {
          const id = `00000000-0000-4000-a000-${desk.incarnation.slice(-1)}${`${desk.disk.seq}`.padStart(11, '0')}`;
          if (given.has(id)) reached();
          given.add(id);
          return id;
        },
      };
    },
  },
];
