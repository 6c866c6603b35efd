import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { HiloBridge } from '#shared/bridge.ts';
import type { SessionAnswer } from '#shared/session/asks.ts';
import { keepLog, keepSaid } from './logs.ts';

declare global {
  interface Window {
    readonly hilo: HiloBridge;
  }
}

export type LaunchOptions = {
  /** Hilo's own folder; a fresh one, removed afterwards, when it is left out. */
  userDataDir?: string;
  /** After the application's path: `--demo`, a deep link. */
  args?: string[];
  env?: Record<string, string>;
  /** Puts something into a fresh folder of `launch`'s own before Hilo starts there. */
  prepare?: (userDataDir: string) => void;
};

export type Launched = {
  app: ElectronApplication;
  page: Page;
  userDataDir: string;
  close: () => Promise<void>;
};

const root = resolve(import.meta.dirname, '../..');

/** A start, and all of the demo company written into a new store: seconds, and a minute where ten programs want two cores. */
const patience = 90_000;

/** The runtime in the folder that the `electron` package is pointed at; undefined: that package knows. */
export const electronPath = (): string | undefined => {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return dist === undefined ? undefined : join(dist, 'electron');
};

/** Switches before the application's path. Chromium's sandbox does not run as root. */
export const switches = (userDataDir: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--user-data-dir=${userDataDir}`,
];

/** What Electron's process inherits; Node's own switches would be refused by it. */
export const cleanEnv = (more: Record<string, string> = {}): Record<string, string> => {
  const { NODE_OPTIONS: _, ELECTRON_RUN_AS_NODE: __, ...rest } = process.env;
  const given = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...more };
};

/** The folder of the built application: `package.json`'s `main` is started. */
export const applicationPath = (): string => process.env.HILO_APP ?? root;

/** Starts the real application and waits for its window. The caller closes it; `test`'s `launch` does so by itself. */
export const launchHilo = async (options: LaunchOptions & { userDataDir: string }): Promise<Launched> => {
  // Without `executablePath` Playwright asks the `electron` package, and holds Hilo's start until it listens itself. With it, a
  // window that loads while Playwright connects is waited for in vain, now and then.
  const app = await _electron.launch({
    args: [...switches(options.userDataDir), applicationPath(), ...(options.args ?? [])],
    cwd: root,
    env: cleanEnv(options.env),
    timeout: patience,
  });
  const child = app.process();
  keepSaid('said', child.stdout, child.stderr);
  const page = await app.firstWindow({ timeout: patience });
  await page.waitForLoadState('load');
  keepLog(join(options.userDataDir, 'logs', 'main.log'), 'desk');
  return { app, page, userDataDir: options.userDataDir, close: () => app.close() };
};

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'hilo-e2e-'));

/** The session as the page sees it. */
export const sessionOf = (page: Page): Promise<SessionAnswer> =>
  page.evaluate(async () => {
    const reply = await window.hilo.session({ ask: 'state' });
    if (!reply.ok) throw new Error('the session did not answer');
    return reply.value;
  });

/**
 * Waits until the session is in a phase, with a sentence that names the one it is in otherwise. Ready is also seen: keys that are pressed before
 * the desk is on the screen are nobody's.
 */
export const phase = async (page: Page, wanted: string, timeout = patience): Promise<SessionAnswer> => {
  const until = Date.now() + timeout;
  for (;;) {
    const answer = await sessionOf(page);
    if (answer.state.phase === wanted) {
      if (wanted === 'ready') await page.locator('#in-hand').waitFor({ timeout });
      return answer;
    }
    if (Date.now() > until)
      throw new Error(`the session is ${JSON.stringify(answer.state)} and not ${wanted} after ${timeout} ms`);
    await new Promise((again) => setTimeout(again, 50));
  }
};

/**
 * Opens the store with a passphrase where this machine has no keychain, and waits until the desk is ready. It speaks through the
 * bridge: tests of the passphrase screen itself fill in its fields.
 */
export const unlock = async (page: Page, passphrase = 'correct horse battery'): Promise<SessionAnswer> => {
  const until = Date.now() + patience;
  for (;;) {
    const { state } = await sessionOf(page);
    if (state.phase === 'passphrase') {
      const reply = await page.evaluate(
        (text) => window.hilo.session({ ask: 'passphrase', text }),
        passphrase,
      );
      if (!reply.ok) throw new Error(`the passphrase was refused: ${JSON.stringify(reply)}`);
      const after = reply.value.state;
      if (after.phase === 'passphrase' && after.wrong) throw new Error('the passphrase is wrong');
      break;
    }
    if (state.phase === 'ready') break;
    if (state.phase === 'trouble' || Date.now() > until)
      throw new Error(`no passphrase is asked for: ${JSON.stringify(state)}`);
    await new Promise((again) => setTimeout(again, 50));
  }
  return phase(page, 'ready');
};

/** Playwright's `test` with `launch`: as many Hilos as a test wants, all closed and their folders removed afterwards. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<Launched> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  launch: async ({}, use, info) => {
    const launched: Launched[] = [];
    const own: string[] = [];
    await use(async (options = {}) => {
      const userDataDir = options.userDataDir ?? newDataDir();
      if (options.userDataDir === undefined) {
        own.push(userDataDir);
        options.prepare?.(userDataDir);
      }
      const one = await launchHilo({ ...options, userDataDir });
      launched.push(one);
      return one;
    });
    for (const [index, one] of launched.entries()) {
      if (info.status !== info.expectedStatus) {
        const picture = await one.page.screenshot().catch(() => null);
        if (picture) await info.attach(`window-${index}`, { body: picture, contentType: 'image/png' });
      }
      await one.close().catch(() => undefined);
    }
    for (const folder of own) rmSync(folder, { recursive: true, force: true });
  },
});
