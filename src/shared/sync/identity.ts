import { z } from 'zod';
import { level, role, skillsOfPerson } from '../people.ts';
import { teamId } from '../team.ts';
import { deviceKeyText, deviceProof } from './device.ts';
import { deskPolicy } from './policy.ts';
import { centreKey, statement } from './statement.ts';

const personId = z.string().min(1).max(128);

/** The same login in all its spellings: so a centre keeps it and a machine compares it. */
export const loginOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** Who signed in, as the centre says it. One that is older says nothing of skills and levels. */
export const signedIn = z.object({
  person: z.object({
    id: personId,
    name: z.string().min(1).max(200),
    role,
    skills: skillsOfPerson.default([]),
    level: level.default(1),
  }),
  company: z.string().max(200),
  /** The first one is home: what nobody else's team claims belongs there. */
  teams: z.array(z.object({ id: teamId, name: z.string().max(200) })).min(1),
  /** For `authorization: Bearer`; short-lived. */
  token: z.string().min(1).max(4000),
  /** When `token` ends, by the centre's clock. */
  tokenUntil: z.int(),
  /** Good for one use: each refresh gives a new one. */
  refresh: z.string().min(1).max(400),
  device: z.uuid(),
  /** By which key the centre knows this device; null: by none (any more: it may have been restored). An older one does not say it. */
  deviceKey: deviceKeyText.nullable().optional(),
  /** What the centre signs with; an older one has none. */
  centreKey: centreKey.optional(),
  /** What the person signs in with here; a centre before 0029 does not say it. */
  login: z.string().max(200).optional(),
  /** What this person may give at once at this machine, signed (recovery/slip.ts): one for each team, at a month's end also the next month's. */
  slips: z.array(statement).max(100).optional(),
  /** Of their teams those of which a desk holds the customers of so many months only (decision 0035); an older centre has none. */
  holds: z.array(z.strictObject({ team: teamId, months: z.int().positive() })).optional(),
  /** What the company wants of this desk; an older centre says nothing. */
  policy: deskPolicy.optional(),
});
export type SignedIn = z.infer<typeof signedIn>;

/** A person at a machine. `device` null: a new one is registered, under the machine's name. */
export const signInAsk = z.strictObject({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  device: z.uuid().nullable(),
  deviceName: z.string().min(1).max(200),
});
export type SignInAsk = z.infer<typeof signInAsk>;

/** `proof`: of the device's key, about the refresh token. A device that has a key gets nothing without it. */
export const refreshAsk = z.strictObject({
  device: z.uuid(),
  refresh: z.string().min(1).max(400),
  proof: deviceProof.optional(),
});
export type RefreshAsk = z.infer<typeof refreshAsk>;

/** What whoever asked can mend in it. */
const why = z.enum([
  'login-taken',
  'weak-password',
  'last-admin',
  'skill-in-use',
  /** The identity provider means another person here by this subject. */
  'subject-taken',
  /** Of one's own password: the one of now is another, or there is none. */
  'wrong-password',
  'no-password',
  /** It is done within minutes of a sign-in only. */
  'fresh-sign-in',
]);

/** What every route answers when it does not do what was asked. `code` is for machines, `sentence` for people who read logs. */
export const problem = z.object({
  code: z.enum([
    'bad-input',
    'sign-in',
    'not-allowed',
    'not-found',
    'gone',
    'conflict',
    'too-large',
    'too-many',
    'busy',
    /** What a machine that was shut out hands in has no room before some of it is reviewed. */
    'full',
    'update',
    /** The company's identity provider does not answer the centre, or will not speak with it. */
    'provider',
    /** The identity provider vouches for somebody who has no account here, or no longer. */
    'unknown-person',
    'internal',
  ]),
  sentence: z.string().max(500),
  ref: z.string().max(64),
  /** Which of the mistakes that a screen has words for; a newer centre may have more. */
  why: why.optional().catch(undefined),
});
export type Problem = z.infer<typeof problem>;

/** As whoever asked reads it: a newer centre may have codes of its own, and its reference is wanted all the same. */
export const heardProblem = problem.extend({ code: problem.shape.code.catch('internal') });

/** Every answer of a centre carries it: an answer without it came from somebody in between (a captive portal, a proxy). */
export const centreHeader = 'hilo-centre';

/** `GET /demo/people` of a demo centre: whom a screen may offer to be, and the one password of all, which is no secret. */
export const demoPeople = z.object({
  password: z.string(),
  people: z.array(z.object({ id: personId, login: z.string(), name: z.string(), role })),
});
export type DemoPeople = z.infer<typeof demoPeople>;
