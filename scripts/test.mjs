import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { add, countOf, fromPlaywright, fromVitest, none, readCounts } from './counts.mjs';
import { run } from './setup/child.mjs';
import { prepareElectron, prepareTools } from './setup/prepare.mjs';
import { duration, explain, say, stopped } from './setup/say.mjs';
import { tool, withDisplay } from './tools.mjs';

/**
 * @typedef {import('./setup/prepare.mjs').Ready} Ready
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {{ ok: boolean, counts: Counts | null }} Result
 * @typedef {{ name: string, title: string, window: boolean, goOn: boolean,
 *   run: (ready: Ready, args: readonly string[]) => Promise<Result> }} Step `goOn`: the next step runs even if this fails
 */

/** @param {Ready} ready @param {string} name @param {string} command @param {readonly string[]} args */
async function checked({ root, node, env }, name, command, args) {
  const { code } = await run(node, [tool(root, name, command), ...args], { cwd: root, env });
  return { ok: code === 0, counts: null };
}

/** @param {Ready} ready @param {string} name */
function reportFile({ root }, name) {
  const folder = join(root, '.cache', 'reports');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  rmSync(path, { force: true });
  return path;
}

/** Biome colours what goes into a file as well, unless it is told. */
const plain = process.stdout.isTTY ? [] : ['--colors=off'];

/** @type {Step[]} */
const steps = [
  {
    name: 'lint',
    title: 'format and lint',
    window: false,
    goOn: true,
    run: (ready, args) =>
      checked(ready, '@biomejs/biome', 'biome', ['ci', ...plain, ...(args.length > 0 ? args : ['.'])]),
  },
  {
    name: 'types',
    title: 'types and layers',
    window: false,
    goOn: false,
    run: (ready, args) => checked(ready, 'typescript', 'tsc', ['-b', ...args]),
  },
  {
    name: 'unit',
    title: 'rules, store, shops and screens',
    window: false,
    goOn: false,
    run: async (ready, args) => {
      const report = reportFile(ready, 'unit');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const { ok } = await checked(ready, 'vitest', 'vitest', ['run', ...reporters, ...args]);
      return { ok, counts: readCounts(report, fromVitest) };
    },
  },
  {
    name: 'build',
    title: 'build',
    window: true,
    goOn: false,
    run: async (ready) => {
      await build(ready);
      return { ok: true, counts: null };
    },
  },
  {
    name: 'e2e',
    title: 'end to end in Electron',
    window: true,
    goOn: false,
    run: (ready, args) =>
      withDisplay(ready, async (env) => {
        await build(ready);
        const report = reportFile(ready, 'e2e');
        const all = { ...ready, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } };
        const options = ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json'];
        const { ok } = await checked(all, '@playwright/test', 'playwright', [...options, ...args]);
        return { ok, counts: readCounts(report, fromPlaywright) };
      }),
  },
];

/**
 * Everything that is checked, or the one part that is named first; what follows the name goes to that tool.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function test(args) {
  const [part, ...rest] = args;
  const chosen = part === undefined ? steps : steps.filter((step) => step.name === part);
  if (chosen.length === 0) {
    throw stopped(`There is no part "${part}"; the parts are ${steps.map((step) => step.name).join(', ')}.`);
  }
  const tools = await prepareTools();
  const ready = chosen.some((step) => step.window) ? await prepareElectron(tools) : tools;
  let sum = none;
  /** @type {string[]} */
  const failed = [];
  for (const [at, step] of chosen.entries()) {
    say(`\n== ${at + 1} of ${chosen.length}: ${step.title}`);
    const began = performance.now();
    const result = await step.run(ready, rest).catch((thrown) => {
      say(explain(thrown).sentence);
      return { ok: false, counts: null };
    });
    const { ok, counts } = result;
    sum = add(sum, countOf(ok, counts));
    const tests = counts === null ? '' : `, ${counts.passed} passed, ${counts.failed} failed`;
    say(`== ${step.title}: ${ok ? 'good' : 'FAILED'} in ${duration(performance.now() - began)}${tests}`);
    if (!ok) failed.push(step.title);
    if (!ok && !step.goOn) break;
    if (failed.length > 0 && !step.goOn) break;
  }
  say('');
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}. What is wrong stands above.`);
  if (sum.skipped > 0) say(`${sum.skipped} skipped`);
  say(`${sum.passed} passed, ${sum.failed} failed`);
  return failed.length === 0 ? 0 : 1;
}
