import { z } from 'zod';
import { mostBytes } from './attachment/kinds.ts';
import { skillList } from './skills.ts';
import {
  type DeviceView,
  type PersonView,
  personAsk,
  personId,
  type SkillsView,
  subjectAsk,
  teamAsk,
  type teamView,
  type WaysOfPerson,
} from './sync/accounts.ts';
import { type ActsAnswer, actsQuery } from './sync/acts.ts';
import { type Holding, holdMonths } from './sync/away.ts';
import { type ErasureView, erasureAsk, type Retention, retention } from './sync/erasure.ts';
import type { Problem } from './sync/identity.ts';
import { type TeamRules, teamRules, type Untaken } from './sync/records.ts';
import { type QuarantineAnswer, type ReviewAnswer, reviewAsk } from './sync/revocation.ts';
import { newTeamId } from './team.ts';

/**
 * What an admin's page may ask of the centre. Closed: the desktop knows the route of each, the page neither an address nor a token. It
 * works online only, and nothing of it is kept.
 */
export const adminAsk = z.discriminatedUnion('ask', [
  /** Everybody, every team, the skills and who takes the rest: few enough to be shown whole. */
  z.strictObject({ ask: z.literal('company') }),
  z.strictObject({ ask: z.literal('put-person'), id: personId, person: personAsk }),
  /** With what somebody signs in. */
  z.strictObject({ ask: z.literal('ways'), id: personId }),
  /** Whom the identity provider means by them; null: nobody any more. */
  z.strictObject({ ask: z.literal('link'), id: personId, ...subjectAsk.shape }),
  /** Takes their app away: they set up another one, with this new password. */
  z.strictObject({
    ask: z.literal('reset-second-factor'),
    id: personId,
    password: z.string().min(1).max(1000),
  }),
  z.strictObject({ ask: z.literal('put-team'), id: newTeamId, team: teamAsk }),
  z.strictObject({ ask: z.literal('put-team-rules'), rules: teamRules }),
  z.strictObject({ ask: z.literal('put-skills'), skills: skillList }),
  z.strictObject({ ask: z.literal('devices') }),
  z.strictObject({ ask: z.literal('shut-out'), device: z.uuid() }),
  /** The second order to a machine that was shut out: it is emptied whatever it could not hand in. */
  z.strictObject({ ask: z.literal('empty'), device: z.uuid() }),
  /** What machines that were shut out have handed in, after a number; for supervisors too. */
  z.strictObject({ ask: z.literal('quarantine'), after: z.int().min(0) }),
  /** A piece from a byte on of what one of them attaches. */
  z.strictObject({
    ask: z.literal('handed-in-content'),
    n: z.int().positive(),
    from: z.int().min(0).max(mostBytes),
  }),
  z.strictObject({ ask: z.literal('review'), review: reviewAsk }),
  z.strictObject({ ask: z.literal('acts'), query: actsQuery }),
  /** Erasures of people, the newest first, and the rule by which the centre erases by itself. */
  z.strictObject({ ask: z.literal('privacy') }),
  z.strictObject({ ask: z.literal('ask-erasure'), ...erasureAsk.shape }),
  z.strictObject({ ask: z.literal('confirm-erasure'), id: z.uuid() }),
  z.strictObject({ ask: z.literal('withdraw-erasure'), id: z.uuid() }),
  /** How many would go under a rule of so many months. */
  z.strictObject({ ask: z.literal('count-due'), months: z.int().min(6).max(240) }),
  z.strictObject({ ask: z.literal('put-retention'), retention }),
  /** What the machines of the admin's teams hold (decision 0035). */
  z.strictObject({ ask: z.literal('holdings') }),
  /** How many customers the machines of a team would not hold under a rule of so many months. */
  z.strictObject({
    ask: z.literal('count-away'),
    team: z.string().min(1).max(64),
    months: z.int().min(3).max(240),
  }),
  z.strictObject({ ask: z.literal('put-holding'), team: z.string().min(1).max(64), months: holdMonths }),
]);
export type AdminAsk = z.infer<typeof adminAsk>;
export type AdminAskName = AdminAsk['ask'];

export type Company = {
  /** By login. */
  people: PersonView[];
  teams: z.infer<typeof teamView>[];
  skills: SkillsView['skills'];
  rules: TeamRules;
  untaken: Untaken;
};

export type AdminAnswers = {
  company: Company;
  'put-person': PersonView;
  ways: WaysOfPerson;
  link: null;
  'reset-second-factor': null;
  'put-team': z.infer<typeof teamView>;
  'put-team-rules': TeamRules;
  'put-skills': SkillsView;
  /** In the order of ids. */
  devices: DeviceView[];
  'shut-out': null;
  empty: null;
  quarantine: QuarantineAnswer;
  /** Empty at its end. */
  'handed-in-content': Uint8Array<ArrayBuffer>;
  review: ReviewAnswer;
  acts: ActsAnswer;
  privacy: { erasures: ErasureView[]; retention: Retention };
  'ask-erasure': ErasureView;
  'confirm-erasure': ErasureView;
  'withdraw-erasure': null;
  'count-due': { months: number; due: number; of: number };
  'put-retention': Retention;
  /** In the order of teams. */
  holdings: Holding[];
  'count-away': { months: number; away: number; of: number };
  'put-holding': Holding;
};

/** Why the centre did not do it: its own reason where it has one that a person can mend. `ref`: for support. */
export type AdminTrouble = {
  what:
    | NonNullable<Problem['why']>
    | 'bad-input'
    | 'not-allowed'
    | 'not-found'
    | 'conflict'
    | 'sign-in'
    | 'offline'
    | 'busy'
    | 'update'
    | 'internal';
  ref: string;
};

export type Administered<T> = { done: true; answer: T } | { done: false; trouble: AdminTrouble };
