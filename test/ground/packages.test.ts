import { expect, test } from 'vitest';
import {
  commandFor,
  familyOf,
  missingLibraries,
  packagesFor,
  sandboxCommand,
} from '../../scripts/setup/packages.mjs';

const both = { libraries: true, xvfb: true };

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', 'debian'],
  ['ID=ubuntu\nID_LIKE=debian\n', 'debian'],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'debian'],
  ['ID=fedora\n', 'fedora'],
  ['ID="rhel"\nID_LIKE="fedora"\n', 'fedora'],
  ['ID=manjaro\nID_LIKE=arch\n', 'arch'],
  ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'suse'],
  ['ID=alpine\n', null],
  ['', null],
] as const)('%j is of the family %s', (osRelease, family) => {
  expect(familyOf(osRelease)).toBe(family);
});

test('Debian 12 gets the old names and Debian 13 those with 64-bit times', () => {
  const old = new Set(['libgtk-3-0', 'libasound2']);
  const renamed = new Set(['libgtk-3-0t64', 'libasound2t64']);
  const all = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'xvfb', 'xauth'];
  expect(packagesFor('debian', both, old)).toEqual(all);
  expect(packagesFor('debian', both, renamed)).toEqual([
    'libgtk-3-0t64',
    'libnss3',
    'libasound2t64',
    'libgbm1',
    'xvfb',
    'xauth',
  ]);
});

test('only what is missing is asked for', () => {
  expect(packagesFor('debian', { libraries: false, xvfb: true }, new Set())).toEqual(['xvfb', 'xauth']);
  expect(packagesFor('arch', { libraries: true, xvfb: false }, new Set())).toEqual([
    'gtk3',
    'nss',
    'alsa-lib',
    'mesa',
  ]);
});

test.each([
  ['debian', 'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb xauth'],
  ['fedora', 'sudo dnf install -y xvfb xauth'],
  ['arch', 'sudo pacman -S --needed xvfb xauth'],
  ['suse', 'sudo zypper install xvfb xauth'],
] as const)('on %s a person types "%s"', (family, command) => {
  expect(commandFor(family, ['xvfb', 'xauth'])).toBe(command);
});

test('the missing libraries are read from ldd', () => {
  const ldd = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibasound.so.2 => not found',
  ].join('\n');
  expect(missingLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
});

const facts = { root: false, clone: '1\n', apparmor: '0\n', setuid: false, helper: '/x/chrome-sandbox' };

test('the sandbox needs an administrator only where user namespaces are kept from a person', () => {
  const command = "sudo chown root:root '/x/chrome-sandbox' && sudo chmod 4755 '/x/chrome-sandbox'";
  expect(sandboxCommand(facts)).toBeNull();
  expect(sandboxCommand({ ...facts, clone: null, apparmor: null })).toBeNull();
  expect(sandboxCommand({ ...facts, apparmor: '1\n' })).toBe(command);
  expect(sandboxCommand({ ...facts, clone: '0\n' })).toBe(command);
  expect(sandboxCommand({ ...facts, apparmor: '1\n', setuid: true })).toBeNull();
  expect(sandboxCommand({ ...facts, apparmor: '1\n', root: true })).toBeNull();
});
