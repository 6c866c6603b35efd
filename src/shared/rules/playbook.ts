import { z } from 'zod';
import { caseKind } from '../case/words.ts';
import { texts } from './texts.ts';

const line = texts(300);
const lines = z.array(line).max(8);

/**
 * One page for one kind of case: what a newcomer needs on the phone. `ask`: questions to ask once; `check`: what to look up or try before
 * anything is promised; `say`: words to say; `options`: what can be done; `never`: what not to do.
 */
export const playbook = z.strictObject({
  about: z.literal('playbook'),
  kind: caseKind,
  title: texts(120),
  ask: lines,
  check: lines,
  say: lines,
  options: lines,
  never: lines,
});
export type Playbook = z.infer<typeof playbook>;

/** The parts of a playbook in the order of a conversation. */
export const playbookParts = ['ask', 'check', 'say', 'options', 'never'] as const;
export type PlaybookPart = (typeof playbookParts)[number];
