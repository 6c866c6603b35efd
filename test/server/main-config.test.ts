import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';
import { embeddedFolder } from '#server/database/embedded.ts';

const place = mkdtempSync(join(tmpdir(), 'hilo-config-'));
const key = join(place, 'key.pem');
const cert = join(place, 'cert.pem');
writeFileSync(key, 'KEY');
writeFileSync(cert, 'CERT');
afterAll(() => rmSync(place, { recursive: true }));

test('nothing set: this machine alone, port 4450, an embedded database in the data folder of this user', () => {
  expect(readConfig({ HILO_COMPANY: '' }, false)).toEqual({
    demo: false,
    databaseUrl: null,
    databaseOwnerUrl: null,
    folder: embeddedFolder({}),
    host: '127.0.0.1',
    port: 4450,
    company: '',
    tls: null,
    proxies: [],
    imports: { sent: 1024 ** 3, unpacked: 8 * 1024 ** 3 },
    erasedList: expect.stringMatching(/erased\.jsonl$/),
    snapshotFrom: 20_000,
    policy: { leaseHours: 72, lockAfter: 10 },
    log: 'info',
    provider: null,
    secondFactor: 'supervisors',
    firstAdmin: { login: 'admin', password: null },
  });
});

test('an identity provider is an issuer and a client; the rest has what most of them need', () => {
  const named = { HILO_OIDC_ISSUER: 'https://login.contoso.example/v2', HILO_OIDC_CLIENT_ID: 'hilo' };
  expect(readConfig(named, false).provider).toEqual({
    issuer: 'https://login.contoso.example/v2',
    clientId: 'hilo',
    clientSecret: null,
    name: 'login.contoso.example',
    loginClaim: 'email',
    scope: 'openid email',
    prompt: 'login',
  });
  const more = {
    ...named,
    HILO_OIDC_CLIENT_SECRET: 's',
    HILO_OIDC_NAME: 'Contoso',
    HILO_OIDC_LOGIN: 'none',
    HILO_OIDC_PROMPT: 'none',
  };
  expect(readConfig(more, false).provider).toMatchObject({
    clientSecret: 's',
    name: 'Contoso',
    loginClaim: null,
    prompt: null,
  });
  expect(readConfig(named, true).provider).toBeNull();
});

test('the folder is a path of its own, and the demo company has one inside', () => {
  expect(readConfig({ HILO_DATA: 'here' }, false).folder).toBe(resolve('here'));
  expect(readConfig({ HILO_DATA: '/d' }, true).folder).toBe(join('/d', 'demo'));
});

test('what is set is taken', () => {
  const config = readConfig(
    {
      DATABASE_URL: 'postgresql://hilo:secret@db:5432/hilo',
      HILO_HOST: '0.0.0.0',
      HILO_PORT: '443',
      HILO_COMPANY: 'Casa Lumbre',
      HILO_TLS_KEY: key,
      HILO_TLS_CERT: cert,
      HILO_PROXIES: '10.0.0.1, 10.1.0.0/16',
      HILO_LOG: 'debug',
      HILO_IMPORT_MB: '5',
      HILO_ADMIN_LOGIN: 'nuria',
    },
    false,
  );
  expect(config).toMatchObject({
    databaseUrl: 'postgresql://hilo:secret@db:5432/hilo',
    databaseOwnerUrl: null,
    host: '0.0.0.0',
    port: 443,
    tls: { key: 'KEY', cert: 'CERT' },
    imports: { sent: 5 * 1024 ** 2 },
    proxies: ['10.0.0.1', '10.1.0.0/16'],
    firstAdmin: { login: 'nuria', password: null },
  });
});

test.each([
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is not a postgres:// address.'],
  [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL is not a postgres:// address.'],
  [{ HILO_PORT: 'http' }, 'HILO_PORT is not a port.'],
  [{ HILO_PORT: '70000' }, /^HILO_PORT .+\.$/],
  [{ HILO_PROXIES: 'balancer' }, 'HILO_PROXIES: balancer is no address.'],
  [{ HILO_PROXIES: '10.0.0.1, 10.1.0.0/33' }, 'HILO_PROXIES: 10.1.0.0/33 is no address.'],
  [{ HILO_LOG: 'loud' }, 'HILO_LOG is none of silent, fatal, error, warn, info, debug.'],
  [
    { HILO_OIDC_ISSUER: 'https://login.contoso.example' },
    'HILO_OIDC_ISSUER and HILO_OIDC_CLIENT_ID belong together, and one is missing.',
  ],
  [
    { HILO_OIDC_ISSUER: 'http://login.contoso.example', HILO_OIDC_CLIENT_ID: 'hilo' },
    'HILO_OIDC_ISSUER is not an https:// address.',
  ],
  [{ HILO_OIDC_SCOPE: 'email' }, 'HILO_OIDC_SCOPE does not have the word openid.'],
  [{ HILO_TLS_KEY: key }, 'HILO_TLS_KEY and HILO_TLS_CERT belong together, and one is missing.'],
  [
    { HILO_TLS_KEY: join(place, 'none.pem'), HILO_TLS_CERT: cert },
    /^HILO_TLS_KEY: the file .+ cannot be read\.$/,
  ],
  [{ HILO_HOST: '0.0.0.0' }, /^HILO_HOST 0\.0\.0\.0 can be reached from other machines: .+\.$/],
])('%j is one clear sentence', (env, sentence) => {
  const reading = () => readConfig(env, false);
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(sentence);
});

test('what desks are told: the demo does not lock, a company says how long, and nonsense is refused', () => {
  const policy = (env: NodeJS.ProcessEnv, demo = false) => readConfig(env, demo).policy;
  expect(policy({}, true).lockAfter).toBeNull();
  expect(policy({ HILO_LOCK_AFTER_MINUTES: '2' }, true).lockAfter).toBe(2);
  expect(policy({ HILO_LOCK_AFTER_MINUTES: 'off', HILO_OFFLINE_LEASE_HOURS: '8' })).toMatchObject({
    leaseHours: 8,
    lockAfter: null,
  });
  for (const [name, text] of [
    ['HILO_LOCK_AFTER_MINUTES', 'never'],
    ['HILO_LOCK_AFTER_MINUTES', '0'],
    ['HILO_OFFLINE_LEASE_HOURS', '-1'],
    ['HILO_OFFLINE_LEASE_HOURS', '99999'],
  ] as const)
    expect(() => policy({ [name]: text })).toThrow(new RegExp(`^${name} `));
});
