import { expect, type Page } from '@playwright/test';
import { openStory, saysStatus } from './at-centre.ts';
import { faultsOfThemes } from './axe.ts';
import { type Desk, seatedAt } from './desks.ts';
import { phase } from './launch.ts';
import { carmen, doInPalette, shoot, wear } from './seat.ts';
import { write } from './write.ts';

const test = seatedAt('lucia');

/** As a phone system does it: Hilo is started once more with the link. */
const callFrom = ({ app }: Desk, number: string) =>
  app.evaluate(
    ({ app: running }, link) =>
      running.emit('second-instance', {}, ['hilo', '--allow-file-access-from-files', link]),
    `hilo://call?from=${encodeURIComponent(number)}`,
  );

/** The page is loaded anew: what it is asked before that goes nowhere. */
const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
};

const choosePin = async (page: Page, pin: string): Promise<void> => {
  await doInPalette(page, 'PIN to');
  const dialog = page.getByRole('dialog', { name: 'PIN to unlock this desk' });
  await expect(dialog.getByLabel('New PIN')).toBeFocused();
  await write(page, pin);
  await dialog.getByLabel('The same once more').fill(pin);
  await shoot(page, 'pin');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
};

test('a locked desk shows that a call rings and nothing of whom, and gives back the ring and every word after the PIN', async ({
  desks: { lucia },
}) => {
  const { page } = lucia;
  await choosePin(page, '258013');
  await openStory(page, 'Helen Whitcombe');
  await page.keyboard.press('n');
  await write(page, 'Le iba a decir que');
  await lock(page);
  const field = page.getByLabel('PIN', { exact: true });
  await expect(field).toBeFocused();

  await callFrom(lucia, carmen.from);
  await expect(page.getByRole('alert').filter({ hasText: 'A call is ringing' })).toBeVisible();
  const all = await page.evaluate(() => document.documentElement.outerHTML + document.title);
  for (const secret of ['Helen', 'Whitcombe', 'Carmen', 'Ruiz', '600112233', 'Le iba a decir'])
    expect(all).not.toContain(secret);
  const asked = await page.evaluate(
    async (from) => [
      await window.hilo.view({ view: 'ring', from }),
      await window.hilo.view({ view: 'drafts' }),
      await window.hilo.session({ ask: 'save-audit', customerId: 'c', caseId: 'c' }),
    ],
    carmen.from,
  );
  expect(asked).toMatchObject(asked.map(() => ({ ok: false, fault: { code: 'locked' } })));
  expect.soft(await faultsOfThemes(lucia)).toEqual([]);

  await write(page, '111222');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '4 tries are left' })).toBeVisible();
  await shoot(page, 'locked');
  await wear(page, { language: 'en', theme: 'light' });
  await expect(field).toBeFocused();
  await write(page, '258013');
  await page.keyboard.press('Enter');
  await phase(page, 'ready');
  await expect(
    page
      .getByRole('heading', { name: carmen.name })
      .or(page.getByRole('tab', { name: carmen.name }))
      .first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: /Helen/ }).click();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('Le iba a decir que');
  await page.keyboard.press('Escape');
  // Whoever sits here next has no call of ours.
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
});

test('without a network the password still opens it, also after a new start of the page; somebody else may sit down instead', async ({
  desks: { lucia },
  company,
}) => {
  const { page, line } = lucia;
  line.goes('down');
  await lock(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await expect(page.getByRole('button', { name: 'I am somebody else' })).toBeVisible();
  const other = page.getByRole('button', { name: 'With the password instead' });
  if (await other.isVisible()) await other.click();
  await page.getByLabel('Password', { exact: true }).fill('not this one at all');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That password is not right.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(company.centre.password);
  await page.keyboard.press('Enter');
  await phase(page, 'ready');
  line.goes('through');
  await saysStatus(page, 'All sent');
});
