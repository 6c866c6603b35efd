import type { PersonRecord } from '#shared/people.ts';

/** Who asks, at which machine, and what they may see. `teams`: never empty, the first one is home. */
export type Requester = {
  person: Pick<PersonRecord, 'id' | 'name' | 'role' | 'skills' | 'level'>;
  device: string;
  teams: readonly string[];
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the `signedIn` preHandler; only routes behind it may look. */
    who: Requester;
  }
}
