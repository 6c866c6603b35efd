import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type DeskPolicy, longestLease } from '#shared/sync/policy.ts';
import { demoCompany } from '#shops/demo/staff.ts';
import { embeddedFolder } from './database/embedded.ts';
import type { ProviderConfig } from './identity/provider.ts';
import type { SecondFactorPolicy } from './identity/second-factor.ts';

/** A setting is wrong. The message is one sentence for the person who set it. */
export class ConfigError extends Error {}

/** A setting in MB, as bytes. */
const megabytes = (usual: number) =>
  z.coerce
    .number({ error: 'is not a number of megabytes' })
    .int('is not a whole number of megabytes')
    .min(1, 'is less than one megabyte')
    .max(1_000_000, 'is more than a terabyte')
    .default(usual)
    .transform((count) => count * 1024 * 1024);

const shape = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' })
    .optional(),
  HILO_DATA: z.string().optional(),
  HILO_HOST: z.string().max(255).default('127.0.0.1'),
  HILO_PORT: z.coerce
    .number({ error: 'is not a port' })
    .int('is not a port')
    .min(0)
    .max(65_535)
    .default(4450),
  HILO_COMPANY: z.string().max(200, 'has more than 200 characters').default(''),
  HILO_TLS_KEY: z.string().optional(),
  HILO_TLS_CERT: z.string().optional(),
  HILO_PROXIES: z.string().optional(),
  HILO_IMPORT_MB: megabytes(1024),
  HILO_IMPORT_UNPACKED_MB: megabytes(8192),
  HILO_SNAPSHOT_FROM: z.coerce
    .number({ error: 'is not a number of changes' })
    .int('is not a whole number of changes')
    .min(1, 'is less than one change')
    .default(20_000),
  HILO_OFFLINE_LEASE_HOURS: z.coerce
    .number({ error: 'is not a number of hours' })
    .positive('is not more than no hours')
    .max(longestLease, `is more than ${longestLease} hours`)
    .default(72),
  HILO_LOCK_AFTER_MINUTES: z
    .string()
    .transform((said) => (said === 'off' ? null : Number(said)))
    .pipe(
      z
        .number({ error: 'is neither a number of minutes nor off' })
        .positive('is not more than no minutes')
        .max(720, 'is more than twelve hours')
        .nullable(),
    )
    .optional(),
  HILO_ERASED: z.string().optional(),
  HILO_LOG: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'], {
      error: 'is none of silent, fatal, error, warn, info, debug',
    })
    .default('info'),
  HILO_SECOND_FACTOR: z
    .enum(['off', 'supervisors'], { error: 'is none of off, supervisors' })
    .default('supervisors'),
  HILO_OIDC_ISSUER: z.url('is not an address').optional(),
  HILO_OIDC_CLIENT_ID: z.string().max(500, 'has more than 500 characters').optional(),
  HILO_OIDC_CLIENT_SECRET: z.string().max(2000, 'has more than 2000 characters').optional(),
  HILO_OIDC_NAME: z.string().max(100, 'has more than 100 characters').optional(),
  HILO_OIDC_LOGIN: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'is not the name of a claim')
    .default('email'),
  HILO_OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'does not have the word openid')
    .default('openid email'),
  HILO_OIDC_PROMPT: z
    .enum(['login', 'select_account', 'none'], { error: 'is none of login, select_account, none' })
    .default('login'),
  HILO_ADMIN_LOGIN: z.string().max(200, 'has more than 200 characters').optional(),
  HILO_ADMIN_PASSWORD: z.string().max(1000, 'has more than 1000 characters').optional(),
  HILO_ADMIN_PASSWORD_FILE: z.string().optional(),
});

export type Config = {
  /** The demo company: a folder of its own, people to be, a password that everybody knows. */
  demo: boolean;
  /** Null: an embedded PostgreSQL in `folder`. */
  databaseUrl: string | null;
  /** The same database as whoever owns its tables; null: the account of `databaseUrl` does. */
  databaseOwnerUrl: string | null;
  /** Absolute. */
  folder: string;
  host: string;
  port: number;
  company: string;
  /** PEM texts. Null: plain HTTP. */
  tls: { key: string; cert: string } | null;
  /** Addresses of proxies whose `x-forwarded-for` is believed. */
  proxies: string[];
  /** Bytes of a shop's file: as it is sent, and as it is unpacked. */
  imports: { sent: number; unpacked: number };
  /** Teams with fewer changes are sent to a new desk in pages: those are there sooner than a first fill is made. */
  snapshotFrom: number;
  /** What every desk is told when somebody signs in at it. */
  policy: DeskPolicy;
  /** The list of the erased, beside the database. Absolute. */
  erasedList: string;
  log: z.infer<typeof shape>['HILO_LOG'];
  /** The company's own identity provider; null: people sign in with passwords of this centre alone. */
  provider: ProviderConfig | null;
  /** Who must have an authenticator app, of those who sign in with a password. */
  secondFactor: SecondFactorPolicy;
  /** Who is made where there is no admin yet. Password null: one that is good once is made up and printed. */
  firstAdmin: { login: string; password: string | null };
};

/**
 * Reads the environment. Throws ConfigError. An empty value is the same as none.
 */
export function readConfig(env: NodeJS.ProcessEnv, demo: boolean): Config {
  const set = Object.entries(env).filter(([name, value]) => name in shape.shape && value !== '');
  const read = shape.safeParse(Object.fromEntries(set));
  if (!read.success) {
    const [first] = read.error.issues;
    throw new ConfigError(`${String(first?.path[0])} ${first?.message ?? 'is wrong'}.`);
  }
  const said = read.data;
  const proxies = (said.HILO_PROXIES ?? '').split(/[\s,]+/).filter((part) => part !== '');
  const wrong = proxies.find((proxy) => !isAddresses(proxy));
  if (wrong !== undefined) throw new ConfigError(`HILO_PROXIES: ${wrong} is no address.`);
  if (said.DATABASE_OWNER_URL !== undefined && said.DATABASE_URL === undefined)
    throw new ConfigError('DATABASE_OWNER_URL goes with DATABASE_URL, which is not set.');
  const tls = tlsOf(said.HILO_TLS_KEY, said.HILO_TLS_CERT);
  if (!isLoopback(said.HILO_HOST) && tls === null && proxies.length === 0) {
    throw new ConfigError(
      `HILO_HOST ${said.HILO_HOST} can be reached from other machines: set HILO_TLS_KEY and HILO_TLS_CERT, or HILO_PROXIES if a proxy in front of this server ends TLS.`,
    );
  }
  const folder = said.HILO_DATA ? resolve(said.HILO_DATA) : embeddedFolder(env);
  return {
    demo,
    databaseUrl: said.DATABASE_URL ?? null,
    databaseOwnerUrl: said.DATABASE_OWNER_URL ?? null,
    folder: demo ? join(folder, 'demo') : folder,
    host: said.HILO_HOST,
    port: said.HILO_PORT,
    company: said.HILO_COMPANY || (demo ? demoCompany.name : ''),
    tls,
    proxies,
    imports: { sent: said.HILO_IMPORT_MB, unpacked: said.HILO_IMPORT_UNPACKED_MB },
    snapshotFrom: said.HILO_SNAPSHOT_FROM,
    policy: {
      leaseHours: said.HILO_OFFLINE_LEASE_HOURS,
      // The demo is looked at and left, and its passwords are no secret.
      lockAfter:
        said.HILO_LOCK_AFTER_MINUTES === undefined ? (demo ? null : 10) : said.HILO_LOCK_AFTER_MINUTES,
    },
    erasedList: said.HILO_ERASED
      ? resolve(said.HILO_ERASED)
      : join(demo ? join(folder, 'demo') : folder, 'erased.jsonl'),
    log: said.HILO_LOG,
    provider: demo ? null : providerOf(said),
    secondFactor: demo ? 'off' : said.HILO_SECOND_FACTOR,
    firstAdmin: { login: said.HILO_ADMIN_LOGIN ?? 'admin', password: adminPassword(said) },
  };
}

/** A secret of a container or of systemd comes as a file: without the end of its line. */
function adminPassword(said: z.infer<typeof shape>): string | null {
  const { HILO_ADMIN_PASSWORD: text, HILO_ADMIN_PASSWORD_FILE: file } = said;
  if (file === undefined) return text ?? null;
  if (text !== undefined)
    throw new ConfigError(
      'HILO_ADMIN_PASSWORD and HILO_ADMIN_PASSWORD_FILE say the same thing: set one of them.',
    );
  return textOf('HILO_ADMIN_PASSWORD_FILE', file).replace(/\r?\n$/, '');
}

function tlsOf(key: string | undefined, cert: string | undefined): Config['tls'] {
  if (key === undefined && cert === undefined) return null;
  if (key === undefined || cert === undefined)
    throw new ConfigError('HILO_TLS_KEY and HILO_TLS_CERT belong together, and one is missing.');
  return { key: textOf('HILO_TLS_KEY', key), cert: textOf('HILO_TLS_CERT', cert) };
}

function providerOf(said: z.infer<typeof shape>): ProviderConfig | null {
  const { HILO_OIDC_ISSUER: issuer, HILO_OIDC_CLIENT_ID: clientId } = said;
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined || clientId === undefined)
    throw new ConfigError('HILO_OIDC_ISSUER and HILO_OIDC_CLIENT_ID belong together, and one is missing.');
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    throw new ConfigError('HILO_OIDC_ISSUER is not an https:// address.');
  return {
    issuer,
    clientId,
    clientSecret: said.HILO_OIDC_CLIENT_SECRET ?? null,
    name: said.HILO_OIDC_NAME ?? hostname,
    loginClaim: said.HILO_OIDC_LOGIN === 'none' ? null : said.HILO_OIDC_LOGIN,
    scope: said.HILO_OIDC_SCOPE,
    prompt: said.HILO_OIDC_PROMPT === 'none' ? null : said.HILO_OIDC_PROMPT,
  };
}

function textOf(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${name}: the file ${path} cannot be read.`, { cause: error });
  }
}

/** An address, or many as `10.1.0.0/16`. */
function isAddresses(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
