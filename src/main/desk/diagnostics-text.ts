import { app } from 'electron';
import { diagnosticsOf } from '../diagnostics.ts';
import type { StoreAnswer } from '../store-process.ts';

type Now = Pick<Parameters<typeof diagnosticsOf>[0], 'settings' | 'state' | 'home'>;

/** What IT is to know, as it is shown and saved. `figures`: what the store answered when it was asked for them. */
export const diagnosticsText = (figures: StoreAnswer, now: Now): string => {
  const told =
    'reply' in figures && figures.reply.ok
      ? (figures.reply.value as { store: unknown; sync: unknown })
      : null;
  const all = diagnosticsOf({ version: app.getVersion(), now: Date.now(), ...now, figures: told });
  return `${JSON.stringify(all, null, 2)}\n`;
};
