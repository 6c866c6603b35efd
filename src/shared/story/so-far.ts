import { type Formats, formatsOf } from '../order/format.ts';
import type { Language } from '../settings.ts';
import type { CustomerView } from '../views/customer.ts';
import { english } from './en.ts';
import { latinAmerican, spain } from './es.ts';
import { givenSentence, openSentence, orderSentence, promiseSentence, triedSentence } from './open.ts';
import { mostRepeated, peopleOf, repeatDays } from './repeat.ts';
import { shortened } from './shortened.ts';
import type { StoryWords } from './words.ts';

/** The part of a customer's view that the story is told from. */
export type StoryFacts = Pick<
  CustomerView,
  'customer' | 'totals' | 'cases' | 'promises' | 'orders' | 'story' | 'recentContacts'
>;

export type Tone = 'plain' | 'good' | 'warn' | 'alarm';

/** One true sentence. `id` says what it is about and is the same in every language; `refs` open what is behind it. */
export type Sentence = {
  id: 'who' | 'repeat' | 'promises' | 'open' | 'given' | 'orders' | 'tried' | 'last';
  tone: Tone;
  text: string;
  refs: { kind: 'case' | 'order' | 'promise' | 'contact'; id: string }[];
};

/** What the sentences are made with. */
export type Telling = {
  facts: StoryFacts;
  now: number;
  words: StoryWords;
  f: Formats;
  language: Language;
};

const allWords: Record<Language, StoryWords> = { en: english, es: latinAmerican, 'es-ES': spain };
const urgency: Record<Tone, number> = { alarm: 0, warn: 1, plain: 2, good: 2 };

/**
 * The story so far, for a glance while the phone rings: who it is, then the most urgent first. One to eight sentences;
 * what the data do not say is not said.
 * @param zone the desk's, for days and times.
 */
export function storySoFar(facts: StoryFacts, now: number, zone: string, language: Language): Sentence[] {
  const words = allWords[language];
  const telling: Telling = { facts, now, words, f: formatsOf(language, zone, now), language };
  const rest = [
    repeatSentence(telling),
    promiseSentence(telling),
    openSentence(telling),
    givenSentence(telling),
    orderSentence(telling),
    triedSentence(telling),
    lastSentence(telling),
  ].filter((sentence) => sentence !== null);
  return [
    whoSentence(telling),
    ...rest.toSorted((a, b) => urgency[a.tone] - urgency[b.tone]), // a stable sort: equals keep the order above
  ];
}

function whoSentence({ facts, words, f, now }: Telling): Sentence {
  const { customer, totals } = facts;
  const name = customer.name?.trim();
  const start = customer.since ?? totals.firstOrderAt;
  const spent = totals.spent.filter((sum) => sum.minor > 0).slice(0, 3);
  return {
    id: 'who',
    tone: 'plain',
    text: words.who({
      name: name ? name : null,
      guest: customer.guest,
      since:
        start === null
          ? null
          : {
              as: customer.since === null ? 'first-order' : 'customer',
              when: now - start > 180 * 86_400_000 ? f.month(start) : f.day(start),
            },
      orders: totals.orders,
      spent: spent.length > 0 ? spent.map(f.money).join(' + ') : null,
    }),
    refs: [],
  };
}

function repeatSentence({ facts, words, now }: Telling): Sentence | null {
  const { caseId, contacts } = mostRepeated(facts, now);
  if (contacts.length < 2) return null;
  const about = facts.cases.find((one) => one.id === caseId);
  return {
    id: 'repeat',
    tone: contacts.length >= 3 ? 'alarm' : 'warn',
    text: words.repeat(
      contacts.length,
      repeatDays,
      peopleOf(contacts).size,
      about ? words.quote(shortened(about.subject)) : null,
    ),
    refs: [
      ...(about ? [{ kind: 'case' as const, id: about.id }] : []),
      ...contacts.map(({ id }) => ({ kind: 'contact' as const, id })),
    ],
  };
}

function lastSentence({ facts, words, f }: Telling): Sentence | null {
  const { totals, story } = facts;
  const at = totals.lastContactAt;
  if (at === null) {
    return totals.contacts === 0 ? { id: 'last', tone: 'plain', text: words.neverSpoke, refs: [] } : null;
  }
  const entry = story.entries.find((one) => one.kind === 'contact' && one.at === at);
  const contact = entry?.kind === 'contact' ? entry : null;
  return {
    id: 'last',
    tone: 'plain',
    text: words.last({
      when: f.near(at),
      channel: contact?.channel ?? null,
      direction: contact?.direction ?? null,
      // Only of a call does a missing end mean that nobody answered: a letter has no end to write down.
      answered: contact?.channel === 'call' ? contact.seconds !== null : null,
      who: contact?.by?.name ?? null,
    }),
    refs: contact ? [{ kind: 'contact', id: contact.id }] : [],
  };
}
