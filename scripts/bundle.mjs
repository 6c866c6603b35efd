// What a start reads, and what it need not (decision 0010).

/**
 * What a start would read for nothing: where it stands in `node_modules`, and what stands there instead. electron-log's way to a server, which
 * Hilo never uses, asks for Node's `http`, and with it for all of undici: a tenth of what main did before its window. Checks by JSON schema and
 * steps between versions of electron-store's file, of which `settings-file.ts` asks for none, were half of main's program.
 * @type {readonly (readonly [module: RegExp, instead: string])[]}
 */
export const leftOut = [
  [
    /\/electron-log\/src\/node\/transports\/remote\.js$/,
    'module.exports = () => Object.assign(() => undefined, { level: false, transforms: [] });',
  ],
  [
    /\/ajv\/dist\/2020\.js$/,
    "exports.Ajv2020 = class { constructor() { throw new Error('ajv is left out: scripts/bundle.mjs'); } };",
  ],
  [/\/ajv-formats\/dist\/index\.js$/, 'module.exports = { default: () => undefined };'],
  [/\/semver\/index\.js$/, 'module.exports = {};'],
];

/** The bundler's plugin for it. */
export const withoutThem = {
  name: 'without-them',
  /** @param {string} id an absolute path */
  load: (id) => leftOut.find(([module]) => module.test(id.replaceAll('\\', '/')))?.[1] ?? null,
};

/** @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} Known */

/**
 * What a module imports without waiting, and what that imports, itself first.
 * @param {string} from @param {Known} known @returns {ReadonlySet<string>}
 */
function reached(from, known) {
  const found = new Set([from]);
  // A Set goes on to what is added meanwhile.
  for (const id of found) for (const next of known.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * Names the file that a module goes into: that of the first whole it belongs to. Else whatever two of them share would be a file of its own, and a
 * start would read twenty-three. Null: it is read when somebody opens what needs it.
 * @param {Readonly<Record<string, string>>} wholes by name, the absolute path of the module that each begins with
 */
export function partOf(wholes) {
  /** @type {(readonly [name: string, ids: ReadonlySet<string>])[] | null} */
  let parts = null;
  /** @param {string} id @param {Known} known @returns {string | null} */
  return (id, known) => {
    parts ??= Object.entries(wholes).map(([name, from]) => [name, reached(from, known)]);
    return parts.find(([, ids]) => ids.has(id))?.[0] ?? null;
  };
}
