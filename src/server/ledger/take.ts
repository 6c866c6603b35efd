import type { Pool } from 'pg';
import type { Command } from '#shared/case/commands.ts';
import type { CommandAnswer, SentCommand } from '#shared/sync/exchange.ts';
import { teamOf } from '#shared/sync/ledger.ts';
import { type Offered, readCommands } from '#shared/sync/offered.ts';
import { isStorable } from '../database/storable.ts';
import type { Requester } from '../identity/requester.ts';
import { ProblemError } from '../problem.ts';
import type { Reviewed } from '../quarantine/hold.ts';
import { sha256 } from '../sha256.ts';
import { MovedError } from './batch.ts';
import { teamsOf } from './customers.ts';
import type { Heads } from './heads.ts';
import type { Queue } from './queue.ts';

export type Sending = {
  who: Requester;
  incarnation: string;
  /** Teams from whose ledger the desk has parted: nothing of theirs is taken before the desk knows what it lost. */
  parted: ReadonlySet<string>;
  /** A machine that was shut out handed it in, and a supervisor accepted it: it is flagged, and taken only while it waits in quarantine. */
  handedIn?: Reviewed;
};

/** Takes what a desk sends. */
export type Take = (commands: readonly SentCommand[], from: Sending) => Promise<CommandAnswer[]>;

type Readable = Offered & { command: Command };

/**
 * Sends each command to the team of its customer and waits for what became of it. Answers come in the order of the commands; one that was
 * not taken now has none, and the desk sends it again.
 * @throws ProblemError busy, when none could be taken; sign-in, when the machine was shut out a moment ago; gone, when what was accepted was decided meanwhile
 */
export function takeInto(pool: Pool, queue: Queue, heads: Heads): Take {
  return async (commands, { who, incarnation, parted, handedIn = null }) => {
    if (commands.length === 0) return [];
    const { readable, unreadable } = sorted(readCommands(commands, sha256));
    const teams = await teamsOf(pool, [...new Set(readable.map(customerOf))]);
    if (readable.some(({ sent: { team } }) => team !== null && !heads.has(team))) await heads.read();
    const home = homeOf(who);
    const { id: person, role, level } = who.person;
    const held = new Set<string>();
    const sender = { person, role, level, device: who.device, incarnation, handedIn, held };

    const into = (team: string, offered: Readable, unclaimed: boolean): Promise<CommandAnswer | null> =>
      parted.has(team)
        ? Promise.resolve(null)
        : queue.add(team, { ...sender, offered, ofTeam: who.teams.includes(team), unclaimed });

    const offer = async (offered: Readable): Promise<CommandAnswer | null> => {
      const known = teams.get(customerOf(offered)) ?? null;
      try {
        return await into(teamOf(known, offered.sent.team, home, heads.has), offered, known === null);
      } catch (error) {
        // Once: a customer's team does not change.
        if (error instanceof MovedError) return into(error.team, offered, false);
        throw error;
      }
    };

    const outcomes = await Promise.allSettled(readable.map(offer));
    const answers = outcomes.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
    const failure = outcomes.find((one) => one.status === 'rejected');
    if (answers.length === 0 && failure) throw failure.reason;
    return unreadable ? [...answers, { id: unreadable.sent.id, outcome: 'unreadable' }] : answers;
  };
}

const customerOf = ({ command }: Readable): string => command.ask.customerId;

/** What comes before the first that cannot be taken, and that one. */
function sorted(offers: readonly Offered[]): { readable: Readable[]; unreadable: Offered | undefined } {
  const end = offers.findIndex((offered) => !isTakable(offered));
  const readable = offers.slice(0, end < 0 ? offers.length : end).filter(isTakable);
  return { readable, unreadable: offers[readable.length] };
}

/** A command that can be read, and whose ids PostgreSQL can hold. */
function isTakable(offered: Offered): offered is Readable {
  if (offered.command === null) return false;
  const { customerId, caseId } = offered.command.ask;
  return [customerId, caseId ?? ''].every(isStorable);
}

function homeOf({ teams: [home] }: Requester): string {
  if (home === undefined) throw new ProblemError('not-allowed', 'This person works for no team.');
  return home;
}
