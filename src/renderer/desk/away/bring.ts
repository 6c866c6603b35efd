import type { Brought } from '#shared/views/search.ts';
import { view } from '../../live/bridge.ts';
import { tellFault } from '../../live/notices.ts';

/** Brings somebody from the centre. A fault is told; what the centre cannot do is an answer. */
export async function bring(customerId: string): Promise<Brought> {
  const reply = await view({ view: 'bring', customerId });
  if (reply.ok) return reply.value;
  if ('fault' in reply) tellFault(reply.fault);
  return 'away';
}
