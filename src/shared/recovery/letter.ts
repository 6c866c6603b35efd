import { formatsOf } from '../order/format.ts';
import type { Money } from '../order/money.ts';
import type { Remedy } from '../rules/manual.ts';
import type { Language } from '../settings.ts';
import { letterEnglish, letterSpanish } from './letter-words.ts';

/** What a letter to a customer is made from. Texts of people are put in as they were written. */
export type CustomerLetterFacts = {
  /** Null: nobody knows it. */
  name: string | null;
  company: string;
  person: string;
  caseNumber: string;
  /** Null: the case is about no order. */
  orderNumber: string | null;
  /** What happened, as it was explained; null: nobody has written it yet. */
  explained: string | null;
  /** What was given and stands, oldest first. */
  given: readonly { remedy: Remedy; amount: Money | null }[];
  /** What is still promised, the nearest first. */
  promises: readonly { text: string; until: number }[];
};

/**
 * A letter or e-mail that says what happened, that we are sorry and what we do about it, for a person to read, change and send or print: nothing
 * is sent by itself. What nobody has written down is left as a gap in brackets, to be filled in.
 * @param zone the customer's, for dates
 */
export function customerLetter(
  facts: CustomerLetterFacts,
  now: number,
  zone: string,
  language: Language,
): { subject: string; body: string } {
  const words = language === 'en' ? letterEnglish : letterSpanish;
  const f = formatsOf(language, zone, now);
  const given = facts.given
    .filter(({ remedy }) => remedy !== 'letter')
    .map(({ remedy, amount }) => `• ${words.remedy[remedy](amount && f.money(amount))}`);
  const promised = facts.promises.map(
    ({ text, until }) => `• ${words.promised(text.trim().replace(/[.\s]+$/u, ''), f.date(until))}`,
  );
  const paragraphs = [
    words.greeting(facts.name),
    words.sorry(facts.orderNumber),
    facts.explained === null ? words.explainedGap : words.explained(facts.explained),
    given.length > 0 ? [words.given, ...given].join('\n') : null,
    promised.length > 0 ? [words.promises, ...promised].join('\n') : null,
    words.reach(facts.caseNumber),
    [words.close, facts.person, facts.company].join('\n'),
  ];
  return {
    subject: words.subject(facts.caseNumber),
    body: paragraphs.filter((one) => one !== null).join('\n\n'),
  };
}
