import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { withDemoCentre } from './centre.mjs';
import { run } from './setup/child.mjs';
import { displayFor } from './setup/display.mjs';
import { prepareElectron, prepareTools } from './setup/prepare.mjs';
import { say, stopped } from './setup/say.mjs';
import { ownScript, sandboxArguments, withDisplay } from './tools.mjs';

/** The commands that start the application. Each returns the exit code. */

const ready = async (tools = prepareTools()) => {
  const prepared = await prepareElectron(await tools);
  await build(prepared);
  return prepared;
};

/**
 * @typedef {Awaited<ReturnType<typeof ready>>} Prepared
 * @param {Prepared} prepared @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @param {string} [cwd]
 */
async function electron(prepared, args, env, cwd) {
  const sandbox = sandboxArguments(prepared.machine);
  // Chromium complains of a machine without a message bus or a graphics card; HILO_DEBUG shows it.
  const own = [...sandbox, ...(prepared.machine.env.HILO_DEBUG ? [] : ['--log-level=3'])];
  if (sandbox.length > 0) say('Electron: started with --no-sandbox, because this is root');
  // The folder, not the file in it: Electron then reads the name and version from package.json.
  const { code } = await run(prepared.electron, [...own, prepared.root, ...args], {
    env,
    cwd: cwd ?? prepared.root,
  });
  return code;
}

/** Drives the real application through the main job and leaves screenshots. @param {readonly string[]} args */
export async function shots(args) {
  try {
    parseArgs({ args: [...args], options: { out: { type: 'string' } } });
  } catch {
    throw stopped(
      `Not understood: ${args.join(' ')}. It is "npm run shots", or "npm run shots -- --out FOLDER".`,
    );
  }
  const prepared = await ready();
  return tour(prepared, args);
}

/** @param {Prepared} prepared @param {readonly string[]} args */
async function tour(prepared, args) {
  const script = ownScript(prepared.root, 'test', 'tour', 'tour.ts');
  return withDemoCentre(prepared, (centre) =>
    withDisplay(prepared, async (env) => {
      const own = [script, '--server', centre, ...args];
      const { code } = await run(prepared.node, own, { env, cwd: prepared.root });
      return code;
    }),
  );
}

/** The demo company: its centre, and Lucía's desk. @param {readonly string[]} args `--as mateo` for another one's desk */
export async function start(args) {
  const prepared = await ready();
  if (displayFor(prepared.machine) === 'own') {
    const who = args.some((arg) => arg.startsWith('--as')) ? [] : ['--as=lucia'];
    return withDemoCentre(prepared, (centre) =>
      electron(prepared, ['--demo', `--server=${centre}`, ...who, ...args], prepared.env),
    );
  }
  say('There is no display here, so the tour runs instead: the real application is driven through a call.');
  // Whose desk it is (--as) is for a window that somebody looks at.
  return tour(prepared, []);
}

/** Hilo with this company's own store. @param {readonly string[]} args */
export function hilo(args) {
  return openWindow('hilo', args, args);
}

/** Lets the phone ring in the Hilo that runs, or starts it. @param {readonly string[]} args the number, as written */
export function ring(args) {
  return openWindow('ring', args, [`--ring=${args.join(' ')}`]);
}

/**
 * Opens the window, or reaches the one that is open. Words that are not understood are told before anything is built.
 * @param {'hilo' | 'ring'} name @param {readonly string[]} args the person's words @param {readonly string[]} own what Electron gets
 */
async function openWindow(name, args, own) {
  const tools = prepareTools();
  const { root, node, env, machine } = await tools;
  const script = ownScript(root, 'src', 'main', 'check-command-line.ts');
  const { code } = await run(node, [script, name, ...args], { env, cwd: root });
  if (code !== 0) return code;
  if (displayFor(machine) !== 'own')
    throw stopped(
      'There is no display here, and Hilo is a program with a window; "npm start" runs a tour without one.',
    );
  const prepared = await ready(tools);
  return electron(prepared, own, prepared.env);
}

/**
 * Brings a shop's file into the store, or with `--server` sends it to a centre, which needs no Electron, as `--help` does not. Paths
 * count from where the person stands.
 * @param {readonly string[]} args
 */
export async function importFile(args) {
  if (args.some((arg) => /^--(?:help$|server(?:=|$))/.test(arg))) return sendFile(args);
  const prepared = await ready();
  return withDisplay(prepared, (env) =>
    electron(prepared, ['--import', ...args], env, prepared.machine.env.INIT_CWD),
  );
}

/** With the certificates and the proxy that this machine trusts. @param {readonly string[]} args */
async function sendFile(args) {
  const { root, node, env, machine } = await prepareTools();
  const script = ownScript(root, 'src', 'main', 'import-to-centre.ts');
  const { code } = await run(node, ['--use-system-ca', '--use-env-proxy', script, ...args], {
    env: { ...env, INIT_CWD: machine.env.INIT_CWD ?? root },
    cwd: root,
  });
  return code;
}

/** Measures against the raw floor. @param {readonly string[]} args */
export async function bench(args) {
  const prepared = await ready();
  const script = ownScript(prepared.root, 'test', 'bench', 'bench.ts');
  return withDisplay(prepared, async (env) => {
    const { code } = await run(prepared.node, ['--expose-gc', script, ...args], { env, cwd: prepared.root });
    return code;
  });
}

/** The long proofs: kills, power cuts, a bad network. @param {readonly string[]} args `--power 300`, see test/torture */
export async function torture(args) {
  const prepared = await prepareTools();
  const script = ownScript(prepared.root, 'test', 'torture', 'torture.ts');
  const { code } = await run(prepared.node, [script, ...args], { env: prepared.env, cwd: prepared.root });
  return code;
}

/**
 * The centre, until it is stopped. Paths in its settings count from where the person stands.
 * @param {readonly string[]} args
 */
export async function server(args) {
  const { root, node, env, machine } = await prepareTools();
  const script = ownScript(root, 'src', 'server', 'main.ts');
  const cwd = machine.env.INIT_CWD ?? root;
  const { code } = await run(node, [script, ...args], { env, cwd, onStart: stopWithParent });
  return code;
}

/** npm ends by SIGTERM without a word to what it started, and nobody would stop the server then. @param {number} child */
function stopWithParent(child) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(child, 'SIGTERM');
  }, 500);
  timer.unref();
}
