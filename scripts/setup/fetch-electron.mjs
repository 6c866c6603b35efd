/**
 * Downloads Electron's official release into the cache that Electron's own installer reads, with progress and a limit on
 * silence, which that installer has not. It prints a line `at <measure>` three times a second. Run by the project's Node. Every variable and mirror setting that @electron/get
 * knows counts, and it checks the SHA-256 that came with the npm package. Exit code 3: the host cannot be reached,
 * 4: what came is not the release, 5: anything else, with the reason as the last line of stderr.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A host that does not answer, or stops sending, for this long counts as unreachable. */
const silence = Number(process.env.HILO_DOWNLOAD_PATIENCE ?? 15_000);

const root = process.argv[2] ?? process.cwd();
const need = createRequire(join(root, 'node_modules', 'electron', 'install.js'));
const { downloadArtifact } = await import(pathToFileURL(need.resolve('@electron/get')).href);

const mute = new AbortController();
let alarm = setTimeout(() => mute.abort(), silence);
let shown = 0;
const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);

/** @param {unknown} error @returns {number} */
function codeOf(error) {
  if (mute.signal.aborted) return 3;
  const { name, message, cause, code } = /** @type {Error & { code?: string, cause?: { code?: string } }} */ (
    error
  );
  if (/checksum|sumchecker/i.test(`${name} ${message}`)) return 4;
  if (name === 'HTTPError' || message === 'fetch failed' || message === 'terminated') return 3;
  return /^(E(CONN|HOST|NET|AI_|NOTFOUND|TIMEDOUT)|UND_ERR)/.test(cause?.code ?? code ?? '') ? 3 : 5;
}

try {
  await downloadArtifact({
    version: need('./package.json').version,
    artifactName: 'electron',
    platform: process.env.ELECTRON_INSTALL_PLATFORM ?? process.env.npm_config_platform ?? process.platform,
    arch: process.env.ELECTRON_INSTALL_ARCH ?? process.env.npm_config_arch ?? process.arch,
    cacheRoot: process.env.electron_config_cache,
    checksums: process.env.electron_use_remote_checksums ? undefined : need('./checksums.json'),
    downloadOptions: {
      quiet: true,
      signal: mute.signal,
      getProgressCallback: (
        /** @type {{ transferred: number, total: number | null }} */ { transferred, total },
      ) => {
        clearTimeout(alarm);
        alarm = setTimeout(() => mute.abort(), silence);
        if (Date.now() - shown > 300) {
          shown = Date.now();
          const whole = total === null ? '' : ` of ${megabytes(total)}`;
          process.stdout.write(`at ${megabytes(transferred)}${whole} MB\n`);
        }
        return Promise.resolve();
      },
    },
  });
} catch (error) {
  const { message, cause } = /** @type {Error & { cause?: Error }} */ (error);
  const reason = mute.signal.aborted ? `no answer for ${silence / 1000} s` : (cause?.message ?? message);
  process.stderr.write(`${reason.split('\n')[0]}\n`);
  process.exitCode = codeOf(error);
} finally {
  clearTimeout(alarm);
}
