import type { Playbook } from '../playbook.ts';
import { deliveryPlaybooks } from './playbooks/delivery.ts';
import { goodsPlaybooks } from './playbooks/goods.ts';
import { moneyPlaybooks } from './playbooks/money.ts';
import { peoplePlaybooks } from './playbooks/people.ts';

/** The page of each kind that a team starts with. */
export const defaultPlaybooks: readonly Playbook[] = [
  ...deliveryPlaybooks,
  ...goodsPlaybooks,
  ...moneyPlaybooks,
  ...peoplePlaybooks,
];
