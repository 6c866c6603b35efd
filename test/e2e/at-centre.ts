import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Centre } from './centre.ts';
import { phase, unlock } from './launch.ts';
import { find } from './seat.ts';

/** The button in the footer. */
export const status = (page: Page) =>
  page.getByRole('contentinfo').getByRole('button', { name: /Connection with the centre/ });
export const saysStatus = (page: Page, text: string | RegExp) =>
  expect(status(page)).toContainText(text, { timeout: 180_000 });

/** The centre is asked at once, as the button does it: a test need not wait for the next try. */
export const askNow = (page: Page) => page.evaluate(() => window.hilo.session({ ask: 'sync-now' }));

/** Signs in with the keyboard alone, as from the first moment of the screen. */
export const typeIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Login' }).fill(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
};

export const signIn = async (page: Page, { password }: Centre, login: string): Promise<void> => {
  await phase(page, 'sign-in');
  await typeIn(page, login, password);
  await page.waitForFunction(async () => {
    const reply = await window.hilo.session({ ask: 'state' });
    return reply.ok && reply.value.state.phase !== 'sign-in';
  });
  await unlock(page);
};

/** Finds somebody with the palette and opens their story. */
export const openStory = async (page: Page, customer: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await (await find(page, customer)).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: customer }).first().waitFor();
};

/** Opens a case of a customer and says what it is; keys are about it once it stands among the cases. */
export const openCase = async (page: Page, customer: string, subject: string): Promise<void> => {
  await openStory(page, customer);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'New case' });
  await dialog.getByRole('radio').first().click();
  await dialog.getByRole('textbox', { name: 'In one line' }).fill(subject);
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect(page.getByRole('region', { name: 'Cases' })).toContainText(subject);
};

export const writeNote = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: text }).waitFor();
};
