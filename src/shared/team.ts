import { z } from 'zod';

/** A team's name in the ledger. */
export const teamId = z.string().min(1).max(64);

/** Whether no object of JavaScript answers to it by itself, as all do to `constructor`: sooner or later an id is looked up in one. */
export const isOwnName = (id: string): boolean => !(id in {});

/** What a new team may be called: it stands in addresses. */
export const newTeamId = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u)
  .refine(isOwnName);
