import { z } from 'zod';

/** A team's name in the ledger. */
export const teamId = z.string().min(1).max(64);
