import { randomUUID } from 'node:crypto';
import * as openid from 'openid-client';
import { z } from 'zod';
import { stepsOf } from './steps.ts';

/** The company's own identity provider, as IT names it once, here at the centre. */
export type ProviderConfig = {
  /** `https://…`, as the provider says it of itself. */
  issuer: string;
  clientId: string;
  /** Null: a public client, which is what a provider registers for desktop programs. */
  clientSecret: string | null;
  /** As people know it: *Sign in with Contoso*. */
  name: string;
  /** The claim that is a login here, for who signs in the first time; null: an admin links people by hand. */
  loginClaim: string | null;
  scope: string;
  /** What the provider is asked to ask: without it the browser would let in whoever used it last. Null: nothing. */
  prompt: string | null;
};

/** Somebody whom the provider vouches for. */
export type Vouched = {
  issuer: string;
  subject: string;
  /** Of this one attempt: good once. */
  once: string;
  /** They showed the provider who they are for this attempt: a session that they had there was not enough. */
  fresh: boolean;
  /** What they would sign in with here; null: the provider does not say, or has not verified it. Throws ProviderError. */
  login(): Promise<string | null>;
};

export type Provider = {
  name: string;
  issuer: string;
  /** Where the browser goes. `challenge`: PKCE's, S256. `redirect`: where the desk listens. Throws ProviderError. */
  begin(desk: {
    challenge: string;
    redirect: string;
    fresh?: boolean | undefined;
  }): Promise<{ url: string; state: string; attempt: string }>;
  /** `answer`: the query that the browser brought back. Throws ProviderError. */
  finish(brought: { attempt: string; answer: string; verifier: string }): Promise<Vouched>;
};

/** `unreachable`: the provider does not answer, or will not speak with this centre. `answer`: what came cannot be believed, or is over. */
export class ProviderError extends Error {
  readonly why: 'unreachable' | 'answer';
  /** The library's, for a log. */
  readonly code: string;
  constructor(why: 'unreachable' | 'answer', code: string, cause?: unknown) {
    super(why, { cause });
    this.name = 'ProviderError';
    this.why = why;
    this.code = code;
  }
}

/** What the library says of a key that it does not know. */
const unknownKey = 'OAUTH_KEY_SELECTION_FAILED';
/** How long a person may take at the provider's page, ms. */
const attemptLife = 10 * 60_000;
/** What the provider says of itself changes seldom. */
const knownFor = 10 * 60_000;
/** A clock that goes a little wrong is no forgery, s. */
const tolerance = 30;
/** No person waits longer, s. */
const patience = 10;

/** Older than this a sign-in there is none of now, s. */
const freshFor = 300;

const attemptShape = z.object({
  once: z.uuid(),
  state: z.string(),
  nonce: z.string(),
  redirect: z.string(),
  fresh: z.boolean(),
});

/** @param key of the centre's tokens */
export function openProvider(config: ProviderConfig, key: Buffer, now: () => number): Provider {
  const attempts = stepsOf(key, 'provider', attemptShape, attemptLife, now);
  const client = clientOf(config, now);
  return {
    name: config.name,
    issuer: config.issuer,
    async begin({ challenge, redirect, fresh = false }) {
      const attempt = {
        once: randomUUID(),
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        redirect,
        fresh,
      };
      const url = openid.buildAuthorizationUrl(await client.get(), {
        redirect_uri: redirect,
        scope: config.scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...(config.prompt === null ? {} : { prompt: config.prompt }),
        // Whoever has a session there shows who they are all the same; when, the ID token says.
        ...(fresh ? { prompt: 'login', max_age: String(freshFor) } : {}),
      });
      return { url: url.href, state: attempt.state, attempt: attempts.sign(attempt) };
    },
    async finish({ attempt, answer, verifier }) {
      const begun = attempts.read(attempt);
      if (begun === null) throw new ProviderError('answer', 'attempt-over');
      const at = await client.get();
      const came = new URL(begun.redirect);
      came.search = answer;
      const tokens = await asking(() =>
        openid.authorizationCodeGrant(at, came, {
          pkceCodeVerifier: verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          idTokenExpected: true,
          ...(begun.fresh ? { maxAge: freshFor } : {}),
        }),
      ).catch((error: unknown) => {
        if (error instanceof ProviderError) client.heard(error);
        throw error;
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new ProviderError('answer', 'no-id-token');
      return {
        // Checked by the library against the one that IT named: theirs, letter by letter, is what links are kept under.
        issuer: config.issuer,
        subject: claims.sub,
        once: begun.once,
        fresh: begun.fresh,
        login: async () =>
          loginIn(claims, config.loginClaim) ??
          loginIn(await userInfo(at, tokens.access_token, claims.sub), config.loginClaim),
      };
    },
  };
}

/** What is said of the person beyond the token; nothing where the provider has no place for it. */
async function userInfo(at: openid.Configuration, token: string, subject: string): Promise<object> {
  if (at.serverMetadata().userinfo_endpoint === undefined) return {};
  return asking(() => openid.fetchUserInfo(at, token, subject));
}

/** An e-mail address counts only when the provider has verified it: elsewhere people write what they like. */
function loginIn(claims: object, name: string | null): string | null {
  if (name === null) return null;
  const said: unknown = Reflect.get(claims, name);
  if (typeof said !== 'string' || said === '' || said.length > 200) return null;
  return name === 'email' && Reflect.get(claims, 'email_verified') !== true ? null : said;
}

/** The client that this centre is, with the provider's addresses and keys, which are asked for again after a while. */
function clientOf(config: ProviderConfig, now: () => number) {
  const issuer = new URL(config.issuer);
  let known: { at: number; client: openid.Configuration } | null = null;
  const discover = async (): Promise<openid.Configuration> => {
    const client = await openid.discovery(
      issuer,
      config.clientId,
      { [openid.clockTolerance]: tolerance },
      config.clientSecret === null ? openid.None() : openid.ClientSecretPost(config.clientSecret),
      { timeout: patience, execute: issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [] },
    );
    // The token comes from the provider itself by TLS, and its signature is looked at all the same.
    openid.enableNonRepudiationChecks(client);
    return client;
  };
  return {
    async get(): Promise<openid.Configuration> {
      if (known === null || known.at + knownFor < now()) {
        const client = await asking(discover);
        known = { at: now(), client };
      }
      return known.client;
    },
    /**
     * The library looks for a key that it does not know only a minute after it asked for keys last. Whoever signs in right after a
     * change of keys that was not announced begins again, and only they.
     */
    heard(error: ProviderError): void {
      if (error.code === unknownKey || error.why === 'unreachable') known = null;
    },
  };
}

async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new ProviderError(whyOf(error), codeOf(error), error);
  }
}

/** What a grant is refused with when the code was used, is over or is another desk's (RFC 6749, 5.2). */
function whyOf(error: unknown): ProviderError['why'] {
  if (error instanceof openid.ResponseBodyError)
    return error.error === 'invalid_grant' ? 'answer' : 'unreachable';
  if (error instanceof openid.AuthorizationResponseError) return 'answer';
  if (error instanceof openid.ClientError && !/unknown|TIMEOUT|ABORT|RESPONSE_IS_NOT/.test(codeOf(error)))
    return 'answer';
  return 'unreachable';
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'string' ? code : 'unknown';
}
