import { randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import type pg from 'pg';
import { secondStep, secondStepLife } from '#server/identity/sign-in.ts';
import { stepsOf } from '#server/identity/steps.ts';
import { sha256 } from '#server/sha256.ts';

/** The code of an app that read this secret, some steps of half a minute from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Somebody new, whose password was right a moment ago, as this centre would say it. */
export async function slipOfSomebody(pool: pg.Pool, oneTime = false): Promise<string> {
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
  const steps = stepsOf(row.value, 'second-factor', secondStep, secondStepLife);
  return steps.sign({ person: id, password: sha256(row.password) });
}
