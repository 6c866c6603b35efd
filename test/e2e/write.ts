import type { Page } from '@playwright/test';

const takesText = ':is(textarea, input:not([type=radio], [type=checkbox])):focus';

/**
 * Types once something that takes text has the focus: before, letters are commands, or nobody's. Nothing else here types (scripts/lint).
 * `delay`: between two keys, ms.
 */
export const write = async (page: Page, text: string, options: { delay?: number } = {}): Promise<void> => {
  await page.locator(takesText).waitFor();
  await page.keyboard.type(text, options);
};
