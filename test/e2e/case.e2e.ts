import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { carmen, ringAndSee, test } from './seat.ts';

const toner = 'Tóner equivocado: pidió TN-2410 y recibió TN-2320';
const cases = (page: Page) => page.getByRole('region', { name: 'Cases' });
const dock = (page: Page) => page.getByRole('region', { name: 'Wrap-up', exact: true });

/** Carmen's story after a call that was not answered, her open case unfolded. */
const openCase = async (page: Page): Promise<void> => {
  await ringAndSee(page, carmen);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
  await cases(page).getByRole('button', { name: toner }).click();
};

/** Ends every promise of the case that still stands as kept. */
const keepPromises = async (page: Page): Promise<void> => {
  const kept = cases(page).getByRole('button', { name: /^Mark as kept/ });
  while ((await kept.count()) > 0) {
    const left = await kept.count();
    await kept.first().click();
    await expect(kept).toHaveCount(left - 1);
  }
};

test('a note stands in the story at once, marked as not sent yet, and outlives a restart', async ({
  seat,
}) => {
  const first = await seat();
  await ringAndSee(first.page, carmen);
  await first.page.keyboard.press('n');
  await first.page.keyboard.type('Ha enviado una foto de la etiqueta.');
  await first.page.keyboard.press('Control+Enter');
  const written = (page: Page) => page.getByRole('article').filter({ hasText: 'foto de la etiqueta' });
  await expect(written(first.page)).toContainText('not sent yet');
  await expect(written(first.page)).toContainText('Internal note');
  await expect(written(first.page)).toContainText('Lucía Ferrer');
  await expect(first.page.getByRole('contentinfo')).toContainText('1 not sent yet');
  await first.close();

  const { page } = await seat({ userDataDir: first.userDataDir });
  await expect(written(page)).toContainText('not sent yet');
  await page.getByRole('button', { name: '1 not sent yet' }).click();
  await expect(page.getByText('There is no central server yet.')).toBeVisible();
});

test('a case with an open promise is not solved, and the reason is said in words; kept, it is solved, and can be reopened', async ({
  seat,
}) => {
  const { page } = await seat();
  await openCase(page);
  const one = cases(page).getByRole('listitem').filter({ hasText: toner }).first();
  const solve = one.getByRole('button', { name: 'Solve', exact: true });
  await expect(solve).toHaveAttribute('aria-disabled', 'true');
  await one.getByRole('button', { name: 'Note', exact: true }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(solve).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(/A promise is still open: “.+”\. End it first\./);
  await page.keyboard.press('Enter');
  await expect(dock(page).getByRole('textbox', { name: 'How was it solved?' })).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.getByRole('alert').filter({ hasText: 'A promise is still open' })).toBeVisible();

  await keepPromises(page);
  await solve.click();
  await dock(page).getByRole('textbox', { name: 'How was it solved?' }).fill('Llegó el TN-2410 y funciona.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Llegó el TN-2410' })).toContainText('solved');
  await expect(one.getByText('solved', { exact: true })).toBeVisible();

  await one.getByRole('button', { name: 'Reopen', exact: true }).click();
  await dock(page).getByRole('textbox', { name: 'Why?' }).fill('Ha vuelto a fallar.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Ha vuelto a fallar.' })).toContainText(
    'reopened',
  );
  await expect(one.getByText('reopened 2 times')).toBeVisible();
  await expect(one.getByText('open', { exact: true })).toBeVisible();
});

test('an order is linked to a case once, and the case names it from then on', async ({ seat }) => {
  const { page } = await seat();
  await openCase(page);
  // The demo company's orders are numbered by the day: an earlier one than the case is about.
  const number = (await page.getByRole('complementary').innerText()).match(/ES-\d{6}/g)?.[1] ?? '';
  await cases(page).getByRole('button', { name: 'Link an order' }).first().click();
  const search = page.getByRole('textbox', { name: 'Number or product', exact: true });
  await search.fill(number);
  await page
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(number) })
    .click();
  await expect(page.getByRole('article').filter({ hasText: `Order ${number} linked to case` })).toContainText(
    'not sent yet',
  );
  await expect(cases(page).getByRole('button', { name: number, exact: true })).toBeVisible();
  await cases(page).getByRole('button', { name: 'Link an order' }).first().click();
  await search.fill(number);
  await expect(page.getByRole('listbox').getByText('No order with this number')).toBeVisible();
});

test('a new case gets a number to read to the customer, and its key copies it', async ({ seat }) => {
  const { app, page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Billing' }).check();
  await dialog.getByRole('textbox', { name: 'In one line' }).fill('Dos cargos por el mismo pedido');
  await dialog.getByRole('textbox', { name: /own words/ }).fill('«Me han cobrado dos veces.»');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const read = page.getByText('Read the number to the customer:');
  await expect(read).toContainText(/\d{4} \d{4} \d{4}/);
  const number = /\d{4} \d{4} \d{4}/.exec((await read.textContent()) ?? '')?.[0] ?? '';
  await expect(cases(page).getByText(number)).toBeVisible();
  await expect(page.getByRole('navigation')).toContainText('Dos cargos por el mismo pedido');

  await page.keyboard.press('Control+k');
  await page.keyboard.type(number);
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(carmen.name);
  await page.keyboard.press('Enter');
  // Until the case is on the screen there is nothing to copy.
  await expect(async () => {
    await page.keyboard.press('Control+.');
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^\d{12}$/);
  }).toPass();
});
