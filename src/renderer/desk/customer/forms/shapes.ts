import { z } from 'zod';
import { caseKind, proofEvent, wrapUpCode } from '#shared/case/words.ts';
import { failureId } from '#shared/rules/failures.ts';

/** What a person is writing, as it is kept on the disk. Every field may be half done. */
export const belongsShape = z.union([
  z.literal('default'),
  z.literal('none'),
  z.literal('new'),
  z.object({ caseId: z.string() }),
]);
/** Which case something is for. `default`: nobody chose, the likeliest open case. */
export type Belongs = z.infer<typeof belongsShape>;

export const newCaseShape = z.object({
  kind: caseKind.nullable(),
  /** The leaf under it; counts only once a kind was chosen. */
  failure: failureId.nullable().default(null),
  subject: z.string(),
  words: z.string(),
  /** Null: nobody chose, the order in question. Empty: none. */
  orderId: z.string().nullable(),
  /** Solved in the contact that opened it. Null: nobody chose, a question is. */
  solved: z.boolean().nullable().default(null),
});
export type NewCaseDraft = z.infer<typeof newCaseShape>;
export const noNewCase: NewCaseDraft = Object.freeze({
  kind: null,
  failure: null,
  subject: '',
  words: '',
  orderId: null,
  solved: null,
});

export const kindShape = z.object({ kind: caseKind.nullable(), failure: failureId.nullable() });
export const noKind = Object.freeze({ kind: null, failure: null });

const proofShape = z.object({ orderId: z.string(), event: proofEvent }).nullable();
export type ProofDraft = z.infer<typeof proofShape>;

export const promiseShape = z.object({
  text: z.string(),
  until: z.number().nullable(),
  proof: proofShape.default(null),
});
export type PromiseDraft = z.infer<typeof promiseShape>;
export const noPromise: PromiseDraft = Object.freeze({ text: '', until: null, proof: null });

export const wrapUpShape = z.object({
  code: wrapUpCode.nullable(),
  note: z.string(),
  promise: promiseShape,
  belongs: belongsShape,
  newCase: newCaseShape,
  channel: z.enum(['call', 'email', 'chat', 'visit', 'letter']),
  direction: z.enum(['in', 'out']),
  number: z.string(),
  answered: z.boolean(),
  /** ISO 639-1. Null: nobody chose, the one the customer is spoken to. */
  language: z.string().nullable().default(null),
});
export type WrapUpDraft = z.infer<typeof wrapUpShape>;
export const noWrapUp: WrapUpDraft = Object.freeze({
  code: null,
  note: '',
  promise: noPromise,
  belongs: 'default' as const,
  newCase: noNewCase,
  channel: 'call' as const,
  direction: 'out' as const,
  number: '',
  answered: true,
  language: null,
});

export const noteShape = z.object({
  text: z.string(),
  about: z.enum(['note', 'tried']),
  belongs: belongsShape,
});
export type NoteDraft = z.infer<typeof noteShape>;
export const noNote: NoteDraft = Object.freeze({ text: '', about: 'note', belongs: 'default' as const });

export const singlePromiseShape = promiseShape.extend({ belongs: belongsShape });
export const noSinglePromise = Object.freeze({ ...noPromise, belongs: 'default' as const });

/** Empty: nobody is chosen. */
export const handOverShape = z.object({ to: z.string(), text: z.string() });
export const noHandOver = Object.freeze({ to: '', text: '' });

/** How a case was solved, and what becomes of each promise that is still open, by its id. */
export const endingShape = z.object({
  how: z.enum(['said', 'kept', 'cancelled']).nullable(),
  said: z.string(),
});
export type EndingDraft = z.infer<typeof endingShape>;
export const solveShape = z.object({ text: z.string(), ends: z.record(z.string(), endingShape).default({}) });
export type SolveDraft = z.infer<typeof solveShape>;
export const noSolve: SolveDraft = Object.freeze({ text: '', ends: {} });

export const proseShape = z.object({ text: z.string() });
export const noProse = Object.freeze({ text: '' });
