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

export const deviceView = z.strictObject({
  id: z.uuid(),
  person: z.string(),
  name: z.string(),
  created: instant,
  /** When it was given tokens or exchanged last, to the minute. */
  lastSeen: instant,
  /** As it said with its last exchange: the version of Hilo, and commands that were not sent. Null: not heard of yet. */
  version: z.string().nullable(),
  unsent: z.int().min(0).nullable(),
  /** It has a key of its own. */
  enrolled: z.boolean(),
  revoked: instant.nullable(),
});
export type DeviceView = z.infer<typeof deviceView>;

/** In the order of ids. `more`: ask again with `after` the last id. */
export const devicesAnswer = z.strictObject({ devices: z.array(deviceView), more: z.boolean() });
