import type { Pool, PoolClient } from 'pg';
import { mostBytes } from '#shared/attachment/kinds.ts';
import { eventData, eventEnvelope } from '#shared/case/events.ts';
import type { AttachmentState } from '#shared/sync/attachments.ts';
import { readCommand } from '#shared/sync/offered.ts';
import { hashOfParts, keepPart, type Place } from '../attachments/keep.ts';
import { asCentre, fromHereFor } from '../database/transaction.ts';
import { teamsOf } from '../ledger/customers.ts';
import { ProblemError } from '../problem.ts';
import { sha256 } from '../sha256.ts';
import { drainingDevice } from './drain.ts';
import { fullProblem, hasRoom, noteFull } from './room.ts';

/** A part of the content that a command of the outbox attached. `at`: where it begins. */
export type HandedPart = { command: string; hash: string; at: number; part: Buffer };

type Row = { n: number; team: string; bytes: Buffer; verdict: string | null };
type Numbered = { team: string; body: string };
/** Beside its command, not announced by an event yet. */
type Waiting = Omit<Place, 'event'>;
type Found = AttachmentState | 'none' | 'unfit' | 'full' | Place;

export const numberedSql = `
  SELECT team, body FROM change WHERE team = ANY (ARRAY(SELECT team FROM team)) AND kind = 'event' AND key = $1`;
export const handedPartsSql =
  'SELECT at, body FROM quarantine_content_part WHERE n = $1 AND at >= $2 ORDER BY at LIMIT 8';

/**
 * Takes the next part of a content that a machine hands in; says in any case how far it is. What the ledger announced as its person's goes to
 * that attachment, as if it had been sent; the rest waits beside its command for whoever reviews that. Whole without being kept: nobody wants
 * it any more. Null: the token is not good now.
 * @throws ProblemError not-found: neither the ledger nor quarantine knows of it as this person's; bad-input, too-large; full: so
 * much waits that there is no room before some of it is reviewed
 */
export async function handInPart(
  pool: Pool,
  token: string,
  handed: HandedPart,
): Promise<AttachmentState | null> {
  const found = await asCentre(pool, async (client): Promise<Found | null> => {
    const device = await drainingDevice(client, token);
    if (device === null) return null;
    // Locked: what is decided or erased meanwhile waits, or is seen.
    const { rows: waiting } = await client.query<Row>(
      `SELECT n, team, bytes, verdict FROM quarantine WHERE device = $1 AND command_id = $2 ORDER BY n FOR UPDATE`,
      [device.id, handed.command],
    );
    const numbered = await numberedPlace(client, device.person, handed);
    if (numbered !== null) return numbered;
    for (const { n, team, bytes, verdict } of waiting) {
      const length = verdict === null ? lengthIn(handed, bytes) : null;
      if (length === null) continue;
      const place = { team, hash: handed.hash, bytes: length };
      if (await begin(client, device.id, n, place)) return keep(client, n, place, handed);
      return 'full';
    }
    return waiting.some(({ verdict }) => verdict !== null) ? unwanted : 'none';
  });
  if (found === null) return null;
  if (found === 'none') throw new ProblemError('not-found', 'No command of this machine attached this.');
  if (found === 'full') throw fullProblem();
  if (found === 'unfit') throw new ProblemError('bad-input', 'The content is not the one of its hash.');
  return 'team' in found ? keepPart(pool, found, handed.at, handed.part) : found;
}

const unwanted: AttachmentState = { have: 0, whole: true };

/** Where the ledger has the event as this person's; `unwanted`: it was erased. */
async function numberedPlace(
  client: PoolClient,
  person: string,
  { command, hash }: HandedPart,
): Promise<Place | AttachmentState | null> {
  const { rows } = await client.query<Numbered>(numberedSql, [`${command}:0`]);
  const [event] = rows;
  if (!event) return null;
  if (event.body === '') return unwanted;
  const envelope = eventEnvelope.safeParse(JSON.parse(event.body)).data;
  if (envelope?.type !== 'attachment.added.1' || envelope.by !== person) return null;
  const data = eventData['attachment.added.1'].safeParse(envelope.data).data;
  if (data?.hash !== hash) return null;
  return { team: event.team, hash, bytes: taken(data.bytes), event: `${command}:0` };
}

/** How long the command says that the content is; null: it attaches no such. */
function lengthIn({ command: id, hash }: HandedPart, bytes: Buffer): number | null {
  const { command } = readCommand({ id, team: null, text: bytes.toString('utf8') }, sha256);
  if (command?.ask.type !== 'attachment.add' || command.ask.data.hash !== hash) return null;
  return taken(command.ask.data.bytes);
}

function taken(bytes: number): number {
  if (bytes > mostBytes) throw new ProblemError('too-large', 'The content is larger than is taken.');
  return bytes;
}

/** Takes room for a content, for all of it at once. False: there is none. */
async function begin(
  client: PoolClient,
  device: string,
  n: number,
  { team, hash, bytes }: Waiting,
): Promise<boolean> {
  const begun = await client.query(
    `INSERT INTO quarantine_content (n, team, hash, bytes, touched) VALUES ($1, $2, $3, $4, now_ms())
     ON CONFLICT DO NOTHING`,
    [n, team, hash, bytes],
  );
  if (begun.rowCount === 0) return true;
  if (await hasRoom(client, device)) return true;
  await forgetHandedIn(client, [n]);
  await noteFull(client, device);
  return false;
}

async function keep(
  client: PoolClient,
  n: number,
  { team, hash, bytes }: Waiting,
  { at, part }: HandedPart,
): Promise<AttachmentState | 'unfit'> {
  const { rows } = await client.query<AttachmentState>(
    'SELECT have, whole FROM quarantine_content WHERE n = $1 FOR UPDATE',
    [n],
  );
  const { have, whole } = rows[0] ?? { have: 0, whole: false };
  if (whole || part.length === 0 || at !== have) return { have, whole };
  const after = have + part.length;
  if (after > bytes) throw new ProblemError('bad-input', 'The content is longer than its command says.');
  await client.query('INSERT INTO quarantine_content_part VALUES ($1, $2, $3, $4)', [n, team, at, part]);
  const isWhole = after === bytes;
  const sum = isWhole ? await hashOfParts((from) => client.query(handedPartsSql, [n, from])) : hash;
  if (sum !== hash) {
    await forgetHandedIn(client, [n]);
    return 'unfit';
  }
  await client.query('UPDATE quarantine_content SET have = $2, whole = $3, touched = now_ms() WHERE n = $1', [
    n,
    after,
    isWhole,
  ]);
  return { have: after, whole: isWhole };
}

/**
 * What was accepted becomes the contents of its attachment, also what has not come whole: the machine goes on with it there. Call inside the
 * transaction that closes the review; it is for the customer's team too from then on.
 */
export async function releaseHandedIn(
  client: PoolClient,
  n: number,
  teams: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ team: string; hash: string; customer: string | null }>(
    `SELECT c.team, c.hash, q.customer_id AS customer FROM quarantine_content AS c JOIN quarantine AS q USING (n)
     WHERE c.n = $1 FOR UPDATE OF c`,
    [n],
  );
  const [content] = rows;
  if (!content) return;
  const { hash, customer } = content;
  const team =
    (customer === null ? undefined : (await teamsOf(client, [customer])).get(customer)) ?? content.team;
  await fromHereFor(client, [...teams, team]);
  // One that a colleague sends at this moment is the same, and stays where it has more.
  await client.query(
    `DELETE FROM attachment AS a USING quarantine_content AS c
     WHERE c.n = $1 AND a.team = $2 AND a.hash = $3 AND NOT a.whole AND a.have < c.have`,
    [n, team, hash],
  );
  const put = await client.query(
    `INSERT INTO attachment (team, hash, bytes, have, whole, touched)
     SELECT $2, hash, bytes, have, whole, now_ms() FROM quarantine_content WHERE n = $1 ON CONFLICT DO NOTHING`,
    [n, team],
  );
  if (put.rowCount === 1)
    await client.query(
      `INSERT INTO attachment_part (team, hash, at, body)
       SELECT $2, $3, at, body FROM quarantine_content_part WHERE n = $1`,
      [n, team, hash],
    );
  await forgetHandedIn(client, [n]);
}

/** Contents of what was declined, or refused by the ledger. */
export async function forgetHandedIn(client: PoolClient, of: readonly number[]): Promise<void> {
  await client.query('DELETE FROM quarantine_content WHERE n = ANY ($1::bigint[])', [of]);
}
