import { z } from 'zod';
import { incident } from '../incident/incident.ts';
import { instant } from '../instant.ts';
import type { Role } from '../people.ts';
import { teamId } from '../team.ts';
import { failureTree } from './failures.ts';
import { holidays } from './holidays.ts';
import { manual } from './manual.ts';
import { masking } from './masking.ts';
import { playbook } from './playbook.ts';

/** What a team has settled for itself, one page of it. Its name says which: one tree, one manual, a playbook for every kind. */
export const rulesContent = z.discriminatedUnion('about', [
  failureTree,
  playbook,
  manual,
  incident,
  holidays,
  masking,
]);
export type RulesContent = z.infer<typeof rulesContent>;

/** As it is in a link: letters, digits and signs that need no quoting. `playbook:late`. */
export const rulesName = z.string().regex(/^[a-z0-9][a-z0-9:-]{0,79}$/);

/**
 * A page of a team's rules, in its newest version. Owned by the centre, which counts the versions from 1; every older one stays in the
 * ledger's stream. What a team never changed has no record: then the defaults of the program hold (rules/of.ts).
 */
export const rulesRecord = z.strictObject({
  type: z.literal('rules'),
  /** `team/name`, unique in the company. */
  id: z.string().min(1).max(200),
  team: teamId,
  name: rulesName,
  version: z.int().positive(),
  at: instant,
  /** Who published it. */
  by: z.string().min(1).max(128),
  content: rulesContent,
});
export type RulesRecord = z.infer<typeof rulesRecord>;

export function rulesId(team: string, name: string): string {
  return `${team}/${name}`;
}

/** Where each content belongs: nobody publishes a manual under a playbook's name. */
export function nameOf(content: RulesContent): string {
  switch (content.about) {
    case 'failures':
      return 'failures';
    case 'manual':
      return 'manual';
    case 'holidays':
      return 'holidays';
    case 'masking':
      return 'masking';
    case 'playbook':
      return `playbook:${content.kind}`;
    case 'incident':
      return `incident:${content.id}`;
  }
}

/** Who may publish rules, and so is offered it. */
export const publishers = ['supervisor', 'quality', 'admin'] as const;

export function mayPublish(role: Role): boolean {
  return publishers.some((one) => one === role);
}

/** Who sees what is an admin's to settle, all the rest theirs who publish. */
export function mayPublishThis(role: Role, { about }: RulesContent): boolean {
  return about === 'masking' ? role === 'admin' : mayPublish(role);
}

/** `PUT /teams/:team/rules`. `from`: the version that the person saw, 0 where there was none: of two who publish at once, the second is told. */
export const publishAsk = z.strictObject({ from: z.int().min(0), content: rulesContent });
export type PublishAsk = z.infer<typeof publishAsk>;
