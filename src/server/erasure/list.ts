import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pool } from 'pg';
import { z } from 'zod';
import { asCentre } from '../database/transaction.ts';
import { secretOf } from '../identity/secret.ts';
import { type Erased, eraseCustomers } from './erase.ts';

/** One line of the file: ids and times, no name. `centre`: of which database it is; several may be run from one machine. */
const line = z.object({
  centre: z.string(),
  customerId: z.string().min(1).max(200),
  team: z.string(),
  at: z.number(),
  keys: z.array(z.string()),
});

/** Adds to the file, on the disk when it returns. */
export async function addToList(pool: Pool, path: string, erased: readonly Erased[]): Promise<void> {
  if (erased.length === 0) return;
  await mkdir(dirname(path), { recursive: true });
  const centre = await centreId(pool);
  await appendFile(path, erased.map((one) => `${JSON.stringify({ centre, ...one })}\n`).join(''), {
    mode: 0o600,
  });
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

/**
 * Erases again whom the file names and this database does not know as erased: it was restored from a backup that is older. Then the file gets what it lacks.
 * Returns how many were erased again. @throws what the file system and pg say, and an error that names the line which is none
 */
export async function applyList(pool: Pool, path: string): Promise<number> {
  const listed = new Map((await readList(pool, path)).map((one) => [one.customerId, one]));
  const { rows } = await asCentre(pool, (client) =>
    client.query<{ customerId: string; team: string; at: number }>(
      'SELECT customer_id AS "customerId", team, at FROM erasure',
    ),
  );
  const known = new Map(rows.map((row) => [row.customerId, row]));
  const missing = [...listed.values()].filter(({ customerId, at }) => (known.get(customerId)?.at ?? 0) < at);
  for (const one of missing) await eraseAgain(pool, one);
  const unlisted = rows.filter(({ customerId, at }) => (listed.get(customerId)?.at ?? 0) < at);
  await addToList(
    pool,
    path,
    unlisted.map((row) => ({ ...row, keys: [] })),
  );
  return missing.length;
}

async function eraseAgain(pool: Pool, { customerId, team, at, keys }: Erased): Promise<void> {
  await asCentre(pool, async (client) => {
    const { rows } = await client.query<{ team: string }>(
      `SELECT coalesce((SELECT team FROM customer_team WHERE customer_id = $1), (SELECT team FROM team WHERE team = $2)) AS team`,
      [customerId, team],
    );
    // A team that this database does not have yet: nothing of the customer is here either.
    const now = rows[0]?.team;
    if (now) await eraseCustomers(client, { team: now, customerIds: [customerId], at });
    await client.query(
      'INSERT INTO erased_record SELECT key, $2 FROM unnest($1::text[]) AS key ON CONFLICT DO NOTHING',
      [keys, at],
    );
  });
}

/** Made once and kept in every backup: a restored database is the same centre. */
async function centreId(pool: Pool): Promise<string> {
  return (await secretOf(pool, 'centre-id')).toString('hex').slice(0, 32);
}

async function readList(pool: Pool, path: string): Promise<Erased[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // Made at the first start, so that every backup has it.
  const centre = await centreId(pool);
  return text
    .split('\n')
    .filter((one) => one !== '')
    .flatMap((one, index) => {
      const read = line.safeParse(jsonIn(one));
      if (!read.success) throw new Error(`the list of the erased cannot be read at line ${index + 1}`);
      return read.data.centre === centre ? read.data : [];
    });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
