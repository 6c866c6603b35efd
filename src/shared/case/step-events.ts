import { z } from 'zod';
import { failureId } from '../rules/failures.ts';
import { texts } from '../rules/texts.ts';
import { caseKind } from './words.ts';

const prose = z.string().min(1).max(5000);

/** Where an explanation comes from. `ref` names it further: an order, a tracking number, an incident, a colleague's name. */
export const explanationSource = z.enum(['order', 'carrier', 'incident', 'colleague', 'other']);
export type ExplanationSource = z.infer<typeof explanationSource>;

/** Why it happened, so that it does not happen again. */
export const cause = z.enum([
  'process',
  'policy',
  'system',
  'protocol',
  'person',
  'product-description',
  'supplier',
  'carrier',
  'customer',
  'unknown',
]);
export type Cause = z.infer<typeof cause>;

/** A version of a playbook: 0 is the program's own. */
const version = z.int().min(0);

/** How a case is led to its end: what it is, the page that was followed, the steps taken, and who had to decide. */
export const stepEvents = {
  /** What it is about: a trunk, and the team's own leaf under it or null. */
  'case.classified.1': z.strictObject({ kind: caseKind, failure: failureId.nullable() }),
  /** Once for every kind: the version of the page that was followed. */
  'playbook.used.1': z.strictObject({ kind: caseKind, version }),
  /** A line of a playbook was asked or checked. The line stands here as it was read: the page may change. */
  'playbook.answered.1': z.strictObject({
    kind: caseKind,
    version,
    part: z.enum(['ask', 'check']),
    question: texts(300),
    answer: z.string().max(2000),
  }),
  /** The words that were said. */
  'case.apologised.1': z.strictObject({ text: prose }),
  'case.explained.1': z.strictObject({
    text: prose,
    source: explanationSource,
    ref: z.string().max(200).nullable(),
  }),
  'case.cause-found.1': z.strictObject({ cause, text: z.string().max(5000) }),
  /** The customer wants somebody who can decide. Their words, where there are any. */
  'case.supervisor-asked.1': z.strictObject({ words: z.string().max(5000) }),
  /** What was answered; empty where a supervisor took the case instead. */
  'case.supervisor-answered.1': z.strictObject({ text: z.string().max(5000) }),
} as const;
