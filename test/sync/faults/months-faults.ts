import { type Fault, withBook } from './fault.ts';

/** What may go wrong with whom the desks of a team hold (decision 0035). */
export const monthsFaults: readonly Fault[] = [
  {
    name: 'who comes back has no past',
    thought: 'what is new is what matters',
    twist: (parts, reached) => ({
      ...parts,
      past(log, id) {
        const all = parts.past(log, id);
        if (all.length > 1) reached();
        return all.slice(-1);
      },
    }),
  },
  {
    name: 'an open case is no reason to stay',
    thought: 'nothing happened with them for so long',
    twist: (parts, reached) => ({
      ...parts,
      mayGo(log, id, read) {
        if (!parts.mayGo(log, id, read)) reached();
        return true;
      },
    }),
  },
  {
    name: 'what was seen still holds when it is written',
    thought: 'a walk takes no longer than a moment',
    twist: (parts, reached) => ({
      ...parts,
      isUntouched(log, id, since) {
        if (!parts.isUntouched(log, id, since)) reached();
        return true;
      },
    }),
  },
  {
    name: 'nobody comes back by what is written of them',
    thought: 'the next walk brings them',
    twist: (parts, reached) => ({
      ...parts,
      comingBack(items) {
        if (items.some(({ kind }) => kind === 'event')) reached();
        return [];
      },
    }),
  },
  {
    name: 'a first fill of everybody',
    thought: 'a first fill is everything',
    twist: (parts, reached) => ({
      ...parts,
      isHeld(log, change) {
        const right = parts.isHeld(log, change);
        if (!right && change.customerId !== null && change.kind === 'event') reached();
        return right || change.kind === 'event';
      },
    }),
  },
  {
    name: 'pages of everybody',
    thought: 'whoever is away goes with the record that says so',
    twist: (parts, reached) => ({
      ...parts,
      isWithheld(log, change) {
        if (parts.isWithheld(log, change)) reached();
        return false;
      },
    }),
  },
  {
    name: 'words of before somebody came back',
    thought: 'who is here now is here whole',
    twist: (parts, reached) => ({
      ...parts,
      isWithheld(log, change) {
        const right = parts.isWithheld(log, change);
        const isNow = change.customerId !== null && log.away.has(change.customerId);
        if (right && !isNow) reached();
        return right && isNow;
      },
    }),
  },
  {
    name: 'what came without words is never looked after',
    thought: 'what explains it comes for sure',
    twist: (parts, reached) =>
      withBook(parts, () => ({
        bareUntil: () => null,
        setBareUntil: (_team, point) => {
          if (point !== null) reached();
        },
      })),
  },
  {
    name: 'words are waited for that do not come',
    thought: 'what was accepted comes in a page',
    twist: (parts, reached) =>
      withBook(parts, (book) => ({
        acceptedAbroad(id, team, n) {
          if (book.cursor(team) === null) return book.acceptedAbroad(id, team, n);
          reached();
          book.accepted(id, team, n);
        },
      })),
  },
  {
    name: 'who stayed for unsent work stays for good',
    thought: 'they go with the next record that says so',
    twist: (parts, reached) => withBook(parts, () => ({ awayAgain: () => reached() })),
  },
];
