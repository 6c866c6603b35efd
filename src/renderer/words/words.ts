import i18next, { type i18n } from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { quoted } from '#shared/quoted.ts';
import { type Language, language as languages } from '#shared/settings.ts';
import enCentre from './en/centre.json' with { type: 'json' };
import enDesk from './en/desk.json' with { type: 'json' };
import enFiles from './en/files.json' with { type: 'json' };
import enFrame from './en/frame.json' with { type: 'json' };
import enPeople from './en/people.json' with { type: 'json' };
import esCentre from './es/centre.json' with { type: 'json' };
import esDesk from './es/desk.json' with { type: 'json' };
import esFiles from './es/files.json' with { type: 'json' };
import esFrame from './es/frame.json' with { type: 'json' };
import esPeople from './es/people.json' with { type: 'json' };
import spainCentre from './es-ES/centre.json' with { type: 'json' };
import spainDesk from './es-ES/desk.json' with { type: 'json' };
import spainFiles from './es-ES/files.json' with { type: 'json' };
import spainFrame from './es-ES/frame.json' with { type: 'json' };
import spainPeople from './es-ES/people.json' with { type: 'json' };

/**
 * `frame`: everything around a customer. `desk`: a customer's story, orders and cases. `centre`: signing in, sending, bringing orders.
 * `files`: photos and documents. `people`: what admins do with people, teams, skills and machines.
 */
export type Area = 'frame' | 'desk' | 'centre' | 'files' | 'people';

// English is the shape: a key that it does not have does not compile
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame';
    resources: {
      frame: typeof enFrame;
      desk: typeof enDesk;
      centre: typeof enCentre;
      files: typeof enFiles;
      people: typeof enPeople;
    };
  }
}

/** Every text of the page. Spain's Spanish holds only what differs from neutral Spanish. */
export const texts = {
  en: { frame: enFrame, desk: enDesk, centre: enCentre, files: enFiles, people: enPeople },
  es: { frame: esFrame, desk: esDesk, centre: esCentre, files: esFiles, people: esPeople },
  'es-ES': {
    frame: spainFrame,
    desk: spainDesk,
    centre: spainCentre,
    files: spainFiles,
    people: spainPeople,
  },
} as const;

/** The page's one i18next instance, ready at once: the texts are part of the program. */
export function startWords(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: { 'es-ES': ['es', 'en'], default: ['en'] },
    ns: ['frame', 'desk', 'centre', 'files', 'people'],
    defaultNS: 'frame',
    resources: texts,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    react: { useSuspense: false },
  });
  // {{text, quoted}}: somebody's words or a title within a sentence
  i18next.services.formatter?.add('quoted', (text, lng) =>
    quoted(String(text), languages.catch('en').parse(lng)),
  );
  document.documentElement.lang = language;
  return i18next;
}

/** The words of one area in a language that is not the screen's: for whoever writes what others will read. */
export const wordsIn = <const N extends Area>(language: Language, area: N) =>
  i18next.getFixedT(language, area);

/** Changes the language of the whole page, without a restart. */
export async function speak(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** The locale of dates, numbers and sorting. Neutral Spanish writes them as Latin America does. */
export const localeOf = (language: Language): string =>
  ({ en: 'en-GB', es: 'es-419', 'es-ES': 'es-ES' })[language];

/**
 * The words of one area in the person's language: `t('tabs.close')`. Another area's by its name: `t('desk:…')` from
 * `useWords(['frame', 'desk'])`.
 */
export function useWords<const N extends Area | readonly [Area, ...Area[]] = 'frame'>(area?: N) {
  const { t, i18n: words } = useTranslation<N>(area);
  const language = words.language as Language;
  const quick = useMemo(() => remembering(t, `${language} ${area}`), [t, language, area]);
  return { t: quick, language };
}

/** Texts without anything to be filled in, by language and area, then by key: a story asks for two hundred, and i18next takes each apart anew. */
const said = new Map<string, Map<unknown, unknown>>();

/** The same translation, that looks up a plain text once. `of`: the language and area whose texts these are. */
function remembering<T>(t: T, of: string): T {
  const ask = t as (...all: unknown[]) => unknown;
  const known = said.get(of) ?? new Map<unknown, unknown>();
  said.set(of, known);
  const quick = (...all: unknown[]): unknown => {
    const [key] = all;
    if (all.length > 1 || typeof key !== 'string') return ask(...all);
    if (!known.has(key)) known.set(key, ask(key));
    return known.get(key);
  };
  return quick as T;
}
