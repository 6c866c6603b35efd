import type { Playbook } from '../playbook.ts';

/** The page of each kind that a team starts with. */
export const defaultPlaybooks: readonly Playbook[] = [];
