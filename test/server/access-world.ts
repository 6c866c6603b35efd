import { createHash, randomUUID } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { openPool } from '#server/database/pool.ts';
import type { Requester } from '#server/identity/requester.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import { exchangeAnswer, type SnapshotHead } from '#shared/sync/exchange.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import { chunkShape } from '#store/snapshot/shape.ts';
import type { Asker } from './access-table.ts';
import { seesAll } from './centre.ts';
import { askOf, sent } from './desk.ts';
import { openIdp } from './idp.ts';
import { customerIn, order } from './records-sample.ts';
import { openCentreOn, password, staffedDatabase } from './staffed.ts';

export const teams = ['day', 'night'] as const;
export type TeamName = (typeof teams)[number];

/** What stands in every kind of data of a team, and in no request. */
export const canary = { day: 'petirrojo-de-dia', night: 'lechuza-de-noche' } as const;

/** What a team has. `event`: which announced the attachment. */
export type Had = { content: Buffer; hash: string; event: string; snapshot: SnapshotHead };

export type Answer = { status: number; text: string };
export type Ask = { method: string; path: string; headers?: Record<string, string>; body?: unknown };

/** People of the team that is asked for, besides those of `staffedDatabase`. Moved was of the other one when the token was made. */
const cast = {
  supervisor: 'sofia',
  quality: 'quique',
  moved: 'marta',
  revoked: 'rita',
  left: 'dario',
} as const;
const admins = ['rita', 'dario'];

/** Two teams with data of every kind in both, everybody who may ask, and a server that listens. Close it. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** @param seeing what is made of who asks, before the routes see it: for a test's own mistakes */
export async function openWorld(seeing: (who: Requester) => Requester = (who) => who) {
  const url = await staffedDatabase();
  const pool = openPool(url, { size: 2, settings: seesAll });
  await hire(pool);
  const idp = await openIdp();
  const centre = await openCentreOn(url, {
    HILO_SNAPSHOT_FROM: '1',
    HILO_OIDC_ISSUER: idp.issuer,
    HILO_OIDC_CLIENT_ID: idp.clientId,
  });
  centre.app.addHook('preHandler', async (request) => {
    if (request.who) request.who = seeing(request.who);
  });
  const address = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const say = (token: string | null, ask: Ask) => request(address, token, ask);

  const signIn = async <Who extends string>(logins: Record<Who, string>) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries<string>(logins).map(async ([who, id]) => [who, await centre.signIn(id)]),
      ),
    ) as Record<Who, SignedIn>;
  const people = await signIn({ agent: 'lucia', admin: 'nuria', ...cast });
  const both = await signIn({ mateo: 'mateo', ines: 'ines' });
  const { token } = people.admin;

  const made = await say(token, {
    method: 'POST',
    path: '/integrations',
    body: { name: 'shop', scope: 'records' },
  });
  const program: string = JSON.parse(made.text).token;
  const rules = teams.map((team, index) => ({ shop: null, brand: null, country: ['ES', 'MX'][index], team }));
  await say(token, { method: 'PUT', path: '/team-rules', body: { rules, rest: null } });
  for (const kind of ['shopify', 'woocommerce'])
    await say(token, {
      method: 'PUT',
      path: `/shops/${kind}`,
      body: { kind, zone: null, country: 'ES', secrets: [shopSecret] },
    });

  const had = {
    day: await furnish(say, 'day', program, people.agent, both.ines),
    night: await furnish(say, 'night', program, both.mateo, both.ines),
  };
  // Marta works for the day from now on, Dario nowhere, and Rita's machine is gone.
  const person = (id: string, more: object) =>
    say(token, { method: 'PUT', path: `/people/${id}`, body: personAsk(id, more) });
  for (const team of teams) await person(`of-${team}`, { teams: [team], password });
  await person('marta', { role: 'agent', teams: ['day'] });
  await person('dario', { role: 'admin', teams: ['night', 'day'], active: false });
  await say(token, { method: 'POST', path: `/devices/${people.revoked.device}/revoke`, body: {} });

  return {
    ...centre,
    url,
    pool,
    say,
    people,
    program,
    had,
    tokenOf: (asker: Asker): string | null =>
      asker === 'nobody' ? null : asker === 'program' ? program : people[asker].token,
    async close() {
      await centre.close();
      await idp.stop();
      await pool.end();
    },
  };
}

export const shopSecret = 'secreto-de-la-tienda';

export function personAsk(id: string, more: object = {}): object {
  const login = `${id}@casalumbre.example`;
  return { login, name: id, role: 'agent', active: true, teams: ['day'], ...more };
}

async function hire(pool: ReturnType<typeof openPool>): Promise<void> {
  for (const [role, id] of Object.entries(cast)) {
    const isAdmin = admins.includes(id);
    await pool.query(
      `INSERT INTO person (id, login, name, role, password)
       SELECT $1, $2, $1, $3, password FROM person WHERE id = 'lucia'`,
      [id, `${id}@casalumbre.example`, isAdmin ? 'admin' : role === 'moved' ? 'agent' : role],
    );
    const theirs = isAdmin ? ['night', 'day'] : role === 'moved' ? ['night'] : ['day'];
    for (const [index, team] of theirs.entries())
      await pool.query('INSERT INTO person_team (person, team, home) VALUES ($1, $2, $3)', [
        id,
        team,
        index === 0,
      ]);
  }
}

type Say = (token: string | null, ask: Ask) => Promise<Answer>;

/** A customer, an order, a case with a note, an attachment, a page of rules and a first fill, with the canary in each of them. */
async function furnish(
  say: Say,
  team: TeamName,
  program: string,
  member: SignedIn,
  publisher: SignedIn,
): Promise<Had> {
  const word = canary[team];
  const id = `c-${team}`;
  const records = [
    customerIn(id, team === 'day' ? 'ES' : 'MX', {
      name: word,
      emails: [`${word}@example.com`],
      remark: word,
    }),
    order(`casa:${team}`, id, { number: word }),
  ];
  await well(say(program, { method: 'POST', path: '/records', body: { records } }));
  const content = Buffer.from(`${word} in a picture`);
  const hash = createHash('sha256').update(content).digest('hex');
  const event = randomUUID();
  const data = {
    attachmentId: randomUUID(),
    hash,
    name: `${word}.txt`,
    mime: 'text/plain',
    bytes: content.length,
    orderId: null,
    about: '',
  };
  const commands = [
    command(
      team,
      { type: 'case.open', customerId: id, caseId: `case-${team}`, data: openedWith(word) },
      member,
    ),
    command(
      team,
      { type: 'note.add', customerId: id, caseId: `case-${team}`, data: { text: word, about: 'note' } },
      member,
    ),
    command(team, { type: 'attachment.add', customerId: id, caseId: null, data }, member, event),
  ];
  const taken = exchangeAnswer.parse(
    JSON.parse(
      await well(say(member.token, { method: 'POST', path: '/exchange', body: askOf({ commands }) })),
    ),
  );
  if (taken.answers.some(({ outcome }) => outcome !== 'accepted'))
    throw new Error(JSON.stringify(taken.answers));
  const put = {
    method: 'PUT',
    path: `/attachments/${team}/${hash}?event=${event}:0&at=0`,
    headers: { 'content-type': 'application/octet-stream' },
  };
  await well(say(member.token, { ...put, body: content }));
  const page = {
    ...defaultTree,
    leaves: [
      ...defaultTree.leaves.slice(0, 1),
      { id: 'bird', under: 'late', label: { en: word, es: word }, retired: false },
    ],
  };
  await well(
    say(publisher.token, { method: 'PUT', path: `/teams/${team}/rules`, body: { from: 0, content: page } }),
  );
  return { content, hash, event: `${event}:0`, snapshot: await filled(say, team, member) };
}

function command(team: string, ask: CommandAsk, by: SignedIn, id: string = randomUUID()) {
  return { ...sent(ask, by.person.id, id, Date.now()), team };
}

const openedWith = (word: string) => ({
  subject: word,
  words: word,
  kind: 'question' as const,
  orderId: null,
});

async function filled(say: Say, team: TeamName, { token }: SignedIn): Promise<SnapshotHead> {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await well(
      say(token, { method: 'POST', path: '/exchange', body: askOf({ loads: chunkShape }) }),
    );
    const found = exchangeAnswer.parse(JSON.parse(text)).snapshots.find((one) => one.team === team);
    if (found) return found;
    await new Promise((resolved) => setTimeout(resolved, 30));
  }
  throw new Error('no first fill was made');
}

async function well(answer: Promise<Answer>): Promise<string> {
  const { status, text } = await answer;
  if (status > 299) throw new Error(`${status}: ${text}`);
  return text;
}

/** Over the network. What came compressed is read; of a stream that does not end, what comes first. */
async function request(
  address: string,
  token: string | null,
  { method, path, headers = {}, body }: Ask,
): Promise<Answer> {
  const isJson = body !== undefined && !Buffer.isBuffer(body);
  const stop = new AbortController();
  const reply = await fetch(`${address}${path}`, {
    method,
    headers: {
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : {
          body: isJson
            ? typeof body === 'string'
              ? body
              : JSON.stringify(body)
            : new Uint8Array(body as Buffer),
        }),
    signal: stop.signal,
  });
  const type = reply.headers.get('content-type') ?? '';
  if (type.includes('event-stream')) {
    const first = await reply.body?.getReader().read();
    stop.abort();
    return { status: reply.status, text: Buffer.from(first?.value ?? []).toString('latin1') };
  }
  const bytes = Buffer.from(await reply.arrayBuffer());
  const whole = type.includes('zstd') ? zstdDecompressSync(bytes) : bytes;
  return { status: reply.status, text: whole.toString('utf8') };
}
