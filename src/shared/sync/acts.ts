import { z } from 'zod';
import { instant } from '../instant.ts';

/** What can be done at a centre that its record of doings tells. Words stay for ever: rows with them are never changed. */
export const actKind = z.enum([
  'person.made',
  'person.changed',
  'person.linked',
  'second-factor.made',
  'second-factor.reset',
  'password.changed',
  'team.made',
  'team.changed',
  'team-rules.changed',
  'skills.changed',
  'device.shut-out',
  'device.wipe-all',
  'quarantine.accepted',
  'quarantine.declined',
  'integration.made',
  'integration.revoked',
  'shop.made',
  'shop.changed',
  'import.begun',
  'import.cancelled',
  'rules.published',
  'audit.exported',
  'erasure.asked',
  'erasure.withdrawn',
  'erasure.done',
  'customer.exported',
  'retention.changed',
  'holding.changed',
]);
export type ActKind = z.infer<typeof actKind>;

/** What an act is about: its kind and id, as in `person:lucia`. */
export const actTarget = z
  .string()
  .regex(/^[a-z-]+:/)
  .max(250);

/** Fields that are no secret. */
const fields = z.record(z.string(), z.json());
export type ActFields = z.infer<typeof fields>;

/** `device` null: the centre itself, at its first start. `before` null: it was not there; `after` null: it is there no more. */
export const act = z.object({
  id: z.int(),
  at: instant,
  person: z.string(),
  device: z.uuid().nullable(),
  /** A newer centre may know more. */
  what: z.string().max(100),
  target: z.string(),
  before: fields.nullable(),
  after: fields.nullable(),
});
export type Act = z.infer<typeof act>;

/** Where the next page begins: the last act's `at` and `id`. */
const place = z.string().regex(/^\d{1,15}-\d{1,15}$/);
const moment = z.coerce.number().pipe(instant);

/** `GET /admin-acts`: of a person, about a target, from a moment to before another; all of it where they are left out. */
export const actsQuery = z.strictObject({
  person: z.string().min(1).max(128).optional(),
  target: actTarget.optional(),
  from: moment.optional(),
  to: moment.optional(),
  before: place.optional(),
});
export type ActsQuery = z.infer<typeof actsQuery>;

/** The newest first, a hundred at most. `next`: ask again with it as `before`; null: there is no more. */
export const actsAnswer = z.object({ acts: z.array(act), next: place.nullable() });
export type ActsAnswer = z.infer<typeof actsAnswer>;
