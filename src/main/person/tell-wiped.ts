import { z } from 'zod';
import { askCentre, type Fetch } from '../centre/ask.ts';
import type { Wipes } from './wipe.ts';

type Parts = { server: string; fetch: Fetch; wipes: Pick<Wipes, 'untold' | 'told'>; now: () => number };

/**
 * Says to the centre which stores were ended by its order, so that its admins see it. Where it cannot be reached it is said at the next start;
 * what it does not know (it was restored, or has given another order since) is not said again.
 */
export async function tellWiped({ server, fetch, wipes, now }: Parts): Promise<void> {
  for (const { nonce, device, ...one } of wipes.untold()) {
    if (one.server !== server) continue;
    const body = { device, nonce };
    const url = `${server}/revocation/emptied`;
    const asked = await askCentre(fetch, { method: 'POST', url, body, answer: z.null(), now });
    if (asked.ok || (asked.trouble !== 'cancelled' && asked.trouble.code === 'sign-in')) wipes.told(nonce);
  }
}
