import type { News, Ring } from '#shared/bridge.ts';
import { listen } from './bridge.ts';
import { diagnosticsCame } from './diagnostics.ts';
import { importIsAt } from './imports.ts';
import { absorbSession, askSession, sessionStore } from './session.ts';
import { views } from './view.ts';

/** What the desk does with news that are not about views or the session. */
export type Hearing = { ring: (ring: Ring) => void; openCase: (idOrNumber: string) => void };

/** Listens to the desktop and asks where it stands. Returns what stops it. */
export function startLive(hearing: Hearing): () => void {
  const stop = listen((news: News) => {
    switch (news.news) {
      case 'session':
        return absorbSession(news.answer);
      case 'changed':
        return views.changed(news.customers);
      case 'ring':
        return hearing.ring(news.ring);
      case 'open-case':
        return hearing.openCase(news.case);
      case 'diagnostics':
        return diagnosticsCame(news.text);
      case 'import':
        return importIsAt(news.state);
    }
  });
  const stopForgetting = sessionStore.subscribe((now, before) => {
    if (before.state.phase === 'ready' && now.state.phase !== 'ready') views.forget();
  });
  // Mostly it was told before the page listened, and heard at once.
  if (sessionStore.getState().state.phase === 'starting') void askSession({ ask: 'state' });
  return () => {
    stop();
    stopForgetting();
  };
}
