import './no-eval.ts';
import './ui/mantine.ts';
import './ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openCaseLink } from './desk/shell/case-link.ts';
import { ringArrived } from './desk/shell/ring.ts';
import { flushOnLeaving } from './drafts.ts';
import { countDeeds } from './keys/deeds.ts';
import { listenToKeys } from './keys/listener.ts';
import { sessionStore } from './live/session.ts';
import { startLive } from './live/start.ts';
import { loadDeskSoon } from './session/desk-part.tsx';
import { speak, startWords } from './words/words.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// the locks of the page allow only style tags with this nonce; react-remove-scroll, under Mantine's dialogs, reads the global
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
Object.assign(globalThis, { __webpack_nonce__: nonce });

startWords(sessionStore.getState().settings.language);
sessionStore.subscribe(({ settings }) => void speak(settings.language));
startLive({ ring: ringArrived, openCase: openCaseLink });
countDeeds();
listenToKeys();
flushOnLeaving();
createRoot(root).render(<App nonce={nonce} />);
loadDeskSoon();
