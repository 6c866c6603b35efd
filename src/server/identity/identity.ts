import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import type { Ear } from '../database/ear.ts';
import { type Passwords, passwordsOf } from './passwords.ts';
import { openProvider, type Provider } from './provider.ts';
import { identityChannel, openRoster, type Roster } from './roster.ts';
import type { SecondFactor } from './second-factor.ts';
import { secretOf } from './secret.ts';
import { type SecondStep, secondStep, secondStepLife } from './sign-in.ts';
import { type Gate, gateOf } from './signed-in.ts';
import { openSigning, type Signing } from './signing.ts';
import { type Steps, stepsOf } from './steps.ts';
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
  secondFactor: SecondFactor;
  /** From the right password to the second factor. */
  secondSteps: Steps<SecondStep>;
};

/** @param failed hears of what went wrong behind requests: it is tried again. */
export async function openIdentity(
  pool: Pool,
  ear: Ear,
  failed: (error: unknown) => void,
  now: () => number,
  config: Pick<Config, 'provider' | 'secondFactor' | 'company'>,
): Promise<Identity> {
  const key = await secretOf(pool, 'token-key');
  const tokens = tokensOf(key, now);
  const signing = await openSigning(pool);
  const roster = await openRoster(pool, failed);
  const again = () => void roster.read().catch(failed);
  await ear.listen(identityChannel, again, again);
  // What was committed between the first reading and listening.
  await roster.read();
  const secondFactor = {
    policy: config.secondFactor,
    key: await secretOf(pool, 'second-factor-key'),
    company: config.company,
    now,
  };
  const secondSteps = stepsOf(key, 'second-factor', secondStep, secondStepLife, now);
  const provider = config.provider && openProvider(config.provider, key, now);
  return {
    passwords: passwordsOf(),
    tokens,
    signing,
    gate: gateOf(tokens, roster),
    roster,
    provider,
    secondFactor,
    secondSteps,
  };
}
