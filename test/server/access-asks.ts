import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { emptyRule } from '#shared/incident/incident.ts';
import { noLink } from '#shared/sync/chain.ts';
import type { ProviderBegun } from '#shared/sync/provider.ts';
import type { EnrolmentBegun, EnrolmentDone } from '#shared/sync/second-factor.ts';
import type { Asker, Of } from './access-table.ts';
import { type Ask, canary, personAsk, shopSecret, type TeamName, type World } from './access-world.ts';
import { askOf, sent } from './desk.ts';
import { pair, proofOf } from './device-pair.ts';
import { browse } from './idp.ts';
import { wooOrder } from './records-files.ts';
import { customerIn } from './records-sample.ts';
import { codeOf, slipOfSomebody } from './second-factor.ts';
import { password } from './staffed.ts';

/** Who asks for what: `team` is where it is, `named` what the request calls its team. */
export type Asking = { world: World; asker: Asker; of: Of; team: TeamName; named: TeamName };

type Asks = { [route: string]: (asking: Asking) => Partial<Ask> | Promise<Partial<Ask>> };

const redirect = 'http://127.0.0.1:49152/back';

function pkce(): { challenge: string; verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A request for every route of docs/access.md, that answers well to whom it may. */
export const asks: Asks = {
  'POST /sign-in': ({ world, asker }) => {
    const who = personOf(world, asker);
    return {
      body: {
        login: `${who?.person.id ?? 'lucia'}@casalumbre.example`,
        password: who ? password : 'otra cosa que no es',
        device: who?.device ?? null,
        deviceName: 'desk',
      },
    };
  },
  'POST /sign-in/provider/begin': () => ({ body: { challenge: pkce().challenge, redirect } }),
  'POST /sign-in/provider': async ({ world, asker }) => {
    const who = personOf(world, asker);
    const { challenge, verifier } = pkce();
    const begun = await world.say(null, {
      method: 'POST',
      path: '/sign-in/provider/begin',
      body: { challenge, redirect },
    });
    const { url, attempt } = JSON.parse(begun.text) as ProviderBegun;
    const answer = who ? new URL(await browse(url, who.person.id)).search : '?code=none';
    return { body: { attempt, answer, verifier, devices: who ? [who.device] : [], deviceName: 'desk' } };
  },
  'POST /sign-in/second-factor': async ({ world }) => {
    const slip = await slipOfSomebody(world.pool);
    const post = async <T>(path: string, body: object): Promise<T> =>
      JSON.parse((await world.say(null, { method: 'POST', path, body })).text) as T;
    const { secret } = await post<EnrolmentBegun>('/sign-in/enrolment', { slip });
    const confirmed = { slip, code: codeOf(secret), device: null, deviceName: 'desk' };
    const { recovery } = await post<EnrolmentDone>('/sign-in/enrolment/confirm', confirmed);
    return { body: { slip, code: recovery[0], device: null, deviceName: 'desk' } };
  },
  'POST /sign-in/new-password': async ({ world }) => ({
    body: {
      slip: await slipOfSomebody(world.pool, true),
      password: 'tres barcos de papel',
      device: null,
      deviceName: 'Desk 4',
    },
  }),
  'POST /sign-in/enrolment': async ({ world }) => ({ body: { slip: await slipOfSomebody(world.pool) } }),
  'POST /sign-in/enrolment/confirm': async ({ world }) => {
    const slip = await slipOfSomebody(world.pool);
    const begun = await world.say(null, { method: 'POST', path: '/sign-in/enrolment', body: { slip } });
    const { secret } = JSON.parse(begun.text) as EnrolmentBegun;
    return { body: { slip, code: codeOf(secret), device: null, deviceName: 'desk' } };
  },
  'POST /people/:id/second-factor/reset': ({ team }) => ({
    path: `/people/of-${team}/second-factor/reset`,
    body: { password },
  }),
  'PUT /people/:id/subject': ({ team }) => ({
    path: `/people/of-${team}/subject`,
    body: { subject: `of-${team}` },
  }),
  'GET /people/:id/sign-in': ({ team }) => ({ path: `/people/of-${team}/sign-in` }),
  'PUT /me/password': () => ({ body: { current: password, password } }),
  'POST /refresh': async ({ world, asker }) => {
    // A device of its own: what is handed out here ends what was handed out before.
    const who = personOf(world, asker);
    const fresh = who && isIn(asker) ? await world.signIn(who.person.id) : who;
    return { body: { device: fresh?.device ?? randomUUID(), refresh: fresh?.refresh ?? 'none' } };
  },
  'POST /enrol': async ({ world }) => {
    const answer = await world.say(null, { method: 'GET', path: '/challenge' });
    const { challenge } = JSON.parse(answer.text) as { challenge: string };
    return { body: { proof: proofOf(pair(), challenge, 'enrol') } };
  },
  'POST /sign-out': async ({ world, asker }) => {
    const who = personOf(world, asker);
    const token = who && isIn(asker) ? (await world.signIn(who.person.id)).token : world.tokenOf(asker);
    return { headers: token === null ? {} : { authorization: `Bearer ${token}` }, body: {} };
  },
  'PUT /people/:id': ({ team }) => ({
    path: `/people/of-${team}`,
    body: personAsk(`of-${team}`, { teams: [team], password }),
  }),
  'PUT /people/:id/absence': ({ team }) => ({
    path: `/people/of-${team}/absence`,
    body: {
      away: { from: '2026-12-04', until: '2026-12-07', zone: 'Europe/Madrid', why: null, standIn: null },
    },
  }),
  'PUT /teams/:id': ({ team }) => ({ path: `/teams/${team}`, body: { name: team } }),
  'PUT /skills': () => ({ body: { skills: [{ id: 'german', name: { en: 'German', es: 'Alemán' } }] } }),
  'POST /devices/:id/revoke': async ({ world, asker, team }) => ({
    path: `/devices/${await someDevice(world, asker, team)}/revoke`,
  }),
  'POST /devices/:id/wipe': async ({ world, asker, team }) => {
    const device = await someDevice(world, asker, team);
    await world.pool.query('UPDATE device SET revoked = 1 WHERE id = $1', [device]);
    return { path: `/devices/${device}/wipe` };
  },
  'POST /revocation': async ({ world, asker }) => ({ body: await revocationOf(world, asker) }),
  'POST /revocation/emptied': async ({ world, asker }) => {
    const body = await revocationOf(world, asker);
    await world.say(null, { method: 'POST', path: '/revocation', body });
    return { body: { device: body.device, nonce: body.nonce } };
  },
  'POST /quarantine/hand-in': async ({ world, asker }) => {
    const told = await world.say(null, {
      method: 'POST',
      path: '/revocation',
      body: await revocationOf(world, asker),
    });
    const { drain } = JSON.parse(told.text) as { drain?: string };
    const command = sent({ ...noteIn('day'), customerId: 'c-night' }, 'rita');
    return {
      headers: drain === undefined ? {} : { authorization: `Bearer ${drain}` },
      body: { commands: [{ ...command, team: 'night' }], done: false, files: 0 },
    };
  },
  'PUT /quarantine/hand-in/:command/:hash': async ({ world, asker }) => {
    const body = await revocationOf(world, asker);
    const told = await world.say(null, { method: 'POST', path: '/revocation', body });
    const { drain } = JSON.parse(told.text) as { drain?: string };
    const hash = '0'.repeat(64);
    return {
      path: `/quarantine/hand-in/${randomUUID()}/${hash}?at=0`,
      headers: {
        'content-type': 'application/octet-stream',
        ...(drain ? { authorization: `Bearer ${drain}` } : {}),
      },
      body: Buffer.alloc(0),
    };
  },
  'GET /quarantine/:n/content': async ({ world, team }) => ({
    path: `/quarantine/${await someHandedIn(world, team)}/content?at=0`,
  }),
  'POST /quarantine/review': () => ({ body: { verdict: 'decline', of: [1], reason: 'not said' } }),
  'POST /records': ({ team, asker }) => ({
    body: { records: [customerIn(`${team}-of-${asker}`, countryOf[team])] },
  }),
  'PUT /team-rules': () => ({ body: teamRules }),
  'PUT /teams/:team/rules': ({ team }) => ({
    path: `/teams/${team}/rules`,
    body: { from: 0, content: incidentOf(randomUUID()) },
  }),
  'PUT /shops/:name': ({ asker }) => ({
    path: `/shops/tienda-${asker}`,
    body: { kind: 'shopify', zone: null, country: 'ES' },
  }),
  'POST /integrations': () => ({ body: { name: 'another', scope: 'records' } }),
  'POST /integrations/:id/revoke': async ({ world, asker }) => ({
    path: `/integrations/${await someIntegration(world, asker)}/revoke`,
  }),
  'POST /imports': ({ asker }) => ({
    path: `/imports?file=${asker}.json&from=woocommerce-json&shop=casa&country=ES`,
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(JSON.stringify(wooOrder(1))),
  }),
  'GET /imports/:id': async ({ world }) => ({ path: `/imports/${await someImport(world)}` }),
  'DELETE /imports/:id': async ({ world }) => ({ path: `/imports/${await someImport(world)}` }),
  'GET /teams/:team/audit': ({ team }) => ({ path: `/teams/${team}/audit?from=2020-01-01&to=2100-01-01` }),
  'PUT /holding/:team': ({ team }) => ({ path: `/holding/${team}`, body: { months: null } }),
  'GET /holding/:team/due': ({ team }) => ({ path: `/holding/${team}/due?months=60` }),
  'PUT /retention': () => ({ body: { months: null } }),
  'GET /retention/due': () => ({ path: '/retention/due?months=60' }),
  'POST /customers/search': ({ team }) => ({ body: { text: canary[team], limit: 20 } }),
  'GET /customers/:id/whole': ({ team }) => ({ path: `/customers/c-${team}/whole` }),
  'POST /exports': ({ team }) => ({ body: { customerIds: [`c-${team}`], language: 'es' } }),
  'POST /erasures': ({ team }) => ({ body: { customerIds: [`c-${team}`], why: 'person-asked' } }),
  'POST /erasures/:id/withdraw': async ({ world, asker, team }) => ({
    path: `/erasures/${await someErasure(world, asker, team)}/withdraw`,
    body: {},
  }),
  'POST /erasures/:id/confirm': async ({ world, asker, team }) => ({
    path: `/erasures/${await someErasure(world, asker, team)}/confirm`,
    body: {},
  }),
  'POST /exchange': ({ world, asker, team, of }) => ({
    body: of === 'own' ? askOf({}) : askOf(pryingInto(world, asker, team)),
  }),
  'GET /attachments/:team/:hash': ({ world, team, named }) => ({
    path: `/attachments/${named}/${world.had[team].hash}?at=0`,
  }),
  'PUT /attachments/:team/:hash': ({ world, team, named }) => ({
    path: `/attachments/${named}/${world.had[team].hash}?event=${world.had[team].event}&at=0`,
    headers: { 'content-type': 'application/octet-stream' },
    body: world.had[team].content,
  }),
  'GET /snapshots/:team/:id/:chunk': ({ world, team, named }) => ({
    path: `/snapshots/${named}/${world.had[team].snapshot.id}/${world.had[team].snapshot.chunks - 1}`,
  }),
  'POST /hooks/shopify/:shop': (asking) => hook('shopify', asking),
  'POST /hooks/woocommerce/:shop': (asking) => hook('woocommerce', asking),
};

/** An erasure that waits, of a customer whom nobody needs. */
const someErasure = (world: World, asker: Asker, team: TeamName) =>
  one(
    world,
    `INSERT INTO erasure_request (id, team, customers, why, asked_by, asked_at)
     VALUES ($1, $2, ARRAY[$3], 'person-asked', 'rita', 1) RETURNING id AS one`,
    [randomUUID(), team, `erased-by-${asker}-of-${team}`],
  );

/** A content that waits for a review of the team. */
const someHandedIn = (world: World, team: TeamName) =>
  one(
    world,
    `WITH q AS (INSERT INTO quarantine (device, person, command_id, hash, team, bytes, at)
       SELECT id, person, gen_random_uuid(), 'x', $1, '', 1 FROM device LIMIT 1 RETURNING n),
     c AS (INSERT INTO quarantine_content SELECT n, $1, 'x', length($2::bytea), length($2::bytea), true, 1 FROM q)
     INSERT INTO quarantine_content_part SELECT n, $1, 0, $2::bytea FROM q RETURNING n AS one`,
    [team, world.had[team].content],
  );

/** Routes whose answer must hold what the own team has: else nothing would be proved by the other's not being there. */
export const showing = new Set([
  'GET /teams/:team/audit own',
  'GET /customers/:id/whole own',
  'POST /customers/search own',
  'POST /exports own',
  'POST /exchange own',
  'GET /attachments/:team/:hash own',
  'GET /quarantine/:n/content own',
  'GET /snapshots/:team/:id/:chunk own',
]);

/** The request of a route, as somebody asks it. Routes without parameters and body need none of their own. */
export async function askFor(route: string, asking: Asking): Promise<Ask> {
  const [method = '', path = ''] = route.split(' ');
  return { method, path, ...(await asks[route]?.(asking)) };
}

const countryOf = { day: 'ES', night: 'MX' } as const;
export const teamRules = {
  rules: [
    { shop: null, brand: null, country: 'ES', team: 'day' },
    { shop: null, brand: null, country: 'MX', team: 'night' },
  ],
  rest: null,
};

const isIn = (asker: Asker): boolean => asker !== 'revoked' && asker !== 'left';

/** Of a device without a key: who was let in asks from one of their own. */
async function revocationOf(world: World, asker: Asker) {
  const who = personOf(world, asker);
  const fresh = who && isIn(asker) ? await world.signIn(who.person.id) : who;
  const [device, refresh] = [fresh?.device ?? randomUUID(), fresh?.refresh ?? null];
  return { device, nonce: randomUUID(), proof: null, refresh };
}

function personOf({ people }: World, asker: Asker) {
  return asker === 'nobody' || asker === 'program' ? null : people[asker];
}

const noteIn = (team: TeamName) =>
  ({
    type: 'note.add',
    customerId: `c-${team}`,
    caseId: `case-${team}`,
    data: { text: 'Said', about: 'note' },
  }) as const;

/** All that a desk can say of another team: that it stands in its stream, remembers it, holds what it lost, and knows its customer. */
function pryingInto(world: World, asker: Asker, team: TeamName) {
  const cursor = { team, epoch: null, n: 0, link: noLink };
  const event = {
    id: `${randomUUID()}:0`,
    type: 'note.added.1',
    customerId: `c-${team}`,
    caseId: null,
    at: 1,
    by: 'mateo',
  };
  const by = personOf(world, asker)?.person.id ?? 'lucia';
  const note = noteIn(team);
  const take = {
    type: 'case.take',
    customerId: `c-${team}`,
    caseId: `case-${team}`,
    data: { from: 'mateo' },
  } as const;
  return {
    cursors: [cursor],
    checkpoints: [{ team, points: [{ n: 1, link: noLink }] }],
    witnessed: [{ team, event: { ...event, data: { text: 'never said', about: 'note' } } }],
    commands: [sent(note, by), sent(take, by)].map((one) => ({ ...one, team })),
  };
}

async function one(world: World, sql: string, values: unknown[]): Promise<string> {
  const { rows } = await world.pool.query<{ one: string }>(sql, values);
  if (!rows[0]) throw new Error(`nothing for ${sql}`);
  return rows[0].one;
}

/** Each asker's own to take away: what one did must not answer for another. */
const someDevice = (world: World, asker: Asker, team: TeamName) =>
  one(
    world,
    `INSERT INTO device (id, person, name, created, last_seen)
     SELECT $1, person, $2, 1, 1 FROM person_team WHERE team = $3 AND home ORDER BY person LIMIT 1 RETURNING id AS one`,
    [randomUUID(), `of ${asker}`, team],
  );

const someIntegration = (world: World, asker: Asker) =>
  one(
    world,
    `INSERT INTO integration (id, name, scope, token, created, created_by)
     VALUES ($1, $2, 'records', $3, 1, 'nuria') RETURNING id AS one`,
    [randomUUID(), asker, randomUUID()],
  );

const someImport = (world: World) =>
  one(
    world,
    `INSERT INTO import (id, file, format, language, by, created, state)
     VALUES ($1, 'orders.csv', 'csv', 'es', 'nuria', 1, 'failed') RETURNING id AS one`,
    [randomUUID()],
  );

/** A page that nobody has published: of those who may, each has one of their own. */
function incidentOf(id: string) {
  const word = { en: 'Rain', es: 'Lluvia' };
  const rule = { ...emptyRule, carriers: ['Nube'] };
  return {
    about: 'incident',
    id,
    title: word,
    say: word,
    offer: word,
    severity: 'info',
    since: 1,
    until: null,
    state: 'open',
    rule,
  };
}

function hook(kind: 'shopify' | 'woocommerce', { of, asker }: Asking): Ask {
  const body = Buffer.from(JSON.stringify(wooOrder(1, { of: asker })));
  const signature = createHmac('sha256', of === 'signed' ? shopSecret : 'another')
    .update(body)
    .digest('base64');
  const names = {
    shopify: ['x-shopify-hmac-sha256', 'x-shopify-webhook-id', 'x-shopify-topic'],
    woocommerce: ['x-wc-webhook-signature', 'x-wc-webhook-delivery-id', 'x-wc-webhook-topic'],
  }[kind];
  const [signed = '', id = '', topic = ''] = names;
  return {
    method: 'POST',
    path: `/hooks/${kind}/${kind}`,
    headers: {
      'content-type': 'application/json',
      [signed]: signature,
      [id]: randomUUID(),
      [topic]: kind === 'shopify' ? 'app/uninstalled' : 'customer.updated',
    },
    body,
  };
}
