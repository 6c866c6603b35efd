import { z } from 'zod';
import type { Role } from '../people.ts';

/** Why somebody needs to see a whole number or address. A short list, so that reasons can be counted. */
export const revealWhy = z.enum(['call-back', 'write', 'identify', 'correct', 'other']);
export type RevealWhy = z.infer<typeof revealWhy>;

/** For how long one customer is shown whole after it was said why, ms; or until a contact with them is recorded. */
export const revealFor = 15 * 60_000;

/** Who reads who saw what: everybody but agents. */
export const readsReveals = (one: Role): boolean => one !== 'agent';
