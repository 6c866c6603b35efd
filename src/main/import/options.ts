import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '#shared/settings.ts';
import type { ImportFormat } from '#shared/sync/import.ts';

export type ImportOptions = {
  from: ImportFormat;
  /** Absolute, as are `mapping` and `json`. */
  file: string;
  mapping: string | null;
  zone: string | null;
  country: string | null;
  shop: string | null;
  json: string | null;
  language: Language | null;
  /** Of the store, or with `server` the password of the login or a token: from the standard input. */
  passphraseFromStdin: boolean;
  /** The centre that the file is sent to, and who sends it (login null: a program, by its token); null: into the store of this machine. */
  centre: { server: URL; login: string | null } | null;
};

export type OptionsFault =
  | 'unknown'
  | 'no-file'
  | 'files'
  | 'from'
  | 'mapping'
  | 'zone'
  | 'country'
  | 'language'
  | 'server'
  | 'login';

const formats: readonly ImportFormat[] = ['shopify-csv', 'shopify-json', 'woocommerce-json', 'csv'];
const languages: readonly Language[] = ['es', 'es-ES', 'en'];

/** Chromium's own switches, which a script or a test adds to any start of Electron. */
const chromiums =
  /^--(?:no-sandbox|disable-gpu|headless|ozone-platform=.*|user-data-dir=.*|demo|seed=\d+|anchor=.*)$/;

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** A password goes to it: without TLS only on this machine. */
const readServer = (text: string): URL | null => {
  const url = URL.parse(text);
  const isHere = url !== null && /^(localhost|127\..*|\[::1\])$/.test(url.hostname);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) ? url : null;
};

/** Reads what stands after `--import`. `base`: the folder that relative paths start from. `help`: how it is used is asked for. */
export const readImportOptions = (
  args: readonly string[],
  base: string,
): ImportOptions | OptionsFault | 'help' => {
  const text = { type: 'string' } as const;
  const read = () =>
    parseArgs({
      args: args.filter((arg) => !chromiums.test(arg)),
      allowPositionals: true,
      options: {
        from: text,
        mapping: text,
        zone: text,
        country: text,
        shop: text,
        json: text,
        language: text,
        'passphrase-stdin': { type: 'boolean' },
        server: text,
        login: text,
        'password-stdin': { type: 'boolean' },
        'token-stdin': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch {
    return 'unknown';
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [file, second] = positionals;
  if (file === undefined) return 'no-file';
  if (second !== undefined) return 'files';
  const from = formats.find((format) => format === values.from);
  if (from === undefined) return 'from';
  if ((from === 'csv') !== (values.mapping !== undefined)) return 'mapping';
  if (values.zone !== undefined && !isZone(values.zone)) return 'zone';
  if (values.country !== undefined && !/^[A-Z]{2}$/.test(values.country)) return 'country';
  const language = languages.find((known) => known === values.language) ?? null;
  if (values.language !== undefined && language === null) return 'language';
  const server = values.server === undefined ? null : readServer(values.server);
  if (values.server !== undefined && server === null) return 'server';
  const senders = [values.login, values['token-stdin']].filter((one) => one !== undefined).length;
  if (senders !== (server === null ? 0 : 1)) return 'login';
  if (values['token-stdin'] && values['password-stdin']) return 'login';
  if (values[server === null ? 'password-stdin' : 'passphrase-stdin'] !== undefined) return 'unknown';
  const path = (name: string | undefined) => (name === undefined ? null : resolve(base, name));
  return {
    from,
    file: resolve(base, file),
    mapping: path(values.mapping),
    zone: values.zone ?? null,
    country: values.country ?? null,
    shop: values.shop ?? null,
    json: path(values.json),
    language,
    passphraseFromStdin:
      values['passphrase-stdin'] ?? values['password-stdin'] ?? values['token-stdin'] ?? false,
    centre: server === null ? null : { server, login: values.login ?? null },
  };
};
