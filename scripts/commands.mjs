import { bench, hilo, importFile, ring, server, shots, start, torture } from './hilo.mjs';
import { run } from './setup/child.mjs';
import { prepareTools } from './setup/prepare.mjs';
import { explain, stopped } from './setup/say.mjs';
import { test } from './test.mjs';
import { tool } from './tools.mjs';

/** Writes every file the way Biome wants it. @param {readonly string[]} args */
async function format(args) {
  const { root, node, env } = await prepareTools();
  const paths = args.length > 0 ? args : ['.'];
  const { code } = await run(node, [tool(root, '@biomejs/biome', 'biome'), 'check', '--write', ...paths], {
    cwd: root,
    env,
  });
  return code;
}

/** @type {Map<string | undefined, (args: readonly string[]) => Promise<number>>} */
const commands = new Map([
  ['start', start],
  ['hilo', hilo],
  ['import', importFile],
  ['ring', ring],
  ['server', server],
  ['bench', bench],
  ['shots', shots],
  ['torture', torture],
  ['format', format],
  ['test', test],
]);

/**
 * Runs one command of package.json. Whatever goes wrong is said in one sentence.
 * @param {string | undefined} name @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function command(name, args) {
  try {
    const known = commands.get(name);
    if (known === undefined)
      throw stopped(`There is no command "${name}"; the commands are ${[...commands.keys()].join(', ')}.`);
    return await known(args);
  } catch (thrown) {
    const { sentence, code, stack } = explain(thrown);
    console.error(sentence);
    if (stack !== null && process.env.HILO_DEBUG) console.error(stack);
    return code;
  }
}
