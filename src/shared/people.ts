import { z } from 'zod';
import { skillId } from './skills.ts';
import { teamId } from './team.ts';

export const role = z.enum(['agent', 'supervisor', 'quality', 'admin']);
export type Role = z.infer<typeof role>;

/** How much somebody may decide alone; 1 is where everybody begins. */
export const level = z.int().min(1).max(3);

/** What a person is good at: ids of the company's list. */
export const skillsOfPerson = z.array(skillId).max(20);

/**
 * Somebody who works here, or worked here once. Of records that were written before people had them: no skills, the first level, active.
 * `teams`: the first is home; empty in old records, which do not say.
 */
export const personRecord = z.strictObject({
  type: z.literal('person'),
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  role,
  skills: skillsOfPerson.default([]),
  level: level.default(1),
  active: z.boolean().default(true),
  teams: z.array(teamId).max(32).default([]),
});
export type PersonRecord = z.infer<typeof personRecord>;

/** Who did something, as a screen shows it. The name is the id where the person's record is not in this store. */
export type Who = { id: string; name: string };
