import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Launched } from './launch.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A world of its own in the page: the page's policy against scripts and `eval` does not reach there. */
const world = 971;

/**
 * What axe finds on the screen now that is serious or critical, a line for each element: rule, element, why. Empty when all is well.
 */
export const seriousFaults = async ({ app }: Pick<Launched, 'app'>): Promise<string[]> => {
  const results = (await app.evaluate(
    async ({ BrowserWindow }, { code, id }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const run = (text: string) => contents?.executeJavaScriptInIsolatedWorld(id, [{ code: text }]);
      if ((await run('typeof axe')) === 'undefined') await run(`${code}; undefined`);
      return run(
        `axe.run(document, { resultTypes: ['violations'] }).then((all) => JSON.parse(JSON.stringify(all)))`,
      );
    },
    { code: source, id: world },
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
        return `${id}: ${html.slice(0, 160)} — ${why.slice(0, 300)}`;
      }),
    );
};
