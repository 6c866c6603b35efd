import type { Reply } from '#shared/bridge.ts';
import { rulesRecord } from '#shared/rules/records.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { askAsPerson, type ChangingDoors, refused } from './as-person.ts';

export type Publish = (ask: Extract<SessionAsk, { ask: 'publish-rules' }>) => Promise<Reply<null>>;

/** Publishes a page of a team's rules at the centre. Nothing of it is kept here: what the person typed stays in their draft. */
export const publishAt =
  (doors: ChangingDoors): Publish =>
  async ({ team, from, content }) => {
    const path = `/teams/${encodeURIComponent(team)}/rules`;
    const wanted = { method: 'PUT', path, body: { from, content }, answer: rulesRecord } as const;
    const reply = await askAsPerson(doors, 'rules', wanted, ({ code, ref }) => {
      if (code === 'conflict') return refused('rules-changed');
      if (code === 'not-allowed' || code === 'not-found') return refused('not-allowed');
      return code === 'bad-input' ? { ok: false, fault: { code, what: 'rules', ref } } : null;
    });
    if (reply.ok) doors.exchange();
    return reply;
  };
