import { absenceRecord } from '#shared/absence/records.ts';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { askAsPerson, type ChangingDoors, refused } from './as-person.ts';

export type PutAbsence = (ask: Extract<SessionAsk, { ask: 'absence' }>) => Promise<Reply<null>>;

/** Says at the centre that somebody is away, or back. */
export const absenceAt =
  (doors: ChangingDoors): PutAbsence =>
  async ({ person, away, from }) => {
    const path = `/people/${encodeURIComponent(person)}/absence`;
    const body = from === undefined ? { away } : { away, from };
    const wanted = { method: 'PUT', path, body, answer: absenceRecord } as const;
    const reply = await askAsPerson(doors, 'absence', wanted, ({ code }) => {
      if (code === 'not-allowed' || code === 'not-found') return refused('not-allowed');
      // Days and names were chosen from lists: what is left is a stand-in who works for another team.
      return code === 'bad-input' ? refused('stand-in-elsewhere') : null;
    });
    if (reply.ok) doors.exchange();
    return reply;
  };
