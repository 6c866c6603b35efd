import { z } from 'zod';
import { instant } from '../instant.ts';
import { level, role, skillsOfPerson } from '../people.ts';
import { skillList } from '../skills.ts';
import { isOwnName, teamId } from '../team.ts';

/** A person's id stands in addresses, in tokens and in every event: letters, digits, dot, dash and underscore. */
export const personId = z
  .string()
  .regex(/^[\w.-]{1,128}$/)
  .refine(isOwnName);

/**
 * A person as an admin makes or changes one. `teams`: the first is home. What is left out of `password`, `skills` and `level` stays as it is; a
 * new person has no skills and the first level.
 */
export const personAsk = z.strictObject({
  /** Letters of either case are the same login. */
  login: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  role,
  active: z.boolean(),
  teams: z.array(teamId).min(1).max(32),
  skills: skillsOfPerson.optional(),
  level: level.optional(),
  password: z.string().min(1).max(1000).optional(),
});
export type PersonAsk = z.infer<typeof personAsk>;

export const personView = personAsk
  .omit({ password: true })
  .extend({ id: z.string(), skills: skillsOfPerson, level });
export type PersonView = z.infer<typeof personView>;

/** `GET /people/:id/sign-in`: with what somebody signs in. */
export const waysOfPerson = z.strictObject({
  /** They have a password of this centre. */
  password: z.boolean(),
  /** After it an app of theirs is asked for a code. */
  secondFactor: z.boolean(),
  /** The company's identity provider, and whom it means by this person (null: nobody yet). Null: the centre has none. */
  provider: z.strictObject({ name: z.string(), subject: z.string().nullable() }).nullable(),
});
export type WaysOfPerson = z.infer<typeof waysOfPerson>;

/** A person's identity at the provider, as it says it itself; null: none. */
export const subjectAsk = z.strictObject({ subject: z.string().min(1).max(255).nullable() });

/** `PUT /me/password`. */
export const ownPasswordAsk = z.strictObject({
  current: z.string().min(1).max(1000),
  password: z.string().min(1).max(1000),
});
export type OwnPasswordAsk = z.infer<typeof ownPasswordAsk>;

/** In the order of logins. `more`: ask again with `after` the last login. */
export const peopleAnswer = z.strictObject({ people: z.array(personView), more: z.boolean() });

export const teamAsk = z.strictObject({ name: z.string().trim().min(1).max(200) });
export const teamView = z.strictObject({ id: teamId, name: z.string() });
export const teamsAnswer = z.strictObject({ teams: z.array(teamView) });

/** `GET` and `PUT /skills`: the company's whole list. */
export const skillsView = z.strictObject({ skills: skillList });
export type SkillsView = z.infer<typeof skillsView>;

/** How far a machine that was shut out has come. What a newer centre says besides is passed over. */
export const shutOutView = z.object({
  /** When it last asked what it is to do. Null: it was not heard of since. */
  asked: instant.nullable(),
  /** When it had handed in all that it could. */
  handed: instant.nullable(),
  /** Commands that it has handed in, and how many of them wait for a review. */
  held: z.int().min(0),
  waiting: z.int().min(0),
  /** Contents of photos and documents that stayed on it. Null: it has not said. */
  files: z.int().min(0).nullable(),
  /** So much of it waits for a review that no more is taken before. An older centre does not say. */
  full: z.boolean().default(false),
  /** An admin has ordered that it is emptied whatever it could not hand in. */
  wipeAll: z.boolean(),
  /** When it said that its store was ended. */
  emptied: instant.nullable(),
});
export type ShutOutView = z.infer<typeof shutOutView>;

/** What a newer centre says besides is passed over, and an older one does not say how far a machine is. */
export const deviceView = z.object({
  id: z.uuid(),
  person: z.string(),
  name: z.string(),
  created: instant,
  /** When it was given tokens or exchanged last, to the minute. */
  lastSeen: instant,
  /** As it said with its last exchange: the version of Hilo, and commands that were not sent. Null: not heard of yet. */
  version: z.string().nullable(),
  unsent: z.int().min(0).nullable(),
  /** When it said that. Null: it did not, or the centre does not say when. */
  saidAt: instant.nullable().default(null),
  /** It has a key of its own. */
  enrolled: z.boolean(),
  revoked: instant.nullable(),
  /** Null: it was not shut out, or the centre does not say how far it is. */
  shutOut: shutOutView.nullable().default(null),
});
export type DeviceView = z.infer<typeof deviceView>;

/** In the order of ids. `more`: ask again with `after` the last id. */
export const devicesAnswer = z.strictObject({ devices: z.array(deviceView), more: z.boolean() });
