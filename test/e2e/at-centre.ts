import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Centre } from './centre.ts';
import { phase, unlock } from './launch.ts';
import { find } from './seat.ts';
import { write } from './write.ts';

/** The button in the footer. */
export const status = (page: Page) =>
  page.getByRole('contentinfo').getByRole('button', { name: /Connection with the centre/ });
export const saysStatus = async (page: Page, text: string | RegExp): Promise<void> => {
  // The footer reads what was just written a moment after the story does: until then "All sent" is of before.
  if (text === 'All sent') await expect.poll(() => unsentOf(page), { timeout: 180_000 }).toEqual([0, 0]);
  await expect(status(page)).toContainText(text, { timeout: 180_000 });
};

/** What the store still has to send: things written, and files. */
const unsentOf = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.hilo.view({ view: 'sync' });
    return reply.ok ? [reply.value.unsent, reply.value.unsentFiles] : reply;
  });

/** The centre is asked at once, as the button does it: a test need not wait for the next try. */
export const askNow = (page: Page) => page.evaluate(() => window.hilo.session({ ask: 'sync-now' }));

/** Signs in with the keyboard alone, as from the first moment of the screen. */
export const typeIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Login' }).fill(login);
  await page.keyboard.press('Tab');
  await write(page, password);
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

/** Unfolds what this button folds, unless it is unfolded. */
export const unfold = (top: Locator): Promise<void> =>
  expect(async () => {
    if ((await top.getAttribute('aria-expanded')) === 'false') await top.click();
    await expect(top).toHaveAttribute('aria-expanded', 'true', { timeout: 1000 });
  }).toPass({ timeout: 20_000 });

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
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toBeFocused();
  await write(page, text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: text }).waitFor();
};
