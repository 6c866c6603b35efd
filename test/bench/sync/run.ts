import type { Life } from './child.ts';
import type { Ground } from './ground.ts';

/** How much of everything; the quick ones are for whoever works on it. */
export type Sizes = {
  /** Changes of the first fill. */
  rows: number;
  /** Documents that PouchDB pulls and pushes: it is slow. */
  pouched: number;
  /** Commands in an outbox. */
  commands: number;
  /** Rounds of a thousand changes each. */
  behind: number;
  /** Events from desk to desk. */
  events: number;
  idle: { rounds: number; ms: number };
  crowd: { desks: number; teams: number; seconds: number };
  /** Items of a round for what guards the centre's rows, and rounds. */
  locks: { items: number; rounds: number };
};

export const sizes = {
  full: {
    rows: 1_000_000,
    pouched: 20_000,
    commands: 10_000,
    behind: 9,
    events: 200,
    idle: { rounds: 7, ms: 3_000 },
    crowd: { desks: 1_000, teams: 20, seconds: 30 },
    locks: { items: 300, rounds: 5 },
  },
  quick: {
    rows: 50_000,
    pouched: 3_000,
    commands: 2_000,
    behind: 5,
    events: 60,
    idle: { rounds: 5, ms: 1_500 },
    crowd: { desks: 150, teams: 10, seconds: 10 },
    locks: { items: 60, rounds: 3 },
  },
} as const satisfies { [name: string]: Sizes };

/** What every part of a run works with. */
export type Run = Life & {
  ground: Ground;
  sizes: Sizes;
  /** What is being measured now. */
  say: (what: string) => void;
};

/** The team whose stream is the company's. */
export const team = 'bench';
