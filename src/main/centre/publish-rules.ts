import type { Reply } from '#shared/bridge.ts';
import { rulesRecord } from '#shared/rules/records.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { type Asked, askCentre, type Fetch } from './ask.ts';
import type { AskTrouble } from './trouble.ts';

export type PublishAsked = Extract<SessionAsk, { ask: 'publish-rules' }>;

export type PublishDoors = {
  server: string;
  /** A token that is good now; null: the store has none. */
  token: () => Promise<string | null>;
  fetch: Fetch;
  /** What was published comes back to this desk as to every other: with its next exchange. */
  exchange: () => void;
  now: () => number;
};

export type Publish = (ask: PublishAsked) => Promise<Reply<null>>;

/** Publishes a page of a team's rules at the centre. Nothing of it is kept here: what the person typed stays in their draft. */
export const publishAt =
  ({ server, token, fetch, exchange, now }: PublishDoors): Publish =>
  async ({ team, from, content }) => {
    const good = await token();
    if (good === null) return { ok: false, refusal: { code: 'centre-needed' } };
    const asked: Asked<unknown> = await askCentre(fetch, {
      method: 'PUT',
      url: `${server}/teams/${encodeURIComponent(team)}/rules`,
      body: { from, content },
      token: good,
      answer: rulesRecord,
      now,
    });
    if (asked.ok) {
      exchange();
      return { ok: true, value: null };
    }
    return asked.trouble === 'cancelled' ? needed : noOf(asked.trouble);
  };

const needed = { ok: false, refusal: { code: 'centre-needed' } } as const;

const noOf = ({ what, code, ref }: AskTrouble): Reply<null> => {
  if (code === 'conflict') return { ok: false, refusal: { code: 'rules-changed' } };
  if (code === 'not-allowed' || code === 'not-found') return { ok: false, refusal: { code: 'not-allowed' } };
  if (code === 'bad-input') return { ok: false, fault: { code: 'bad-input', what: 'rules', ref } };
  if (what === 'internal' || what === 'update')
    return { ok: false, fault: { code: what, what: 'rules', ref } };
  return needed;
};
