import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { eventData, eventEnvelope } from '#shared/case/events.ts';
import type { AttachmentState } from '#shared/sync/attachments.ts';
import { type Asked, asCentre, inTeams } from '../database/transaction.ts';
import { lockAgainstErasing } from '../ledger/streams.ts';
import { ProblemError } from '../problem.ts';

/** What a numbered event says of a content; the only contents that are taken. */
export type Announced = { bytes: number; by: string };

/** Unfinished ones go when no part came for so long, ms: their desk then begins anew. */
const unfinishedFor = 30 * 24 * 3_600_000;

export const announcedSql = "SELECT body FROM change WHERE team = $1 AND kind = 'event' AND key = $2";
export const partAtSql = `
  SELECT at, body FROM attachment_part WHERE team = $1 AND hash = $2 AND at <= $3 ORDER BY at DESC LIMIT 1`;
export const partsSql = `
  SELECT at, body FROM attachment_part WHERE team = $1 AND hash = $2 AND at >= $3 ORDER BY at LIMIT 8`;
export const unfinishedSql = 'DELETE FROM attachment WHERE NOT whole AND touched < now_ms() - $1::bigint';

/** What the team's stream says at this event of a content with this hash; null: nothing. */
export async function announced(
  pool: Asked,
  team: string,
  event: string,
  hash: string,
): Promise<Announced | null> {
  const { rows } = await pool.query<{ body: string }>(announcedSql, [team, event]);
  const envelope = eventEnvelope.safeParse(rows[0]?.body ? JSON.parse(rows[0].body) : null).data;
  if (envelope?.type !== 'attachment.added.1') return null;
  const data = eventData['attachment.added.1'].safeParse(envelope.data).data;
  return data?.hash === hash ? { bytes: data.bytes, by: envelope.by } : null;
}

/** A content that an event of a team announces. */
export type Place = { team: string; hash: string; bytes: number; event: string };

/**
 * Takes the next part of a content, if it begins where the last one ended; says in any case how far it is. Parts of one content wait for
 * one another, whichever process they come to.
 * @throws ProblemError not-found: it was erased a moment ago; bad-input: the part is too long, or all of it is here and its hash is another (it is forgotten then)
 */
export async function keepPart(
  pool: Pool,
  { team, hash, bytes, event }: Place,
  at: number,
  part: Buffer,
): Promise<AttachmentState> {
  const kept = await inTeams(pool, [team], async (client): Promise<AttachmentState | 'unfit' | 'erased'> => {
    await lockAgainstErasing(client);
    const asked: Asked = { query: (sql, values = []) => client.query(sql, [...values]) };
    if ((await announced(asked, team, event, hash)) === null) return 'erased';
    await client.query(
      `INSERT INTO attachment (team, hash, bytes, touched) VALUES ($1, $2, $3, now_ms()) ON CONFLICT DO NOTHING`,
      [team, hash, bytes],
    );
    const { rows } = await client.query<AttachmentState & { bytes: number }>(
      'SELECT have, whole, bytes FROM attachment WHERE team = $1 AND hash = $2 FOR UPDATE',
      [team, hash],
    );
    const now = rows[0];
    if (!now) throw new ProblemError('busy', 'The content was just cleared away.', { retryAfter: 1 });
    const { have, whole } = now;
    if (whole || part.length === 0 || at !== have) return { have, whole };
    const after = have + part.length;
    if (after > now.bytes) throw new ProblemError('bad-input', 'The content is longer than its event says.');
    await client.query('INSERT INTO attachment_part VALUES ($1, $2, $3, $4)', [team, hash, at, part]);
    const isWhole = after === now.bytes;
    if (isWhole && (await hashOf(client, team, hash)) !== hash) {
      await client.query('DELETE FROM attachment WHERE team = $1 AND hash = $2', [team, hash]);
      return 'unfit';
    }
    await client.query(
      'UPDATE attachment SET have = $3, whole = $4, touched = now_ms() WHERE team = $1 AND hash = $2',
      [team, hash, after, isWhole],
    );
    return { have: after, whole: isWhole };
  });
  if (kept === 'erased') throw new ProblemError('not-found', 'There is no such content.');
  if (kept === 'unfit') throw new ProblemError('bad-input', 'The content is not the one of its hash.');
  return kept;
}

const hashOf = (client: PoolClient, team: string, hash: string): Promise<string> =>
  hashOfParts((from) => client.query(partsSql, [team, hash, from]));

/** SHA-256, hex, of parts in their order. `read`: some that begin at a place or after it; none at the end. */
export async function hashOfParts(
  read: (from: number) => Promise<{ rows: { at: number; body: Buffer }[] }>,
): Promise<string> {
  const sum = createHash('sha256');
  let from = 0;
  for (;;) {
    const { rows } = await read(from);
    for (const { body } of rows) sum.update(body);
    const last = rows.at(-1);
    if (!last) return sum.digest('hex');
    from = last.at + last.body.length;
  }
}

/** A piece of a whole content from `at` on; null: there is none such (yet). Empty at its end. */
export async function readPart(pool: Asked, team: string, hash: string, at: number): Promise<Buffer | null> {
  const { rows } = await pool.query<{ whole: boolean }>(
    'SELECT whole FROM attachment WHERE team = $1 AND hash = $2',
    [team, hash],
  );
  if (!rows[0]?.whole) return null;
  const parts = await pool.query<{ at: number; body: Buffer }>(partAtSql, [team, hash, at]);
  const [part] = parts.rows;
  return part ? part.body.subarray(at - part.at) : Buffer.alloc(0);
}

/** Forgets what nobody goes on sending. */
export async function forgetUnfinished(pool: Pool): Promise<void> {
  await asCentre(pool, (client) => client.query(unfinishedSql, [unfinishedFor]));
}
