import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import enDesk from '../../src/renderer/words/en/desk.json' with { type: 'json' };
import enFrame from '../../src/renderer/words/en/frame.json' with { type: 'json' };
import esDesk from '../../src/renderer/words/es/desk.json' with { type: 'json' };
import esFrame from '../../src/renderer/words/es/frame.json' with { type: 'json' };
import { carmen, nobody, ring, ringAndSee, test } from './seat.ts';

type Texts = { readonly [key: string]: string | Texts };

/** Every text, in pieces: what stands between two gaps that are filled in. */
const pieces = (texts: Texts): string[] =>
  Object.values(texts).flatMap((one) =>
    typeof one === 'string' ? one.split(/\{\{[^}]*\}\}/).map((part) => part.trim()) : pieces(one),
  );

const spanish = new Set([...pieces(esDesk), ...pieces(esFrame)]);
/** Long enough not to stand in a Spanish sentence or a customer's own words by chance. */
const english = [...pieces(enDesk), ...pieces(enFrame)].filter(
  (text) => text.length > 12 && !spanish.has(text),
);

/** What can be read or heard: text, labels, titles and placeholders. */
const saidOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const said = [document.body.innerText];
    for (const element of document.querySelectorAll('[aria-label],[title],[placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(element.getAttribute(name) ?? '');
    return said.join('\n').replaceAll(/\s+/g, ' ');
  });

const englishOn = async (page: Page): Promise<string[]> => {
  const said = await saidOn(page);
  return english.filter((text) => said.includes(text));
};

const choose = async (page: Page, settings: string, language: string): Promise<void> => {
  await page.getByRole('button', { name: settings }).click();
  await page.getByRole('menuitemradio', { name: language, exact: true }).click();
};

test('English, Spanish and the Spanish of Spain change without a restart, with a customer and a text in hand', async ({
  seat,
}) => {
  const { page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F2');
  await page.keyboard.press('w');
  const text = 'Prefiere que la llamemos por la mañana.';
  await page.getByRole('textbox', { name: 'What happened' }).fill(text);
  await page.getByRole('button', { name: /^Tóner equivocado/ }).click();
  expect((await englishOn(page)).length).toBeGreaterThan(10);

  await choose(page, 'Settings', 'Español');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('textbox', { name: esDesk.wrapUp.note })).toHaveValue(text);
  await expect(page.getByRole('region', { name: esDesk.soFar.title })).toContainText('cliente desde');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await englishOn(page)).toEqual([]);

  await choose(page, esFrame.settings.open, 'Español (España)');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es-ES');
  await expect(page.getByRole('textbox', { name: esDesk.wrapUp.note })).toHaveValue(text);
  // Spain writes 2535,30 €, Latin America EUR or € in front. What was spent changes with the day of the demo company.
  await expect(page.getByRole('complementary')).toContainText(/\d{4},\d\d\s€/);
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await englishOn(page)).toEqual([]);

  await choose(page, esFrame.settings.open, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('region', { name: 'The story so far' })).toContainText('customer since');
  await expect(page.getByRole('textbox', { name: 'What happened' })).toHaveValue(text);
});

test('no English is left on the Spanish screens: empty desk, keys, search, an unknown caller, a new case', async ({
  seat,
}) => {
  const { page } = await seat({ language: 'es' });
  const nothingEnglish = async (screen: string) => expect.soft(await englishOn(page), screen).toEqual([]);
  await nothingEnglish('the empty desk');
  await page.getByRole('button', { name: esFrame.demo.phone, exact: true }).click();
  await page.getByText(esFrame.demo.title).waitFor();
  await nothingEnglish('the demo phone');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await nothingEnglish('the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzzz');
  await page.getByText(esFrame.palette.nothingHelp).waitFor();
  await nothingEnglish('a search without results');
  await page.keyboard.press('Escape');
  await ring(page, nobody.from);
  await page.getByRole('heading', { name: esFrame.ring.none.title }).waitFor();
  await nothingEnglish('an unknown caller');
  await page.keyboard.press('F8');
  await ring(page, '+34699008877');
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('F8');
  await nothingEnglish('248 orders');
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').waitFor();
  await nothingEnglish('a new case');
});
