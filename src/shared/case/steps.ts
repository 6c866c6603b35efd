import type { Texts } from '../rules/texts.ts';
import type { CaseEvent } from './events.ts';
import type { Cause, ExplanationSource } from './step-events.ts';
import type { CaseKind } from './words.ts';

/** By whom and when. `P`: an id in a case's state, somebody with a name in a view. */
type Done<P> = { by: P; at: number };

/** A line of a playbook that was asked or checked. `answer` may be empty: it was done. */
export type Answered<P> = Done<P> & {
  kind: CaseKind;
  version: number;
  part: 'ask' | 'check';
  question: Texts;
  answer: string;
};

/** The customer asked for a supervisor: first when, how often since, and what was answered. */
export type SupervisorAsked<P> = Done<P> & {
  words: string;
  times: number;
  answer: (Done<P> & { text: string }) | null;
};

/** What was done about a case beside its notes and promises. Of what can be said again, the newest. */
export type Steps<P> = {
  /** The version of each playbook that was followed, in the order of their first use. */
  used: (Done<P> & { kind: CaseKind; version: number })[];
  answered: Answered<P>[];
  apologised: (Done<P> & { text: string }) | null;
  explained: (Done<P> & { text: string; source: ExplanationSource; ref: string | null }) | null;
  cause: (Done<P> & { cause: Cause; text: string }) | null;
  supervisor: SupervisorAsked<P> | null;
};

export const noSteps: Steps<never> = Object.freeze({
  used: [],
  answered: [],
  apologised: null,
  explained: null,
  cause: null,
  supervisor: null,
});

/** The steps after one more event of their case. */
export function stepsAfter(steps: Steps<string>, event: CaseEvent): Steps<string> {
  const done = { by: event.by, at: event.at };
  switch (event.type) {
    case 'playbook.used.1':
      return steps.used.some(({ kind }) => kind === event.data.kind)
        ? steps
        : { ...steps, used: [...steps.used, { ...event.data, ...done }] };
    case 'playbook.answered.1':
      return { ...steps, answered: [...steps.answered, { ...event.data, ...done }] };
    case 'case.apologised.1':
      return { ...steps, apologised: { ...event.data, ...done } };
    case 'case.explained.1':
      return { ...steps, explained: { ...event.data, ...done } };
    case 'case.cause-found.1':
      return { ...steps, cause: { ...event.data, ...done } };
    case 'case.supervisor-asked.1':
      return { ...steps, supervisor: askedAgain(steps.supervisor, event.data.words, done) };
    case 'case.supervisor-answered.1':
      return steps.supervisor === null
        ? steps
        : { ...steps, supervisor: { ...steps.supervisor, answer: { ...event.data, ...done } } };
    default:
      return steps;
  }
}

/** Who asks again while nobody has answered has waited since the first time. */
function askedAgain(
  before: SupervisorAsked<string> | null,
  words: string,
  done: Done<string>,
): SupervisorAsked<string> {
  if (before === null || before.answer !== null) return { ...done, words, times: 1, answer: null };
  return { ...before, words: words === '' ? before.words : words, times: before.times + 1 };
}

/** The same with other names for people: ids become somebody with a name, or the other way round. */
export function withPeople<P, Q>(steps: Steps<P>, who: (by: P) => Q): Steps<Q> {
  const named = <T extends Done<P>>(one: T): Omit<T, 'by'> & { by: Q } => ({ ...one, by: who(one.by) });
  const maybe = <T extends Done<P>>(one: T | null) => one && named(one);
  const { supervisor } = steps;
  return {
    used: steps.used.map(named),
    answered: steps.answered.map(named),
    apologised: maybe(steps.apologised),
    explained: maybe(steps.explained),
    cause: maybe(steps.cause),
    supervisor: supervisor && { ...named(supervisor), answer: maybe(supervisor.answer) },
  };
}
