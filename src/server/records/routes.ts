import type { Pool } from 'pg';
import { z } from 'zod';
import { mayPublishThis, publishAsk, publishers, rulesRecord } from '#shared/rules/records.ts';
import {
  integrationView,
  recordLimits,
  recordsAnswer,
  recordsAsk,
  shopAsk,
  shopName,
  shopView,
  teamCounts,
  teamRules,
  untaken,
} from '#shared/sync/records.ts';
import { teamId } from '#shared/team.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { countTeams } from './counts.ts';
import { listIntegrations, makeIntegration, revokeIntegration, sendsRecords } from './integrations.ts';
import { publishRules } from './publish-rules.ts';
import { putRecords } from './put.ts';
import { listShops, putShop } from './shops.ts';
import { readRules, writeRules } from './teams.ts';
import { readUntaken } from './untaken.ts';

export type RecordParts = {
  pool: Pool;
  now: () => number;
  /** 32 bytes that the centre keeps: under it the secrets of shops are sealed. */
  shopKey: Buffer;
};

/** Records from programs, and what an admin sets and sees of where they come from. */
export function recordRoutes(app: App, { pool, now, shopKey }: RecordParts, gate: Gate): void {
  const onRequest = gate.signedIn('admin');

  app.route({
    method: 'POST',
    url: '/records',
    onRequest: sendsRecords(pool, gate, now),
    bodyLimit: recordLimits.bytes,
    schema: {
      description: 'Customers, orders and twins in their newest state, as src/shared/wire.ts has them.',
      body: recordsAsk,
      response: { 200: recordsAnswer },
    },
    handler: async ({ body }) => {
      const whose = body.records.map(ownOf);
      const outcomes = await putRecords(
        pool,
        body.records.filter((_, index) => whose[index] === null),
        now,
      );
      const refused = (why: Own) => ({ outcome: 'refused', why, field: null }) as const;
      return {
        outcomes: whose.map((why) => (why ? refused(why) : (outcomes.shift() ?? refused('person')))),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/records',
    onRequest,
    schema: { response: { 200: z.strictObject({ teams: z.array(teamCounts) }) } },
    handler: async () => ({ teams: await countTeams(pool) }),
  });

  app.route({
    method: 'GET',
    url: '/team-rules',
    onRequest,
    schema: { response: { 200: teamRules } },
    handler: () => readRules(pool),
  });

  app.route({
    method: 'PUT',
    url: '/team-rules',
    onRequest,
    schema: { body: teamRules, response: { 200: teamRules } },
    handler: async ({ body, who }) => {
      if (!(await writeRules(pool, body, doerOf(who))))
        throw new ProblemError('bad-input', '/rules: there is no such team.');
      return readRules(pool);
    },
  });

  app.route({
    method: 'GET',
    url: '/customers/untaken',
    onRequest,
    schema: {
      description:
        'How many customers were not taken because no rule gives them a team. Sent again after that is mended, they are.',
      response: { 200: untaken },
    },
    handler: () => readUntaken(pool),
  });

  app.route({
    method: 'PUT',
    url: '/teams/:team/rules',
    onRequest: gate.signedIn(...publishers),
    bodyLimit: recordLimits.bytes,
    schema: {
      description:
        "A page of a team's rules: its failures, manual, a playbook. `from` is the version that it follows.",
      params: z.strictObject({ team: teamId }),
      body: publishAsk,
      response: { 200: rulesRecord },
    },
    handler: ({ params: { team }, body, who }) => {
      if (!who.teams.includes(team)) throw new ProblemError('not-found', 'There is no such team of yours.');
      if (!mayPublishThis(who.person.role, body.content))
        throw new ProblemError('not-allowed', 'Who sees phones and e-mails is for an admin to settle.');
      return publishRules(pool, team, body, { by: doerOf(who), teams: who.teams, now });
    },
  });

  app.route({
    method: 'GET',
    url: '/shops',
    onRequest,
    schema: { response: { 200: z.strictObject({ shops: z.array(shopView) }) } },
    handler: async () => ({ shops: await listShops(pool) }),
  });

  app.route({
    method: 'PUT',
    url: '/shops/:name',
    onRequest,
    schema: { params: z.strictObject({ name: shopName }), body: shopAsk, response: { 200: shopView } },
    handler: ({ params, body, who }) => putShop(pool, shopKey, params.name, body, doerOf(who)),
  });

  app.route({
    method: 'GET',
    url: '/integrations',
    onRequest,
    schema: { response: { 200: z.strictObject({ integrations: z.array(integrationView) }) } },
    handler: async () => ({ integrations: await listIntegrations(pool) }),
  });

  app.route({
    method: 'POST',
    url: '/integrations',
    onRequest,
    schema: {
      body: integrationView.pick({ name: true, scope: true }),
      response: { 200: integrationView.extend({ token: z.string() }) },
    },
    handler: ({ body, who }) => makeIntegration(pool, body.name, doerOf(who), now()),
  });

  app.route({
    method: 'POST',
    url: '/integrations/:id/revoke',
    onRequest,
    schema: { params: z.strictObject({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ params, who }, reply) => {
      if (!(await revokeIntegration(pool, params.id, doerOf(who), now())))
        throw new ProblemError('not-found', 'There is no such integration.');
      return reply.code(204).send(null);
    },
  });
}

/**
 * What comes from the centre itself and from no program: people follow their accounts (a program could otherwise make an agent of an admin on
 * every screen), rules are published by a person, the list of skills is an admin's.
 */
function ownOf(raw: unknown): Own | null {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : null;
  return type === 'absence' ? 'person' : (own.find((one) => one === type) ?? null);
}

const own = ['person', 'rules', 'skills', 'erased'] as const;
type Own = (typeof own)[number];
