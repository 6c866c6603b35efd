import type { Language } from '../settings.ts';
import { agoText } from '../story/times.ts';
import type { PromiseView } from '../views/case.ts';
import type { CustomerView } from '../views/customer.ts';
import { english } from './answers/en.ts';
import { latinAmerican, spain } from './answers/es.ts';
import { type Answer, type Facts, orderFacts, type Said } from './answers/facts.ts';
import { holderAnswer } from './answers/holder.ts';
import { leftAnswer } from './answers/left.ts';
import { paidAnswer } from './answers/paid.ts';
import { promisedAnswer } from './answers/promised.ts';
import { signedAnswer } from './answers/signed.ts';
import { formatsOf } from './format.ts';
import type { OrderRecord } from './records.ts';

/** What stands around an order. `zone`: the desk's, for what we promised; `promises`: see `promisesAbout`. */
export type AnswersContext = { promises: readonly PromiseView[]; zone: string };

const words = { en: english, es: latinAmerican, 'es-ES': spain } as const;

/**
 * The five answers about an order, always in the same order: paid, left, who has it, promised for, signed by.
 * Times of the order are told in its own zone. What nobody says is `unknown`, never a guess.
 */
export function answers(
  order: OrderRecord,
  context: AnswersContext,
  now: number,
  language: Language,
): Answer[] {
  const say = words[language];
  const facts: Facts = {
    ...orderFacts(order),
    promises: context.promises
      .filter((promise) => promise.state === 'pending')
      .toSorted((a, b) => a.until - b.until || a.madeAt - b.madeAt),
    now,
    words: say,
    f: formatsOf(language, order.zone, now, context.zone),
    desk: formatsOf(language, context.zone, now),
    ago: (at) => agoText(at, now, language),
  };
  const answer = (question: Answer['question'], said: Said): Answer => ({
    question,
    label: say.labels[question],
    ...said,
  });
  return [
    answer('paid', paidAnswer(facts)),
    answer('left', leftAnswer(facts)),
    answer('holder', holderAnswer(facts)),
    answer('promised', promisedAnswer(facts)),
    answer('signed', signedAnswer(facts)),
  ];
}

/** The pending promises that touch an order: those of open cases linked to it, and those made to the customer without a case. */
export function promisesAbout(
  view: Pick<CustomerView, 'cases' | 'promises'>,
  orderId: string,
): PromiseView[] {
  const linked = view.cases.filter((one) => one.status === 'open' && one.orderIds.includes(orderId));
  return [...linked.flatMap((one) => one.promises), ...view.promises].filter(
    (promise) => promise.state === 'pending',
  );
}
