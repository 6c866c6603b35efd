import type { ExchangeAsk } from '#shared/sync/exchange.ts';

/** How much the next ask carries up. */
export type Portion = {
  commands: number;
  witnessed: boolean;
  /** A command that was sent alone, and how often the centre failed on it while it did not fail without it. */
  suspect: { id: string; strikes: number } | null;
};

export const wholePortion: Portion = { commands: 256, witnessed: true, suspect: null };

/** A centre that is in trouble of its own fails now on this and now on that: once is no proof. */
const proof = 3;

/**
 * The next portion after an ask that failed for what may be in it: half as much, down to one command, then none. So one command that the
 * centre chokes on holds up nothing but its own stream. Null: it is not for what the ask carries.
 */
export function smallerPortion(portion: Portion, { commands, witnessed }: ExchangeAsk): Portion | null {
  if (commands.length > 1) return { ...portion, commands: Math.floor(commands.length / 2) };
  const [only] = commands;
  if (only) {
    const before = portion.suspect?.id === only.id ? portion.suspect.strikes : 0;
    return { ...portion, commands: 0, suspect: { id: only.id, strikes: before + 1 } };
  }
  return witnessed.length > 0 ? { ...portion, witnessed: false, suspect: null } : null;
}

/** The next portion after an ask that was answered, and the command that turned out to be what the centre chokes on. */
export function largerPortion(portion: Portion): { portion: Portion; guilty: string | null } {
  const { suspect } = portion;
  if (portion.commands === 0 && suspect && suspect.strikes < proof)
    return { portion: { ...portion, commands: 1 }, guilty: null };
  const commands = Math.min(wholePortion.commands, Math.max(1, portion.commands * 2));
  const guilty = portion.commands === 0 && suspect ? suspect.id : null;
  return { portion: { ...portion, commands, suspect: null }, guilty };
}
