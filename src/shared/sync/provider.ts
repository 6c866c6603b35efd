import { z } from 'zod';
import { signInAsk } from './identity.ts';

// Signing in by the company's own identity provider (decision 0029): the desk opens the browser and listens for it, the centre speaks with the provider.

/** `GET /sign-in/ways`. `provider`: what it is called, where there is one. */
export const waysAnswer = z.object({
  provider: z.object({ name: z.string().min(1).max(100) }).nullable(),
});

/** Base64url of 32 bytes: PKCE's challenge with S256, and the verifier that it is the SHA-256 of (RFC 7636, 4.1 and 4.2). */
const pkce = z.string().regex(/^[\w-]{43}$/);

/** Where the browser comes back to: this machine itself, a port that is free at the moment (RFC 8252, 7.3). */
export const loopbackRedirect = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{4,5}\/back$/);

export const providerBeginAsk = z.strictObject({
  challenge: pkce,
  redirect: loopbackRedirect,
  /** They show who they are even where they have a session with the provider; an older centre does not know it. */
  fresh: z.literal(true).optional(),
});

/** `url`: for the browser. `state`: what comes back must carry it. `attempt`: to be handed in with the answer. */
export const providerBegun = z.object({
  url: z.url({ protocol: /^https?$/ }).max(4000),
  state: z.string().min(8).max(200),
  attempt: z.string().min(1).max(2000),
});
export type ProviderBegun = z.infer<typeof providerBegun>;

/**
 * `answer`: the query that the browser came back with. `devices`: what people who signed in on this machine are known by; which of them is
 * this person's only the centre will say.
 */
export const providerSignInAsk = z.strictObject({
  devices: z.array(z.uuid()).max(500),
  deviceName: signInAsk.shape.deviceName,
  attempt: z.string().min(1).max(2000),
  answer: z.string().min(1).max(8000),
  verifier: pkce,
});
export type ProviderSignInAsk = z.infer<typeof providerSignInAsk>;
