import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Settings } from '#shared/settings.ts';

export type Look = Pick<Settings, 'language' | 'theme'>;

/** Every screen is looked at in both languages and both themes. */
export const looks: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'es', theme: 'dark' },
  { language: 'es', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

/** Sets language and theme as the settings menu does, without a restart. */
export async function wear(page: Page, look: Look): Promise<void> {
  await page.evaluate((change) => window.hilo.session({ ask: 'settings', change }), look);
  await page.waitForFunction(
    ({ language, theme }) =>
      document.documentElement.lang === language &&
      document.documentElement.getAttribute('data-mantine-color-scheme') === theme,
    look,
  );
  // Two frames: the new words and colours are on the screen, not only in the document.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export type Camera = { shoot(name: string): Promise<void>; paths: string[] };

/** Takes pictures of the window into a folder, `NN-name.language-theme.png`, and ends in the look it began with. */
export function camera(page: Page, folder: string, wanted: readonly Look[] = looks): Camera {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  const [first] = wanted;
  return {
    paths,
    async shoot(name) {
      for (const look of wanted) {
        await wear(page, look);
        const path = join(folder, `${name}.${look.language}-${look.theme}.png`);
        await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
        paths.push(path);
      }
      if (first) await wear(page, first);
    },
  };
}
