import type { ServerFile } from '../settings-file.ts';
import { centreAddress } from './address.ts';

/**
 * Which centre this Hilo works with: the one that is asked for, which is kept for the next start, or the kept one. An empty one forgets
 * it. The demo company's is never kept: the next start without `--demo` is of this company's own. Null: none. `bad`: no address that
 * may be used.
 */
export const whichCentre = (asked: string | null, demo: boolean, file: ServerFile): string | null | 'bad' => {
  if (asked === '') {
    if (!demo) file.keepServer(null);
    return null;
  }
  if (asked !== null) {
    const address = centreAddress(asked);
    if (address === null) return 'bad';
    if (!demo) file.keepServer(address);
    return address;
  }
  if (demo) return null;
  const kept = file.server();
  if (kept === undefined) return null;
  // Written by somebody else's hand: starting without the centre would hide it.
  return (typeof kept === 'string' ? centreAddress(kept) : null) ?? 'bad';
};
