import { linkAt } from '../ledger-state.ts';
import { type Fault, withBook } from './fault.ts';

/** What may be forgotten about a ledger that was set back. */
export const restoreFaults: readonly Fault[] = [
  {
    name: 'nothing is sent again',
    thought: 'what was accepted is safe',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        missed(team, after, upTo) {
          if (book.missing(team, after, upTo).ids.length > 0) reached();
          return 0;
        },
      })),
  },
  {
    name: 'sent again at a fork only',
    thought: 'where the chain goes on nothing was lost',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        missed(team, after, upTo) {
          if (book.cursor(team) === null) return book.missed(team, after, upTo);
          if (book.missing(team, after, upTo).ids.length > 0) reached();
          return 0;
        },
      })),
  },
  {
    name: 'no witness',
    thought: 'everybody brings their own',
    twist: (parts, reached) => withBook(parts, () => ({ orphan: () => reached() })),
  },
  {
    name: 'an orphan is forgotten when it is answered',
    thought: 'it is in the ledger now',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        recovered(id, n) {
          if (n !== null) reached();
          book.recovered(id, null);
        },
      })),
  },
  {
    name: 'the epoch decides',
    thought: 'a restored database says so',
    twist: (parts, reached) => ({
      ...parts,
      standing(desk, head, link, epoch) {
        const right = parts.standing(desk, head, link, epoch);
        const isOther = desk.n > 0 && desk.epoch !== null && desk.epoch !== epoch;
        const said = isOther ? 'unknown' : desk.n < head.n ? 'behind' : 'level';
        if (said !== right) reached();
        return said;
      },
    }),
  },
  {
    name: 'the number decides',
    thought: 'a desk that is ahead of the ledger was left behind by it',
    twist: (parts, reached) => ({
      ...parts,
      standing(desk, head, link, epoch) {
        const right = parts.standing(desk, head, link, epoch);
        const said = desk.n > head.n ? 'unknown' : desk.n < head.n ? 'behind' : 'level';
        if (said !== right) reached();
        return said;
      },
    }),
  },
  {
    name: 'a remembered head decides',
    thought: 'a desk cannot be ahead of the ledger',
    twist: (parts, reached) => ({
      ...parts,
      standing(desk, head, link, epoch) {
        const right = parts.standing(desk, head, link, epoch);
        if (desk.n <= head.n || right === 'unknown') return right;
        reached();
        return 'unknown';
      },
    }),
  },
  {
    name: 'the ancestor by its number',
    thought: 'the newest checkpoint that the ledger has a number for',
    twist: (parts, reached) => ({
      ...parts,
      ancestorOf(points, linkOf) {
        const right = parts.ancestorOf(points, linkOf);
        const said = Math.max(0, ...points.flatMap(({ n }) => (linkOf(n) === null ? [] : n)));
        if (said !== right) reached();
        return said;
      },
    }),
  },
  {
    name: 'a first fill of a former life',
    thought: 'a first fill that is ready is good for ever',
    twist: (parts, reached) => ({
      ...parts,
      isFillGood(log, head) {
        if (linkAt(log, head.n) !== head.link) reached();
        return true;
      },
    }),
  },
  {
    name: 'the ledger forgets whose customer it was',
    thought: 'an unknown customer is a new one',
    twist: (parts, reached) => ({
      ...parts,
      teamOf(known, desk, home, isTeam) {
        if (known === null && desk !== null && desk !== home) reached();
        return parts.teamOf(known, null, home, isTeam);
      },
    }),
  },
];
