import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import type { Launched } from './launch.ts';
import { wear } from './seat.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A world of its own in the page: the page's policy against scripts and `eval` does not reach there. */
const world = 971;

/** The rules that go by colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds on the screen now that is serious or critical, a line for each element: rule, element, why. Empty when all is well.
 * `rules`: these alone; all when it is left out.
 */
export const seriousFaults = async (
  { app }: Pick<Launched, 'app'>,
  rules: readonly string[] = [],
): Promise<string[]> => {
  const violations = (await app.evaluate(
    async ({ BrowserWindow }, { code, id, only }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const run = (text: string) => contents?.executeJavaScriptInIsolatedWorld(id, [{ code: text }]);
      if ((await run('typeof axe')) === 'undefined') await run(`${code}; undefined`);
      return run(
        `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...only })})
          .then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
      );
    },
    { code: source, id: world, only: rules.length === 0 ? {} : { runOnly: rules } },
  )) as AxeResults['violations'];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
        return `${id}: ${html.slice(0, 160)} — ${why.slice(0, 300)}`;
      }),
    );
};

/** The same in the dark and in the light theme, in which it leaves the screen. What differs between them is colours. */
export const faultsOfThemes = async (desk: Pick<Launched, 'app' | 'page'>): Promise<string[]> => {
  const found: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    await wear(desk.page, { theme });
    // Colours move to those of the theme; half way they are nobody's.
    await desk.page.evaluate(() => {
      const ending = document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
      return Promise.allSettled(ending.map((one) => one.finished)).then(() => undefined);
    });
    const faults = await seriousFaults(desk, theme === 'dark' ? ofColours : []);
    found.push(...faults.map((fault) => `${theme}: ${fault}`));
  }
  return found;
};

/** Looks at the screen in both themes. Soft: one screen's faults do not hide another's. */
export const examine = async (desk: Pick<Launched, 'app' | 'page'>, screen: string): Promise<void> =>
  expect.soft(await faultsOfThemes(desk), screen).toEqual([]);
