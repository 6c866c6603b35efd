import type { Pool } from 'pg';
import type { Ear } from '../database/ear.ts';
import { type Passwords, passwordsOf } from './passwords.ts';
import { openProvider, type Provider, type ProviderConfig } from './provider.ts';
import { identityChannel, openRoster, type Roster } from './roster.ts';
import { secretOf } from './secret.ts';
import { type Gate, gateOf } from './signed-in.ts';
import { openSigning, type Signing } from './signing.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** Who people are, in one process of a centre. */
export type Identity = {
  passwords: Passwords;
  tokens: Tokens;
  signing: Signing;
  gate: Gate;
  roster: Roster;
  /** The company's own identity provider; null: none. */
  provider: Provider | null;
};

/** @param failed hears of what went wrong behind requests: it is tried again. */
export async function openIdentity(
  pool: Pool,
  ear: Ear,
  failed: (error: unknown) => void,
  config: ProviderConfig | null,
): Promise<Identity> {
  const key = await secretOf(pool, 'token-key');
  const tokens = tokensOf(key);
  const signing = await openSigning(pool);
  const roster = await openRoster(pool, failed);
  const again = () => void roster.read().catch(failed);
  await ear.listen(identityChannel, again, again);
  // What was committed between the first reading and listening.
  await roster.read();
  const provider = config && openProvider(config, key, Date.now);
  return { passwords: passwordsOf(), tokens, signing, gate: gateOf(tokens, roster), roster, provider };
}
