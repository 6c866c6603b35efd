import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { askNow, openCase, openStory, saysStatus } from './at-centre.ts';
import { seatedAt } from './desks.ts';
import { doInPalette, shoot } from './seat.ts';
import { write } from './write.ts';

const test = seatedAt('lucia', 'mateo', 'ines');

const queue = (page: Page) => page.getByRole('navigation', { name: 'My queue and tasks' });
const section = (page: Page, title: string | RegExp) =>
  queue(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) });

const openAbsence = async (page: Page): Promise<void> => {
  await doInPalette(page, 'I am away');
  await page.getByRole('dialog', { name: 'Who is away' }).waitFor();
};

/** As `dd/mm/yyyy`, so many days from now, on the desk's clock. */
const daysOn = (page: Page, days: number): Promise<string> =>
  page.evaluate((more) => {
    const day = new Date(Date.now() + more * 86_400_000);
    return `${day.getDate()}/${day.getMonth() + 1}/${day.getFullYear()}`;
  }, days);

test('while somebody is away their case waits at who stands in, who takes it; without one it burns at the supervisor’s', async ({
  desks,
}) => {
  const { lucia, mateo, ines } = desks;
  const customer = 'Carmen Ruiz Ortega';
  await openCase(lucia.page, customer, 'The invoice never came');
  await saysStatus(lucia.page, 'All sent');

  // Said with the keyboard alone.
  await openAbsence(lucia.page);
  const { page } = lucia;
  await expect(page.getByRole('textbox', { name: 'First day away' })).toBeFocused();
  await write(page, await daysOn(page, 0));
  await page.keyboard.press('Tab');
  await write(page, await daysOn(page, 3));
  await shoot(page, 'absence-form');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nobody stands in.').waitFor();
  // The fields begin anew, and so does whoever was in them.
  await expect(page.getByRole('textbox', { name: 'First day away' })).toBeFocused();
  await shoot(page, 'absence-said');
  await page.keyboard.press('Escape');

  await askNow(ines.page);
  const alone = section(ines.page, /Without somebody here/);
  await expect(alone).toContainText('The invoice never came');
  await expect(alone).toContainText(/Lucía Ferrer is away until .*, nobody stands in/);
  await shoot(ines.page, 'absence-uncovered');

  // Her supervisor names who stands in.
  await openAbsence(ines.page);
  const dialog = ines.page.getByRole('dialog', { name: 'Who is away' });
  await dialog.getByRole('button', { name: /Lucía Ferrer/ }).click();
  await dialog.getByRole('textbox', { name: 'First day away' }).fill(await daysOn(page, 0));
  await dialog.getByRole('textbox', { name: 'Last day away' }).fill(await daysOn(page, 3));
  await dialog.getByRole('combobox', { name: 'Who stands in' }).click();
  await ines.page.getByRole('option', { name: /Mateo/ }).click();
  await shoot(ines.page, 'absence-other');
  // Who is elsewhere by the time the centre answers stays there.
  const answer = ines.line.holds('PUT /people/');
  await ines.page.keyboard.press('Control+Enter');
  const why = dialog.getByRole('combobox', { name: 'Reason (optional)' });
  await why.focus();
  answer();
  await expect(dialog.getByRole('textbox', { name: 'First day away' })).toHaveValue('');
  await expect(why).toBeFocused();
  await dialog
    .getByText(/Mateo Quiroga stands in/)
    .first()
    .waitFor();
  await ines.page.keyboard.press('Escape');
  await expect(alone).toHaveCount(0);

  await askNow(mateo.page);
  const covered = section(mateo.page, /For Lucía Ferrer, away until/);
  await expect(covered).toContainText('The invoice never came');
  await covered.getByRole('button').filter({ hasText: 'The invoice never came' }).click();
  await mateo.page.getByRole('heading', { name: customer }).first().waitFor();
  await shoot(mateo.page, 'absence-covering');
  // The key is for the case in hand, which may still be on its way to the screen.
  await expect(async () => {
    await mateo.page.keyboard.press('a');
    await expect(section(mateo.page, 'My cases')).toContainText('The invoice never came', { timeout: 5_000 });
  }).toPass({ timeout: 20_000 });
  await expect(covered.filter({ hasText: 'The invoice never came' })).toHaveCount(0);

  // What is handed over to her is offered to who stands in, and says for whom.
  await openCase(ines.page, customer, 'Asks for a second invoice');
  await ines.page.keyboard.press('h');
  await ines.page.getByRole('combobox', { name: 'To whom' }).click();
  await ines.page.getByRole('option', { name: /Lucía Ferrer.*away until/ }).click();
  await expect(ines.page.getByText(/it is offered to Mateo Quiroga/)).toBeVisible();
  await shoot(ines.page, 'absence-hand-over');
  await ines.page.keyboard.press('Control+Enter');
  await expect(section(mateo.page, /You are asked to take/)).toContainText('Asks for a second invoice');
  await openStory(mateo.page, customer);
  await expect(mateo.page.getByText(/For Lucía Ferrer, away until/).last()).toBeVisible();

  // Back: nothing of hers stands elsewhere.
  await openAbsence(lucia.page);
  await page.getByRole('button', { name: 'I am back' }).click();
  await expect(page.getByRole('button', { name: 'I am back' })).toHaveCount(0);
  await page.keyboard.press('Escape');
});
