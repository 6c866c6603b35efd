import {
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
} from 'electron';
import type { News, Reply } from '#shared/bridge.ts';
import type { SessionAnswer } from '#shared/session/asks.ts';
import type { StoreProcess } from '../store-process.ts';
import { origin } from '../window/protocol.ts';
import type { StoreNews } from './page-calls.ts';

export type PageDoors = {
  window: BrowserWindow;
  session: (trusted: boolean, value: unknown) => Promise<Reply<SessionAnswer>>;
  admin: (trusted: boolean, value: unknown) => Promise<Reply<unknown>>;
  /** The page's script has begun, for the first time or after a reload. */
  here: () => void;
  /** The page ended; another is being loaded. */
  away: () => void;
};

export type Page = {
  tell: (news: News) => void;
  /** Gives the page a line of its own to the store, now and after each reload; or says why there is none. */
  store: (store: StoreProcess | 'gone' | 'trouble', ref: string) => void;
};

/** Serves the one page: its questions about the session, its news, and its line to the store, which does not pass through here. */
export const servePageBridge = (doors: PageDoors): Page => {
  const contents = doors.window.webContents;
  let current: { store: StoreProcess | 'gone' | 'trouble'; ref: string } = { store: 'gone', ref: 'starting' };
  let isHere = false;

  /** Only the top frame of our own window, on our own origin. */
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === contents &&
    event.senderFrame !== null &&
    event.senderFrame === contents.mainFrame &&
    event.senderFrame.origin === origin;

  const link = () => {
    if (!isHere || contents.isDestroyed()) return;
    const { store, ref } = current;
    if (typeof store === 'string') {
      contents.postMessage('store', { store, ref } satisfies StoreNews);
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    void store.ask({ verb: 'page' }, [port1]);
    contents.postMessage('store', { store: 'here' } satisfies StoreNews, [port2]);
  };

  ipcMain.handle('session', (event, value: unknown) => doors.session(isOurs(event), value));
  ipcMain.handle('admin', (event, value: unknown) => doors.admin(isOurs(event), value));
  ipcMain.on('page-here', (event) => {
    if (!isOurs(event)) return;
    isHere = true;
    link();
    doors.here();
  });
  // The page never reloads by itself (`locks.ts`), only after it ended; until the new one speaks nobody would hear.
  contents.on('render-process-gone', () => {
    isHere = false;
    doors.away();
  });

  return {
    tell: (news) => {
      if (isHere && !contents.isDestroyed()) contents.send('news', news);
    },
    store: (store, ref) => {
      current = { store, ref };
      link();
    },
  };
};
