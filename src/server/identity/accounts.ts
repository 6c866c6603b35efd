import { z } from 'zod';
import { absenceAsk, absenceRecord, tellers } from '#shared/absence/records.ts';
import {
  devicesAnswer,
  peopleAnswer,
  personAsk,
  personId,
  personView,
  skillsView,
  teamAsk,
  teamsAnswer,
  teamView,
} from '#shared/sync/accounts.ts';
import { newTeamId } from '#shared/team.ts';
import { doerOf } from '../acts/note.ts';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';
import { putAbsence } from './absence.ts';
import { listDevices, revokeDevice } from './devices.ts';
import { listPeople, type PeopleParts, putPerson } from './people.ts';
import type { Gate } from './signed-in.ts';
import { listSkills, putSkills } from './skills.ts';
import { listTeams, putTeam } from './teams.ts';

/** People, teams and machines, for admins; and who is away, from everybody for themselves. */
export function accountRoutes(app: App, parts: PeopleParts, gate: Gate): void {
  const { pool } = parts;
  const onRequest = gate.signedIn('admin');

  app.route({
    method: 'GET',
    url: '/people',
    onRequest,
    schema: {
      querystring: z.strictObject({ after: z.string().max(200).default('') }),
      response: { 200: peopleAnswer },
    },
    handler: ({ query }) => listPeople(pool, query.after),
  });

  app.route({
    method: 'PUT',
    url: '/people/:id',
    onRequest,
    schema: {
      params: z.strictObject({ id: personId }),
      body: personAsk,
      response: { 200: personView },
    },
    handler: ({ params, body, who }) => putPerson(parts, params.id, body, doerOf(who)),
  });

  app.route({
    method: 'PUT',
    url: '/people/:id/absence',
    onRequest: gate.signedIn(),
    schema: {
      description:
        'Somebody is away on some days, beside those already said, and who stands in for them; or is back. Said by themselves, or by who answers for a team of theirs.',
      params: z.strictObject({ id: personId }),
      body: absenceAsk,
      response: { 200: absenceRecord },
    },
    handler: async ({ params: { id }, body, who }) => {
      const isTeller = tellers.some((role) => role === who.person.role);
      if (id !== who.person.id && !isTeller)
        throw new ProblemError('not-allowed', 'This is for other roles.');
      return putAbsence(parts, id, body, who);
    },
  });

  app.route({
    method: 'GET',
    url: '/teams',
    onRequest,
    schema: { response: { 200: teamsAnswer } },
    handler: async () => ({ teams: await listTeams(pool) }),
  });

  app.route({
    method: 'PUT',
    url: '/teams/:id',
    onRequest,
    schema: {
      params: z.strictObject({ id: newTeamId }),
      body: teamAsk,
      response: { 200: teamView },
    },
    handler: ({ params, body, who }) => putTeam(pool, { ...params, ...body }, doerOf(who), parts.now()),
  });

  app.route({
    method: 'GET',
    url: '/skills',
    onRequest,
    schema: { response: { 200: skillsView } },
    handler: async () => ({ skills: await listSkills(pool) }),
  });

  app.route({
    method: 'PUT',
    url: '/skills',
    onRequest,
    schema: {
      description: "The company's whole list, in its order. A skill that somebody has stays in it.",
      body: skillsView,
      response: { 200: skillsView },
    },
    handler: async ({ body, who }) => ({
      skills: await putSkills(pool, body.skills, { by: doerOf(who), now: parts.now }),
    }),
  });

  app.route({
    method: 'GET',
    url: '/devices',
    onRequest,
    schema: {
      querystring: z.strictObject({ after: z.uuid().optional() }),
      response: { 200: devicesAnswer },
    },
    handler: ({ query }) => listDevices(pool, query.after ?? null),
  });

  app.route({
    method: 'POST',
    url: '/devices/:id/revoke',
    onRequest,
    schema: { params: z.strictObject({ id: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ params, who }, reply) => {
      if (!(await revokeDevice(pool, params.id, doerOf(who))))
        throw new ProblemError('not-found', 'There is no such machine.');
      return reply.code(204).send(null);
    },
  });
}
