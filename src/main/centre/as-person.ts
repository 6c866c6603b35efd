import type { Reply } from '#shared/bridge.ts';
import { type Asked, askCentre, type CentreAsk, type Fetch } from './ask.ts';
import type { AskTrouble } from './trouble.ts';

export type AsPersonDoors = {
  server: string;
  /** A token that is good now; null: the store has none. */
  token: () => Promise<string | null>;
  fetch: Fetch;
  now: () => number;
};

/** The same where the centre's answer changes what desks hold: it comes back to this one as to every other, with its next exchange. */
export type ChangingDoors = AsPersonDoors & { exchange: () => void };

/** What cannot be done without the centre, and why it refuses. */
export const refused = <C extends Extract<Reply<null>, { refusal: unknown }>['refusal']['code']>(code: C) =>
  ({ ok: false, refusal: { code } }) as const;

type Wanted = Pick<CentreAsk<unknown>, 'method' | 'body' | 'answer'> & { path: string };

/**
 * Asks the centre one thing in the name of whoever sits here, with a token that the page never sees. Where it does not answer, or not as a centre, it is
 * needed. @param what for the log @param said what its own words come to; null: nothing of this ask
 */
export const askAsPerson = async (
  { server, token, fetch, now }: AsPersonDoors,
  what: string,
  { path, ...wanted }: Wanted,
  said: (trouble: AskTrouble) => Reply<null> | null,
): Promise<Reply<null>> => {
  const good = await token();
  if (good === null) return refused('centre-needed');
  const asked: Asked<unknown> = await askCentre(fetch, {
    ...wanted,
    url: `${server}${path}`,
    token: good,
    now,
  });
  if (asked.ok) return { ok: true, value: null };
  if (asked.trouble === 'cancelled') return refused('centre-needed');
  const { trouble } = asked;
  const { what: code, ref } = trouble;
  const own = said(trouble);
  if (own !== null) return own;
  return code === 'internal' || code === 'update'
    ? { ok: false, fault: { code, what, ref } }
    : refused('centre-needed');
};
