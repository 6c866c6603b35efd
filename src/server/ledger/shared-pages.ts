import type { Pool } from 'pg';
import { type Pages, type PagesAsk, pageLimits, readPages } from './pages.ts';

/** Larger ones are of desks that were away, each from another number on. Bytes of bodies. */
const sharedUpTo = 64 * 1024;
/** Different numbers from which desks of one team ask between two heads: it is one, mostly. */
const mostPlaces = 100;

/** `upTo`: what is known to be there; pages reach it, or are full. `life`: of the heads (heads.ts). */
export type SharedAsk = PagesAsk & { upTo: number; life: number };

export type ReadPages = (ask: SharedAsk) => Promise<Pages>;

/** `upTo`: what is in it, or will be. `begun`: the database was asked; what is known from now on is not in it. */
type Reading = { upTo: number; begun: boolean; pages: Promise<Pages> };
type Team = { life: number; epoch: string; upTo: number; from: Map<number, Reading> };

/**
 * Reads pages, once for all desks that ask for the same. A team that is told of a new head asks as one: a thousand desks behind by the same
 * few changes cost the database as much as one. What a ledger has said stays as it is, so a page may be kept as long as its life lasts; it
 * is kept until the next head. A reading that still waits for a connection is of all that is known when it gets one: who asks until then, for newer
 * heads too, waits for the same. So a database that is slow is asked less.
 */
export function sharedPages(pool: Pool): ReadPages {
  const teams = new Map<string, Team>();

  function placeOf({ team, life, epoch, upTo }: SharedAsk): Team {
    const known = teams.get(team);
    if (!known || known.life !== life || known.epoch !== epoch) {
      const fresh = { life, epoch, upTo, from: new Map() };
      teams.set(team, fresh);
      return fresh;
    }
    if (known.upTo < upTo) {
      known.upTo = upTo;
      for (const [from, reading] of known.from)
        if (reading.begun && reading.upTo < upTo) known.from.delete(from);
    }
    return known;
  }

  return (ask) => {
    const { from } = placeOf(ask);
    const shared = from.get(ask.from);
    if (shared && (shared.upTo >= ask.upTo || !shared.begun)) {
      shared.upTo = Math.max(shared.upTo, ask.upTo);
      return shared.pages;
    }
    // What is kept was read with room for a whole answer; who has less of it reads for themselves.
    if (ask.room < pageLimits.answerBytes / 2 || from.size >= mostPlaces) return readPages(pool, ask);
    const connections = {
      async connect() {
        const client = await pool.connect();
        reading.begun = true;
        return client;
      },
    };
    const pages = readPages(connections, { ...ask, room: pageLimits.answerBytes });
    const reading: Reading = { upTo: ask.upTo, begun: false, pages };
    from.set(ask.from, reading);
    const forget = () => {
      if (from.get(ask.from) === reading) from.delete(ask.from);
    };
    pages.then(({ bytes }) => bytes > sharedUpTo && forget(), forget);
    return pages;
  };
}
