import { app, BrowserWindow, Notification, nativeTheme } from 'electron';
import type { Log } from '../log.ts';
import { lockContents } from './locks.ts';
import { startPage } from './protocol.ts';

/** Between the end of a page's process and the next page, ms. */
const pageRestart = 250;

/** Opens the desk's one window on the page; it appears with its first picture. `preload`: absolute path. */
export const openDeskWindow = (preload: string, log: Log): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    title: 'Hilo',
    show: false,
    autoHideMenuBar: true,
    // Mantine's body colours, so that no white flash comes before the page.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#242424' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      // Its dictionaries come over the network from somebody else's host.
      spellcheck: false,
      // A ring must be painted while the window is behind others.
      backgroundThrottling: false,
      navigateOnDragDrop: false,
    },
  });
  lockContents(window.webContents, log);
  // The title of a window is read by screen sharing and time trackers: it never says who is on the screen.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    log('page-gone', { reason: details.reason, exit: details.exitCode });
    if (details.reason === 'clean-exit') return;
    // Not within the event: Chromium then ends the whole application on a failed check.
    setTimeout(() => {
      if (!window.isDestroyed()) void window.loadURL(startPage);
    }, pageRestart);
  });
  void window.loadURL(startPage);
  return window;
};

/** Brings the window to be seen without taking the keyboard: the person may be typing somewhere else. */
export const showRinging = (window: BrowserWindow, text: string): void => {
  if (window.isFocused()) return;
  if (window.isMinimized() || !window.isVisible()) window.showInactive();
  window.flashFrame(true);
  window.once('focus', () => window.flashFrame(false));
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title: 'Hilo', body: text, silent: true });
  notification.once('click', () => window.focus());
  notification.show();
};
