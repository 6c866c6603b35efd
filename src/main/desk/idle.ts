import { type BrowserWindow, powerMonitor, systemPreferences } from 'electron';
import { watchIdle } from '../person/idle.ts';
import type { Seat } from '../seat.ts';

/** macOS asks for a finger or the password of its own user. Electron has no such question on Windows and Linux. */
export const systemAsks = (reason: () => string): (() => Promise<boolean>) | null =>
  process.platform === 'darwin' && systemPreferences.canPromptTouchID()
    ? () =>
        systemPreferences.promptTouchID(reason()).then(
          () => true,
          () => false,
        )
    : null;

/** ms */
const lookEvery = 5_000;

/** Locks the desk when nobody has touched this machine for a while, or its own screen is locked, until the window is closed. */
export const lockWhenIdle = (window: BrowserWindow, seat: Seat): void => {
  let used = Date.now();
  window.webContents.on('input-event', () => {
    used = Date.now();
  });
  const { look, away } = watchIdle({
    idle: () => ({ system: powerMonitor.getSystemIdleTime() * 1000, own: Date.now() - used }),
    after: seat.lockAfter,
    lock: (why) => void seat.lock(why),
  });
  const timer = setInterval(look, lookEvery);
  window.on('closed', () => clearInterval(timer));
  powerMonitor.on('lock-screen', away);
  powerMonitor.on('suspend', away);
};
