import { addWorkingDays, type WorkCalendar, workingDaysBetween } from '../calendar/working-days.ts';

/**
 * Working days within which a query or complaint is answered: Ley 10/2025, de servicios de atención a la clientela, as law firms sum it up (no
 * official text was read here). A company may set less for itself.
 */
export const answerWithin = 15;
/** From so many working days before the end on it burns. */
export const nearFrom = 3;

export type AnswerClock = {
  /** The end of the last day, on the customer's clock, ms. */
  due: number;
  /** Working days from the day it was opened to today, or to the day it was solved. */
  taken: number;
  /** Working days that are left; negative when it is overdue. */
  left: number;
  state: 'running' | 'near' | 'overdue' | 'in-time' | 'late';
};

/**
 * How a case stands with its answer: from its opening until it is solved. One that was reopened has no answer: its clock runs on from the
 * opening, as the customer counts.
 */
export function answerClock(
  { openedAt, solvedAt }: { openedAt: number; solvedAt: number | null },
  now: number,
  calendar: WorkCalendar,
): AnswerClock {
  const due = addWorkingDays(openedAt, answerWithin, calendar);
  const end = solvedAt ?? now;
  const taken = Math.max(0, workingDaysBetween(openedAt, end, calendar));
  const left = answerWithin - taken;
  if (solvedAt !== null) return { due, taken, left, state: solvedAt <= due ? 'in-time' : 'late' };
  if (now > due) return { due, taken, left: Math.min(left, -1), state: 'overdue' };
  return { due, taken, left, state: left <= nearFrom ? 'near' : 'running' };
}
