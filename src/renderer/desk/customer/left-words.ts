import type { z } from 'zod';
import { readDraft } from '../../drafts.ts';
import {
  newCaseShape,
  noNewCase,
  noNote,
  noSinglePromise,
  noteShape,
  noWrapUp,
  singlePromiseShape,
  wrapUpShape,
} from './forms/shapes.ts';

/** What somebody was writing in one form; `key` of its draft. */
export type LeftWords = { key: string; text: string };

type Form = { name: string; wordsIn: (body: string) => string[] };

const formOf = <T extends object>(
  name: string,
  shape: z.ZodType<T>,
  empty: T,
  words: (draft: T) => string[],
): Form => ({ name, wordsIn: (body) => words(readDraft(body, shape, empty)) });

const forms: readonly Form[] = [
  formOf('note', noteShape, noNote, ({ text }) => [text]),
  formOf('wrap-up', wrapUpShape, noWrapUp, ({ newCase, note, promise }) => [
    newCase.subject,
    newCase.words,
    note,
    promise.text,
  ]),
  formOf('promise', singlePromiseShape, noSinglePromise, ({ text }) => [text]),
  formOf('new-case', newCaseShape, noNewCase, ({ subject, words }) => [subject, words]),
];

/** The person's own words in forms of a customer who is on this desk no more, so that no form shows them. `bodies`: drafts by key. */
export function leftWords(bodies: Readonly<Record<string, string>>, customerId: string): LeftWords[] {
  return forms.flatMap(({ name, wordsIn }) => {
    const key = `${name}.${customerId}`;
    const body = bodies[key];
    const text =
      body === undefined
        ? ''
        : wordsIn(body)
            .filter((part) => part.trim() !== '')
            .join('\n');
    return text === '' ? [] : [{ key, text }];
  });
}
