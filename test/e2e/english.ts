import type { Page } from '@playwright/test';
import enCentre from '../../src/renderer/words/en/centre.json' with { type: 'json' };
import enDesk from '../../src/renderer/words/en/desk.json' with { type: 'json' };
import enFrame from '../../src/renderer/words/en/frame.json' with { type: 'json' };
import esCentre from '../../src/renderer/words/es/centre.json' with { type: 'json' };
import esDesk from '../../src/renderer/words/es/desk.json' with { type: 'json' };
import esFrame from '../../src/renderer/words/es/frame.json' with { type: 'json' };

type Texts = { readonly [key: string]: string | Texts };

/** Every text, in pieces: what stands between two gaps that are filled in. */
const pieces = (texts: Texts): string[] =>
  Object.values(texts).flatMap((one) =>
    typeof one === 'string' ? one.split(/\{\{[^}]*\}\}/).map((part) => part.trim()) : pieces(one),
  );

const spanish = new Set([esCentre, esDesk, esFrame].flatMap(pieces));
/** Long enough not to stand in a Spanish sentence or a customer's own words by chance. */
const english = [enCentre, enDesk, enFrame]
  .flatMap(pieces)
  .filter((text) => text.length > 12 && !spanish.has(text));

/** What can be read or heard: text, labels, titles and placeholders. */
const saidOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const said = [document.body.innerText];
    for (const element of document.querySelectorAll('[aria-label],[title],[placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(element.getAttribute(name) ?? '');
    return said.join('\n').replaceAll(/\s+/g, ' ');
  });

/** The English texts of ours that are on the screen. */
export const englishOn = async (page: Page): Promise<string[]> => {
  const said = await saidOn(page);
  return english.filter((text) => said.includes(text));
};
