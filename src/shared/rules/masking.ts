import { z } from 'zod';
import { type Role, role } from '../people.ts';

/** Whose screens show phones and e-mails of customers masked, until the person says why they need one. An admin's to settle. */
export const masking = z.strictObject({
  about: z.literal('masking'),
  roles: z
    .array(role)
    .max(8)
    .refine((roles) => new Set(roles).size === roles.length, 'the same role twice'),
});
export type Masking = z.infer<typeof masking>;

/** Nobody's. */
export const defaultMasking: Masking = Object.freeze({ about: 'masking', roles: [] });

export const masksFor = ({ roles }: Masking, one: Role): boolean => roles.includes(one);
