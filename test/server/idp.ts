import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';

export const clientId = 'hilo-desk';

/** Everybody at the provider has an address at the company, verified unless they are called so. */
const claimsOf = (sub: string) => ({
  sub,
  email: `${sub.replace('unverified-', '')}@casalumbre.example`,
  email_verified: !sub.startsWith('unverified-'),
});

type Key = { kid: string; secret: KeyObject; jwk: JWK };

function newKey(kid: string): Key {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    kid,
    secret: privateKey,
    jwk: { ...(privateKey.export({ format: 'jwk' }) as JWK), kid, use: 'sig' },
  };
}

type TokenAnswer = { id_token: string; [name: string]: unknown };

/** A real identity provider on this machine. */
export type Idp = {
  issuer: string;
  clientId: string;
  /** Changes what the token endpoint answers, until it is called with null. */
  tamper(change: ((answer: TokenAnswer) => TokenAnswer) | null): void;
  /** Signs what it likes with the provider's own key. */
  sign(claims: object): string;
  /** Other keys from now on, without a word before. */
  changeKeys(): void;
  stop(): Promise<void>;
};

export async function openIdp(): Promise<Idp> {
  let key = newKey('first');
  let change: ((answer: TokenAnswer) => TokenAnswer) | null = null;
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const begin = () => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          // Any port of the loopback address, as RFC 8252 says.
          redirect_uris: ['http://127.0.0.1/back'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
      jwks: { keys: [key.jwk] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ['only for tests'] },
    });
    provider.on('server_error', (_, error) => console.error(error));
    provider.use(async (context, next) => {
      await next();
      const body: unknown = context.body;
      if (
        change &&
        context.path === '/token' &&
        typeof body === 'object' &&
        body !== null &&
        'id_token' in body
      )
        context.body = change(body as TokenAnswer);
    });
    handle = provider.callback();
  };
  begin();
  return {
    issuer,
    clientId,
    tamper(next) {
      change = next;
    },
    sign: (claims) => jws({ alg: 'RS256', kid: key.kid }, claims, key.secret),
    changeKeys() {
      key = newKey(randomUUID());
      begin();
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed text as RFC 7515 writes it, by hand: libraries refuse to make what a forger makes. */
export function jws(header: object, claims: object, key: KeyObject): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

export const claimsIn = (token: string): { [name: string]: unknown } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { [name: string]: unknown };

/**
 * What a person does in a browser: goes to the address, types who they are, agrees. Returns where the browser is sent in the end, without
 * going there. `answer`: what they answer to the first question; null: they go away by *Cancel*.
 */
export async function browse(url: string, login: string | null): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (to: string, form?: URLSearchParams): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(to, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      ...(form ? { body: form } : {}),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) {
      const next = new URL(location, to);
      return next.pathname === '/back' ? next.href : visit(next.href);
    }
    const page = await answer.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`no form at ${to}: ${answer.status}`);
    if (login === null) return visit(new URL(`${new URL(action, to).pathname}/abort`, to).href);
    return visit(new URL(action, to).href, new URLSearchParams({ prompt, login, password: 'any' }));
  };
  return visit(url);
}
