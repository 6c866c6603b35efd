/** What a Linux system lacks and how it is installed there. Pure: what the system says comes in as text. */

/**
 * @typedef {'debian' | 'fedora' | 'arch' | 'suse'} Family
 * @typedef {{ libraries: boolean, xvfb: boolean }} Needs
 */

/**
 * The family of a Linux system by /etc/os-release; null when it is none that these scripts know.
 * @param {string} osRelease
 * @returns {Family | null}
 */
export function familyOf(osRelease) {
  const value = (/** @type {string} */ key) =>
    new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const names = `${value('ID')} ${value('ID_LIKE')}`.split(' ');
  if (names.some((name) => name === 'debian' || name === 'ubuntu')) return 'debian';
  if (names.some((name) => name === 'fedora' || name === 'rhel')) return 'fedora';
  if (names.includes('arch')) return 'arch';
  return names.some((name) => name === 'suse' || name.startsWith('opensuse')) ? 'suse' : null;
}

/** @type {Record<Family, Record<keyof Needs, string[]>>} */
const names = {
  debian: { libraries: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'], xvfb: ['xvfb', 'xauth'] },
  fedora: {
    libraries: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm'],
    xvfb: ['xorg-x11-server-Xvfb', 'xorg-x11-xauth'],
  },
  arch: { libraries: ['gtk3', 'nss', 'alsa-lib', 'mesa'], xvfb: ['xorg-server-xvfb', 'xorg-xauth'] },
  suse: {
    libraries: ['libgtk-3-0', 'mozilla-nss', 'libasound2', 'libgbm1'],
    xvfb: ['xorg-x11-server-Xvfb', 'xauth'],
  },
};

/**
 * Debian 13 and Ubuntu 24.04 renamed packages with 64-bit times: the new name counts where the system knows it.
 * @param {Family} family @param {Needs} needs @param {ReadonlySet<string>} known the names that apt-cache lists
 * @returns {string[]}
 */
export function packagesFor(family, needs, known) {
  const { libraries, xvfb } = names[family];
  const all = [...(needs.libraries ? libraries : []), ...(needs.xvfb ? xvfb : [])];
  return all.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

/**
 * What a person types to install them.
 * @param {Family} family @param {readonly string[]} packages
 */
export function commandFor(family, packages) {
  const list = packages.join(' ');
  if (family === 'debian') {
    return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${list}`;
  }
  if (family === 'fedora') return `sudo dnf install -y ${list}`;
  return family === 'arch' ? `sudo pacman -S --needed ${list}` : `sudo zypper install ${list}`;
}

/**
 * The shared libraries that a program needs and the system has not, from what `ldd` prints.
 * @param {string} ldd
 * @returns {string[]}
 */
export function missingLibraries(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].map((found) => found[1] ?? '');
}

/**
 * Whether Electron's sandbox can start for this user, and if not what an administrator types once. As root there is none
 * (`--no-sandbox`); some systems (Ubuntu since 24.04) keep user namespaces from programs that they do not know.
 * @param {{ root: boolean, clone: string | null, apparmor: string | null, setuid: boolean, helper: string }} facts
 *   `clone`, `apparmor`: the two kernel settings, null when the kernel has not got them; `helper`: chrome-sandbox
 * @returns {string | null} the command, null when nothing is to be done
 */
export function sandboxCommand({ root, clone, apparmor, setuid, helper }) {
  const restricted = clone?.trim() === '0' || apparmor?.trim() === '1';
  if (root || setuid || !restricted) return null;
  return `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}
