import { type Command, command } from '../case/commands.ts';
import type { SentCommand } from './exchange.ts';

/** A command that was sent, read as far as it can be. */
export type Offered = {
  sent: SentCommand;
  /** SHA-256 of the original bytes, hex: the same id with another hash is another command. */
  hash: string;
  /** Null: not readable by this program. */
  command: Command | null;
};

/**
 * Reads what a desk sends, in its order, up to the first command that cannot be read: what follows it may belong to the same case and
 * has to wait. It gets no answer, and the desk sends it again but for what waits behind the unreadable one.
 */
export function readCommands(sent: readonly SentCommand[], sha256: (text: string) => string): Offered[] {
  const offers: Offered[] = [];
  for (const one of sent) {
    const offered = readCommand(one, sha256);
    offers.push(offered);
    if (offered.command === null) break;
  }
  return offers;
}

/** Reads a sent command; what cannot be read is not an error of the desk's but a difference of versions. */
export function readCommand(sent: SentCommand, sha256: (text: string) => string): Offered {
  return { sent, hash: sha256(sent.text), command: parsedCommand(sent) };
}

function parsedCommand({ id, text }: SentCommand): Command | null {
  try {
    const read = command.safeParse(JSON.parse(text));
    return read.success && read.data.stamp.id === id ? read.data : null;
  } catch {
    return null;
  }
}
