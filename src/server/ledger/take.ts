import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Command } from '#shared/case/commands.ts';
import type { CommandAnswer, SentCommand } from '#shared/sync/exchange.ts';
import { type Offered, readCommand } from '#shared/sync/ledger.ts';
import type { Requester } from '../identity/requester.ts';
import { ProblemError } from '../problem.ts';
import { teamsOf } from './customers.ts';
import { MovedError, type Queue } from './queue.ts';

/** Takes what a desk sends. */
export type Take = (
  commands: readonly SentCommand[],
  from: { who: Requester; incarnation: string },
) => Promise<CommandAnswer[]>;

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Sends each command to the team of its customer, or to the sender's home where nobody knows the customer, and waits for what became of
 * it. Answers come in the order of the commands; one that could not be taken now has none, and the desk sends it again.
 * @throws ProblemError busy, when none could be taken
 */
export function takeInto(pool: Pool, queue: Queue): Take {
  return async (commands, { who, incarnation }) => {
    if (commands.length === 0) return [];
    const offers = commands.map((sent) => readCommand(sent, sha256));
    const readable = offers.filter(isStorable);
    const customers = new Set(readable.map(({ command }) => command.ask.customerId));
    const teams = await teamsOf(pool, [...customers]);
    const home = homeOf(who);

    const offer = async (offered: Offered & { command: Command }): Promise<CommandAnswer> => {
      const known = teams.get(offered.command.ask.customerId);
      const sender = { person: who.person.id, device: who.device, incarnation };
      const into = (team: string, unclaimed: boolean) =>
        queue.add(team, { ...sender, offered, ofTeam: who.teams.includes(team), unclaimed });
      try {
        return await into(known ?? home, known === undefined);
      } catch (error) {
        // Once: a customer's team does not change.
        if (error instanceof MovedError) return into(error.team, false);
        throw error;
      }
    };

    const outcomes = await Promise.allSettled(
      offers.map((offered) =>
        isStorable(offered)
          ? offer(offered)
          : Promise.resolve<CommandAnswer>({ id: offered.sent.id, outcome: 'unreadable' }),
      ),
    );
    const answers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failure = outcomes.find((one) => one.status === 'rejected');
    if (answers.length === 0 && failure) throw failure.reason;
    return answers;
  };
}

/** A command that can be read, and whose ids PostgreSQL can hold: not every JavaScript text is UTF-8 without zeros. */
function isStorable(offered: Offered): offered is Offered & { command: Command } {
  if (offered.command === null) return false;
  const { customerId, caseId } = offered.command.ask;
  return [customerId, caseId ?? ''].every((id) => id.isWellFormed() && !id.includes('\u0000'));
}

function homeOf({ teams: [home] }: Requester): string {
  if (home === undefined) throw new ProblemError('not-allowed', 'This person works for no team.');
  return home;
}
