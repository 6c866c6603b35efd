import { answerFaults } from './answer-faults.ts';
import type { Fault } from './fault.ts';
import { ledgerFaults } from './ledger-faults.ts';
import { monthsFaults } from './months-faults.ts';
import { pageFaults } from './page-faults.ts';
import { restoreFaults } from './restore-faults.ts';

/** Every seeded fault. */
export const faults: readonly Fault[] = [
  ...answerFaults,
  ...pageFaults,
  ...restoreFaults,
  ...ledgerFaults,
  ...monthsFaults,
];
