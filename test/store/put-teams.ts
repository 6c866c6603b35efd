import { expect } from 'vitest';
import type { App } from '#server/app.ts';

/** An admin says for which teams Lucía works. @param token the admin's */
export async function putTeams(app: App, token: string, teams: readonly string[]): Promise<void> {
  const answer = await app.inject({
    method: 'PUT',
    url: '/people/lucia',
    headers: { authorization: `Bearer ${token}` },
    payload: {
      login: 'lucia@casalumbre.example',
      name: 'Lucía Ferrer',
      role: 'agent',
      active: true,
      teams,
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}
