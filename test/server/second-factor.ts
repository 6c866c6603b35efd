import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { TOTP } from 'otpauth';
import type pg from 'pg';
import { secondStep, secondStepLife } from '#server/identity/sign-in.ts';
import { stepsOf } from '#server/identity/steps.ts';
import { sha256 } from '#server/sha256.ts';

/** How long a code is shown, ms. */
const period = 30_000;

/** The code of an app that read this secret, some steps of half a minute from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * period });

/** Waits for the next half minute where this one is nearly over: a code that is made now is still of the same step when it is checked. */
export const midStep = async (): Promise<void> => {
  const left = period - (Date.now() % period);
  if (left < 5000) await wait(left);
};

/**
 * The codes of an app one after the other, for a person who takes their time: each is good for ten seconds more at least, and none is given
 * twice. A code is good once, from the step before its own to the one after it.
 */
export function codesOf(secret: string): () => Promise<string> {
  let last = 0;
  return async () => {
    last = Math.max(last + 1, Math.floor((Date.now() + 10_000) / period) - 1);
    while (last > Math.floor(Date.now() / period) + 1) await wait(100);
    return new TOTP({ secret }).generate({ timestamp: last * period });
  };
}

/** Somebody new, whose password was right so long `ago`, ms, as this centre would have said it. */
export async function slipOfSomebody(pool: pg.Pool, oneTime = false, ago = 0): Promise<string> {
  const id = `code-${randomUUID()}`;
  await pool.query(
    `INSERT INTO person (id, login, name, role, password, one_time)
     SELECT $1, $1, 'Code', 'agent', password, $2 FROM person WHERE id = 'lucia'`,
    [id, oneTime],
  );
  await pool.query("INSERT INTO person_team (person, team, home) VALUES ($1, 'day', true)", [id]);
  const { rows } = await pool.query<{ value: Buffer; password: string }>(
    "SELECT s.value, p.password FROM secret AS s, person AS p WHERE s.name = 'token-key' AND p.id = $1",
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('nobody');
  const steps = stepsOf(row.value, 'second-factor', secondStep, secondStepLife, () => Date.now() - ago);
  return steps.sign({ person: id, password: sha256(row.password) });
}
