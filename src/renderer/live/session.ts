import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Reply } from '#shared/bridge.ts';
import type { SavedFile, SessionAnswer, SessionAsk } from '#shared/session/asks.ts';
import type { Language, Settings } from '#shared/settings.ts';
import { session } from './bridge.ts';
import { wantFresh } from './fresh.ts';
import { tellFault, tellRefusal } from './notices.ts';

/** What saves a file. */
export type SaveAsk = Extract<SessionAsk, { ask: `save-${string}` }>;

const languageOf = (tag: string): Language =>
  tag.toLowerCase().startsWith('es') ? (tag === 'es-ES' ? 'es-ES' : 'es') : 'en';

/** Until the desktop has answered: the computer's language and theme. */
const before = (): SessionAnswer => ({
  state: { phase: 'starting' },
  settings: {
    language: languageOf(globalThis.navigator?.language ?? 'en'),
    theme: 'system',
    letterKeys: true,
    keys: {},
  },
});

/** Where the desktop stands and the settings of this device. */
export const sessionStore = createStore<SessionAnswer>(before);

/** The same thing said twice (an answer and the news of it) draws nothing anew. */
export const absorbSession = (answer: SessionAnswer): void => {
  if (JSON.stringify(answer) !== JSON.stringify(sessionStore.getState())) sessionStore.setState(answer, true);
};

/** Asks something of the desktop and shows its answer. What was not done is told to the person. Returns whether it was done. */
export async function askSession(ask: SessionAsk): Promise<boolean> {
  return (await asked(ask)).ok;
}

/** Saves a file where the person says. `undefined`: it was not, and they were told why; null: they chose no place. */
export async function saveFile(ask: SaveAsk): Promise<SavedFile | null | undefined> {
  const reply = await asked(ask);
  return reply.ok ? (reply.value.saved ?? null) : undefined;
}

async function asked(ask: SessionAsk): Promise<Reply<SessionAnswer>> {
  const reply = await session(ask);
  if (reply.ok) absorbSession({ state: reply.value.state, settings: reply.value.settings });
  else if ('fault' in reply) tellFault(reply.fault);
  // Where signing in opens it says why itself: a notice would lie over its fields.
  else if (reply.refusal.code === 'fresh-sign-in') wantFresh();
  else tellRefusal(reply.refusal, true);
  return reply;
}

/** Changes settings: at once on the screen, and kept by the desktop. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const { settings } = sessionStore.getState();
  sessionStore.setState({ settings: { ...settings, ...change } });
  const done = await askSession({ ask: 'settings', change });
  if (!done) sessionStore.setState({ settings });
}

/** The session's state and settings. */
export const useSession = (): SessionAnswer => useStore(sessionStore);
export const useSettings = (): Settings => useStore(sessionStore, (state) => state.settings);
