import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { type RevocationAnswer, revocationAbout } from '#shared/sync/revocation.ts';
import { type Pair, pair, proofOf } from './device-pair.ts';
import type { centreOn } from './staffed.ts';

export type Here = Awaited<ReturnType<typeof centreOn>>;
export type Told = Extract<RevocationAnswer, { revoked: true }>;

export const challengeOf = async ({ app }: Here): Promise<string> =>
  (await app.inject({ method: 'GET', url: '/challenge' })).json().challenge;

/** Somebody at a machine whose key the centre knows. */
export async function enrolled(here: Here, person: string): Promise<{ who: SignedIn; own: Pair }> {
  const own = pair();
  const first = await here.signIn(person);
  const proof = proofOf(own, await challengeOf(here), 'enrol');
  return { who: signedIn.parse((await here.post('/enrol', { proof }, first.token)).json()), own };
}

export async function asked(here: Here, who: SignedIn, own: Pair, nonce: string = randomUUID()) {
  const about = revocationAbout({ device: who.device, nonce });
  const proof = proofOf(own, await challengeOf(here), 'revocation', about);
  return here.post('/revocation', { device: who.device, nonce, proof, refresh: null });
}

export async function revoked(here: Here, who: SignedIn): Promise<void> {
  const { token } = await here.signIn('nuria');
  expect((await here.post(`/devices/${who.device}/revoke`, {}, token)).statusCode).toBe(204);
}

/** By the drain token. */
export const handIn = (here: Here, drain: string, commands: object[], done: boolean) =>
  here.post('/quarantine/hand-in', { commands, done, files: 0 }, drain);
