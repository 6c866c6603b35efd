import { z } from 'zod';
import { instant, zone } from '../instant.ts';

/** A day of the calendar as it is written: `2026-12-04`. */
export const dayOf = z.iso.date();

/** Why somebody is away, as far as they want to say. Nothing about an illness belongs here. */
export const awayWhy = z.enum(['day-off', 'leave', 'sick', 'training']);

/** Both days are part of it, on the clock of `zone`: `from` the first day, `until` the last. `standIn`: a person's id; null: nobody. */
export const away = z
  .strictObject({
    from: dayOf,
    until: dayOf,
    zone,
    why: awayWhy.nullable(),
    standIn: z.string().min(1).max(128).nullable(),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'] });
export type Away = z.infer<typeof away>;

/** How many more than one can be said of a person. */
export const mostLater = 40;

/**
 * When somebody is not at their desk (`away` null: they are back). The centre writes it into every team of theirs; a person who has no such
 * record is here. `later`: what comes after `away`, the earliest first, none on a day of another; left out where nothing does. Whether they work for a team at all, their own record says (people.ts).
 */
export const absenceRecord = z.strictObject({
  type: z.literal('absence'),
  /** The person's. */
  id: z.string().min(1).max(128),
  away: away.nullable(),
  later: z.array(away).min(1).max(mostLater).optional(),
  at: instant,
  /** Who said it last: the person, somebody who answers for them, or an admin. */
  by: z.string().min(1).max(128),
});
export type AbsenceRecord = z.infer<typeof absenceRecord>;

/**
 * `PUT /people/:id/absence`: they are away then, too, or (null) they are back; `from`: what begins on that day is taken back, else what comes
 * first.
 */
export const absenceAsk = z.strictObject({ away: away.nullable(), from: dayOf.optional() });
export type AbsenceAsk = z.infer<typeof absenceAsk>;

/** Who may say it of somebody else who works for a team of theirs. */
export const tellers = ['supervisor', 'admin'] as const;
