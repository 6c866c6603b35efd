import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Money } from '#shared/order/money.ts';
import esDesk from '../../src/renderer/words/es/desk.json' with { type: 'json' };
import esFrame from '../../src/renderer/words/es/frame.json' with { type: 'json' };
import { englishOn } from './english.ts';
import { carmen, find, known, nobody, ring, ringAndSee, test } from './seat.ts';

const choose = async (page: Page, settings: string, language: string): Promise<void> => {
  await page.getByRole('button', { name: settings }).click();
  await page.getByRole('menuitemradio', { name: language, exact: true }).click();
};

/** Spain writes 2535,30 € and 12.535,30 €; Latin America writes EUR or € in front. */
const asInSpain = ([spent]: Money[]): RegExp => {
  if (spent?.currency !== 'EUR') throw new Error('nothing was spent in euros');
  const [euros = '', cents = ''] = (spent.minor / 100).toFixed(2).split('.');
  const grouped = euros.length < 5 ? euros : euros.replace(/\B(?=(\d{3})+$)/g, '.');
  return new RegExp(`(?<![\\d.])${grouped.replaceAll('.', '\\.')},${cents}\\s€`);
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
  const inSpain = asInSpain((await known(page, carmen)).totals.spent);
  await expect(page.getByRole('complementary')).not.toContainText(inSpain);

  await choose(page, esFrame.settings.open, 'Español (España)');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es-ES');
  await expect(page.getByRole('textbox', { name: esDesk.wrapUp.note })).toHaveValue(text);
  await expect(page.getByRole('complementary')).toContainText(inSpain);
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
  await find(page, 'zzzz');
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
