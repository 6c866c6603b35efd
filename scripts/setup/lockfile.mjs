/** Compares what package-lock.json asks for with what npm says it installed. Pure; the truth on disk comes in as a function. */

/**
 * One entry under `packages` in a lockfile.
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Entry
 * @typedef {Record<string, Entry>} Entries
 */

/**
 * npm's own rule: any `!name` excludes, and if there is a plain name one must match.
 * @param {string | string[] | undefined} rule @param {string | null} value
 */
function allows(rule, value) {
  if (rule === undefined) return true;
  const list = [rule].flat();
  if (value === null) return false;
  if (list.includes(`!${value}`)) return false;
  const plain = list.filter((name) => !name.startsWith('!'));
  return plain.length === 0 || plain.includes(value) || plain.includes('any');
}

/**
 * Whether npm installs this entry on this machine.
 * @param {Entry} entry @param {Pick<import('./machine.mjs').Machine, 'platform' | 'arch' | 'libc'>} machine
 */
export function fits(entry, { platform, arch, libc }) {
  return allows(entry.os, platform) && allows(entry.cpu, arch) && allows(entry.libc, libc);
}

/**
 * An optional package counts only if it names its platform: the others hang below one that may be left out.
 * @param {Entry} entry
 */
function mayBeAbsent(entry) {
  return entry.optional === true && entry.os === undefined && entry.cpu === undefined;
}

/**
 * What is absent or different, by its place such as `node_modules/zod`; empty when everything is installed.
 * @param {Entries} asked the packages of package-lock.json
 * @param {Entries} installed the packages of node_modules/.package-lock.json, `{}` if there is none
 * @param {Pick<import('./machine.mjs').Machine, 'platform' | 'arch' | 'libc'>} machine
 * @param {(place: string) => boolean} isThere
 * @returns {string[]}
 */
export function differences(asked, installed, machine, isThere) {
  const wanted = Object.entries(asked).filter(
    ([place, entry]) => place !== '' && !mayBeAbsent(entry) && fits(entry, machine),
  );
  return wanted
    .filter(([place, entry]) => {
      const got = installed[place];
      if (got === undefined) return true;
      if (got.version !== entry.version || got.integrity !== entry.integrity) return true;
      return !isThere(place);
    })
    .map(([place]) => place);
}

/** What each of npm's error codes means to the person who waits. */
const meanings = [
  { codes: /\b(ENOSPC|EDQUOT)\b/, means: 'the disk is full' },
  {
    codes:
      /\b(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|FETCH_ERROR|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/,
    means: 'the npm registry cannot be reached',
  },
  { codes: /\b(E401|E403|ENEEDAUTH)\b/, means: 'the npm registry refuses access' },
  { codes: /\b(E404|ETARGET)\b/, means: 'the npm registry does not have a package that is needed' },
  { codes: /\b(EINTEGRITY)\b/, means: 'a downloaded package is not the one that package-lock.json names' },
  {
    codes: /\b(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+)\b/,
    means: 'the npm registry’s certificate is not trusted',
  },
  { codes: /\b(EACCES|EPERM|EROFS)\b/, means: 'this user may not write there' },
  { codes: /\b(EUSAGE)\b/, means: 'package.json and package-lock.json do not belong together' },
];

/**
 * Why npm failed, in half a sentence, read from its output.
 * @param {string} output
 */
export function whyNpmFailed(output) {
  const errors = output
    .split('\n')
    .filter((line) => /^npm (error|warn tar)/.test(line))
    .join('\n');
  for (const { codes, means } of meanings) {
    const found = codes.exec(errors);
    if (found) return `${means} (${found[1]})`;
  }
  const first = /^npm error (?!code |errno |syscall )(.+)$/m.exec(errors)?.[1];
  return first === undefined ? 'npm ended without saying why' : `npm says "${first.trim()}"`;
}
