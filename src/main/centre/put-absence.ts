import { absenceRecord } from '#shared/absence/records.ts';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { askCentre } from './ask.ts';
import type { PublishDoors } from './publish-rules.ts';

export type PutAbsence = (ask: Extract<SessionAsk, { ask: 'absence' }>) => Promise<Reply<null>>;

/** Says at the centre that somebody is away, or back. It comes to this desk as to every other: with the next exchange. */
export const absenceAt =
  ({ server, token, fetch, exchange, now }: PublishDoors): PutAbsence =>
  async ({ person, away, from }) => {
    const good = await token();
    if (good === null) return no('centre-needed');
    const asked = await askCentre<unknown>(fetch, {
      method: 'PUT',
      url: `${server}/people/${encodeURIComponent(person)}/absence`,
      body: from === undefined ? { away } : { away, from },
      token: good,
      answer: absenceRecord,
      now,
    });
    if (asked.ok) {
      exchange();
      return { ok: true, value: null };
    }
    if (asked.trouble === 'cancelled') return no('centre-needed');
    const { what, code, ref } = asked.trouble;
    if (code === 'not-allowed' || code === 'not-found') return no('not-allowed');
    // Days and names were chosen from lists: what is left is a stand-in who works for another team.
    if (code === 'bad-input') return no('stand-in-elsewhere');
    if (what === 'internal' || what === 'update')
      return { ok: false, fault: { code: what, what: 'absence', ref } };
    return no('centre-needed');
  };

const no = (code: 'centre-needed' | 'not-allowed' | 'stand-in-elsewhere'): Reply<null> => ({
  ok: false,
  refusal: { code },
});
