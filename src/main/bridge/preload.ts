import { contextBridge, ipcRenderer } from 'electron';
import type { HiloBridge, News, Reply } from '#shared/bridge.ts';
import type { SessionAnswer } from '#shared/session/asks.ts';
import { newsDesk, type PagePort, pageCalls, type Question, type StoreNews } from './page-calls.ts';

const news = newsDesk();
const calls = pageCalls((customers) => news.tell({ news: 'changed', customers }));

const fromDom = (port: MessagePort): PagePort => ({
  post: (message) => port.postMessage(message),
  close: () => port.close(),
  listen: (received, closed) => {
    port.addEventListener('message', (event) => received(event.data));
    port.addEventListener('close', closed);
    port.start();
  },
});

ipcRenderer.on('store', (event, message: StoreNews) => {
  const port = event.ports[0];
  if (message.store === 'here' && port) calls.adopt(fromDom(port));
  else if (message.store === 'gone') calls.lose(message.ref);
  else if (message.store === 'trouble') calls.refuse(message.ref);
});
ipcRenderer.on('news', (_event, message: News) => news.tell(message));

/** The store answers as its contract says; what it is asked is checked there. */
const ask = <T>(question: Question) => calls.call(question) as Promise<Reply<T>>;

const bridge: HiloBridge = {
  command: (asks) => ask({ verb: 'command', asks }),
  view: (request) => ask({ verb: 'view', request }),
  draft: (key, body) => ask({ verb: 'draft', key, body }),
  file: (wanted) => ask({ verb: 'file', ask: wanted }),
  session: (wanted) => ipcRenderer.invoke('session', wanted) as Promise<Reply<SessionAnswer>>,
  admin: (wanted) => ipcRenderer.invoke('admin', wanted),
  on: (listener) => news.on(listener),
};

/**
 * The page's one Trusted Types policy. React puts Mantine's style sheets in by innerHTML; text without `<` can become
 * no element, so that is all that passes. No policy for scripts and their addresses: those stay closed.
 */
const onlyText = (): void => {
  type Factory = { createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown };
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  factory?.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Markup is not put in as text');
      return text;
    },
  });
};

contextBridge.executeInMainWorld({ func: onlyText });
contextBridge.exposeInMainWorld('hilo', Object.freeze(bridge));
ipcRenderer.send('page-here');
