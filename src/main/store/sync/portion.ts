import type { ExchangeAsk } from '#shared/sync/exchange.ts';

/** How much the next ask carries up. */
export type Portion = {
  commands: number;
  witnessed: boolean;
  /** It was sent alone and the request failed; without it the next one shows whether it is to blame. */
  suspect: string | null;
};

export const wholePortion: Portion = { commands: 256, witnessed: true, suspect: null };

/**
 * The next portion after an ask that failed for what may be in it: half as much, down to one command, then none. So one command that the
 * centre chokes on holds up nothing but its own stream (trust.md, P7). Null: it is not for what the ask carries.
 */
export function smallerPortion(portion: Portion, ask: ExchangeAsk): Portion | null {
  const { commands, witnessed } = ask;
  if (commands.length > 1) return { ...portion, commands: Math.floor(commands.length / 2) };
  const [only] = commands;
  if (only) return { ...portion, commands: 0, suspect: only.id };
  return witnessed.length > 0 ? { commands: portion.commands, witnessed: false, suspect: null } : null;
}

/** The next portion after an ask that was answered, and the command that turned out to be what the centre chokes on. */
export function largerPortion(portion: Portion): { portion: Portion; guilty: string | null } {
  const commands = Math.min(wholePortion.commands, Math.max(1, portion.commands * 2));
  return { portion: { ...portion, commands, suspect: null }, guilty: portion.suspect };
}
