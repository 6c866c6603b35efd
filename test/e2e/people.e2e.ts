import { expect } from '@playwright/test';
import { seriousFaults } from './axe.ts';
import { seatedAt } from './desks.ts';

const test = seatedAt('nuria', 'mateo');

test('an admin gives Mateo another team on a screen, and his desk says so by itself; the record tells who did it', async ({
  desks: { nuria, mateo },
}) => {
  const { page } = nuria;
  const part = (name: string) => page.getByRole('button', { name, exact: true });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('People and teams');
  await page.keyboard.press('Enter');
  await part('Teams').click();
  await page.getByLabel('Name of the new team').fill('Tarde');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of Tarde')).toBeVisible();

  await part('People').click();
  await page.getByRole('button', { name: 'Mateo Quiroga' }).click();
  const form = page.getByRole('form', { name: 'Mateo Quiroga' });
  await form.getByLabel('Login').fill('lucia');
  await form.getByRole('checkbox', { name: 'Tarde' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toContainText('Somebody else has this login');
  await form.getByLabel('Login').fill('mateo');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('table', { name: 'People' })).toContainText('Casa Lumbre, Tarde');
  await expect(mateo.page.getByText('You now work for Casa Lumbre and Tarde.')).toBeVisible();
  expect.soft(await seriousFaults(nuria), 'people').toEqual([]);

  await page.getByRole('button', { name: 'Mateo Quiroga' }).click();
  await form.getByRole('checkbox', { name: 'Tarde' }).uncheck();
  await page
    .getByRole('button', { name: /^Shut out this machine/ })
    .first()
    .click();
  expect.soft(await seriousFaults(nuria), 'a person').toEqual([]);
  // Only the question is taken back.
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(mateo.page.getByText('You now work for Casa Lumbre.')).toBeVisible();

  await part('Who did what').click();
  const newest = page.getByRole('list', { name: 'Who did what' }).getByRole('listitem').first();
  await expect(newest).toContainText('Nuria Salgado changed Mateo Quiroga');
  await expect(newest).toContainText('teams: Casa Lumbre, Tarde → Casa Lumbre');
  expect.soft(await seriousFaults(nuria), 'who did what').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
