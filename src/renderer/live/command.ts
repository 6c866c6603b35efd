import type { Reply } from '#shared/bridge.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { command } from './bridge.ts';
import { tellFault, tellRefusal } from './notices.ts';

/**
 * Asks the store to do these, all or none. A refusal or a fault is told to the person here; the caller only has to leave
 * what was typed where it is unless the reply is `ok`.
 */
export async function send(asks: CommandAsk[]): Promise<Reply<{ ids: string[] }>> {
  const reply = await command(asks);
  if (!reply.ok) {
    if ('refusal' in reply)
      tellRefusal(
        reply.refusal,
        asks.some(({ type }) => type !== 'case.take'),
      );
    else tellFault(reply.fault);
  }
  return reply;
}
