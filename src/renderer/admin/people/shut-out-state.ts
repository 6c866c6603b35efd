import type { DeviceView, ShutOutView } from '#shared/sync/accounts.ts';
import type { Tone } from '../../ui/chip.tsx';

/** `silent`: not heard of since. `full`: the rest waits until some of it is
 * reviewed. `held`: photos that cannot be handed in keep its store, shut. `handed`: all is here, the store is on its way to be ended. */
export type ShutOutStep = 'silent' | 'handing' | 'full' | 'held' | 'handed' | 'emptied';

/** How far a machine that was shut out has come, as far as the centre knows. */
export function stepOf({ asked, handed, files, full, waiting, wipeAll, emptied }: ShutOutView): ShutOutStep {
  if (emptied !== null) return 'emptied';
  if (full && waiting > 0 && !wipeAll) return 'full';
  if (handed !== null) return (files ?? 0) > 0 && !wipeAll ? 'held' : 'handed';
  return asked === null ? 'silent' : 'handing';
}

export const toneOf: Record<ShutOutStep, Tone> = {
  silent: 'bad',
  handing: 'info',
  full: 'warn',
  held: 'warn',
  handed: 'info',
  emptied: 'good',
};

/** What is lost where a machine is emptied all the same. Null: the machine has not said. */
export function lossOf({ unsent }: Pick<DeviceView, 'unsent'>, { handed, held, files }: ShutOutView) {
  const left = handed !== null ? 0 : unsent === null ? null : Math.max(0, unsent - held);
  return { unsent: left, files };
}
