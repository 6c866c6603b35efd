import { z } from 'zod';
import { texts } from './rules/texts.ts';

/** A skill's id stands in people's records: small letters, digits and dashes. */
export const skillId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** One that somebody can have: "German", "warranty". Written in one language at least. */
export const skill = z.strictObject({
  id: skillId,
  name: texts(80).refine(({ en, es }) => `${en}${es}`.trim() !== ''),
});
export type Skill = z.infer<typeof skill>;

/** The company's list, in the order in which it is shown. */
export const skillList = z
  .array(skill)
  .max(100)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length);

/** The list as it flows down to every desk. There is one. */
export const skillsRecord = z.strictObject({
  type: z.literal('skills'),
  id: z.literal('company'),
  skills: skillList,
});
export type SkillsRecord = z.infer<typeof skillsRecord>;
