import { hash } from '@node-rs/argon2';
import { onTestFinished } from 'vitest';
import { openCentre } from '#server/centre.ts';
import { type Config, readConfig } from '#server/config.ts';
import { openPool } from '#server/database/pool.ts';
import { logOf } from '#server/operation/log.ts';
import type { Role } from '#shared/people.ts';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { freshDatabase, servingUrl } from './centre.ts';

/** Everybody's here. Hashed once, with a cost that makes no test wait (and so is hashed anew at the first sign-in). */
export const password = 'cinco faroles azules';
const cheap = hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 });

/** A database with two teams and people in them. */
export async function staffedDatabase(): Promise<string> {
  const url = await freshDatabase();
  const pool = openPool(url, { size: 1 });
  const kept = await cheap;
  for (const [team, name] of [
    ['day', 'Día'],
    ['night', 'Noche'],
  ]) {
    await pool.query('INSERT INTO team VALUES ($1, $2)', [team, name]);
    await pool.query('INSERT INTO team_head (team) VALUES ($1)', [team]);
  }
  const staff: [string, string, Role, string[]][] = [
    ['lucia', 'Lucía Ferrer', 'agent', ['day']],
    ['mateo', 'Mateo Quiroga', 'agent', ['night', 'day']],
    ['ines', 'Inés Aldama', 'supervisor', ['day', 'night']],
    ['nuria', 'Nuria Salgado', 'admin', ['day']],
  ];
  for (const [id, name, role, teams] of staff) {
    await pool.query('INSERT INTO person (id, login, name, role, password) VALUES ($1, $2, $3, $4, $5)', [
      id,
      `${id}@casalumbre.example`,
      name,
      role,
      kept,
    ]);
    for (const [index, team] of teams.entries())
      await pool.query('INSERT INTO person_team VALUES ($1, $2, $3)', [id, team, index === 0]);
  }
  await pool.end();
  return url;
}

/** A process's worth of a centre on a database, closed after the test. `log`: what it wrote. */
export async function centreOn(url: string, env: NodeJS.ProcessEnv = {}) {
  const centre = await openCentreOn(url, env);
  onTestFinished(() => centre.close());
  return centre;
}

/** The same for several tests: whoever opens it closes it. */
export async function openCentreOn(url: string, env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const config: Config = readConfig(
    {
      DATABASE_URL: servingUrl(url),
      DATABASE_OWNER_URL: url,
      HILO_COMPANY: 'Casa Lumbre',
      HILO_SECOND_FACTOR: 'off',
      ...env,
    },
    false,
  );
  const log = logOf('debug', { write: (line: string) => void lines.push(line) });
  const centre = await openCentre(config, log, '0.0.0', () => undefined);
  const { app } = centre;

  async function post(path: string, body: object, token?: string) {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return app.inject({ method: 'POST', url: path, payload: body, headers });
  }
  async function signIn(person: string, device: string | null = null): Promise<SignedIn> {
    const answer = await post('/sign-in', {
      login: `${person}@casalumbre.example`,
      password,
      device,
      deviceName: `desk of ${person}`,
    });
    if (answer.statusCode !== 200)
      throw new Error(`sign-in was answered ${answer.statusCode}: ${answer.body}`);
    return signedIn.parse(answer.json());
  }
  const get = (path: string, token: string) =>
    app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${token}` } });
  return { ...centre, log: lines, post, get, signIn };
}
