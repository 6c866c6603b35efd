import { parseArgs } from 'node:util';
import { findLink, readCaller, readLink } from './calls/link.ts';
import { centreAddress } from './centre/address.ts';
import { wordsOf } from './words.ts';

const usages = {
  hilo: `npm run hilo [-- [--server URL] [--demo [--as LOGIN]] [hilo://…]]

  --server URL   the centre that this desk works with, kept for the next start; "--server=" without one forgets it
  --demo         the demo company
  --as LOGIN     one of its people, who sits down without being asked
  hilo://…       a link that a phone system opens: hilo://call?from=+34600112233`,
  ring: `npm run ring -- NUMBER

  NUMBER   digits, with a + before them and spaces, dots, dashes and brackets among them as you like; or "anonymous"`,
};

/** The commands whose words are read here. */
export type WindowCommand = keyof typeof usages;

/** Numbers of the whole world have so many digits at most (ITU-T E.164, section 6). */
const longestNumber = 15;

/**
 * Switches that Electron and Chromium take and Hilo does not look at; the ones that people, scripts and tests use.
 * https://www.electronjs.org/docs/latest/api/command-line-switches
 */
const electrons = new RegExp(
  `^--(?:${[
    ...['no-sandbox', 'headless', 'user-data-dir', 'lang', 'password-store', 'force-device-scale-factor'],
    ...['disable-gpu', 'disable-dev-shm-usage', 'disable-http2', 'disable-http-cache', 'disable-features'],
    ...[
      'disable-renderer-backgrounding',
      'enable-features',
      'enable-logging',
      'enable-wayland-ime',
      'js-flags',
    ],
    ...['ozone-platform', 'ozone-platform-hint', 'use-gl', 'use-angle', 'force-renderer-accessibility'],
    ...['no-proxy-server', 'proxy-server', 'proxy-pac-url', 'proxy-bypass-list', 'host-rules'],
    ...['host-resolver-rules', 'auth-server-whitelist', 'auth-negotiate-delegate-whitelist'],
    ...['log-level', 'log-file', 'log-net-log', 'v', 'vmodule', 'trace-warnings', 'trace-deprecation'],
    ...['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe'],
  ].join('|')})(?:=.*)?$`,
);

function notUnderstood(args: readonly string[], command: WindowCommand): string {
  return `Not understood: ${args.join(' ')}\n\n${usages[command]}`;
}

/** Why a window is not opened with these words of `npm run hilo`: a sentence and how it is used. Null: it is. */
function hiloTrouble(args: readonly string[]): string | null {
  const own = args.filter((arg) => !electrons.test(arg));
  const text = { type: 'string' } as const;
  const read = () =>
    parseArgs({
      args: own,
      allowPositionals: true,
      options: { server: text, demo: { type: 'boolean' }, as: text, seed: text, anchor: text, ring: text },
    });
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch {
    return notUnderstood(own, 'hilo');
  }
  const { values, positionals } = parsed;
  const { server, ring } = values;
  if (server !== undefined && server !== '' && centreAddress(server) === null)
    return wordsOf('en').badServer(server);
  if (ring !== undefined && readCaller(ring) === null) return notUnderstood(own, 'hilo');
  if (positionals.length === 0) return null;
  const link = findLink(own);
  const isLink = positionals.length === 1 && link !== null && readLink(link) !== null;
  return isLink ? null : notUnderstood(positionals, 'hilo');
}

/** The same of `npm run ring`. A number may come in several words. */
function ringTrouble(args: readonly string[]): string | null {
  const text = args.join(' ');
  if (text.trim() === '') return `Say which number rings.\n\n${usages.ring}`;
  const isLong = text.replace(/\D/g, '').length > longestNumber;
  if (readCaller(text) === null || (args.length > 1 && isLong)) return notUnderstood(args, 'ring');
  return null;
}

/** What is wrong with the words after a command that opens a window, for the terminal; null: nothing. */
export function windowTrouble(command: WindowCommand, args: readonly string[]): string | null {
  return command === 'hilo' ? hiloTrouble(args) : ringTrouble(args);
}
