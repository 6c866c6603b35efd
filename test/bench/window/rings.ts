import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { RingView } from '#shared/views/search.ts';
import { cleanEnv, launchHilo, switches, unlock } from '../../e2e/launch.ts';
import { meter } from '../say.ts';
import type { Turns } from '../turns.ts';
import { memoryOf } from './memory.ts';
import type { App } from './run.ts';

/** A call that rings, and what the store answers to it: what the empty page is sent. */
export type Call = { from: string; answer: RingView };

declare global {
  interface Window {
    benchPainted: { callId: string; at: number; entries: number }[];
    benchRang: { callId: string; at: number }[];
  }
}

/** Collects when each ring was on the glass, ms since 1970, and how many entries of a story were in the page then. */
const collect = (): void => {
  window.benchPainted = [];
  window.benchRang = [];
  new PerformanceObserver((list) => {
    for (const mark of list.getEntriesByName('ring-painted')) {
      window.benchPainted.push({
        callId: String((mark as PerformanceMark).detail),
        at: performance.timeOrigin + mark.startTime,
        entries: document.querySelectorAll('[data-entry]').length,
      });
    }
  }).observe({ type: 'mark' });
};

const painted = async (page: Page, callId: string) => {
  const found = await page.waitForFunction(
    (id) => window.benchPainted.find((one) => one.callId === id) ?? null,
    callId,
    { polling: 5, timeout: 10_000 },
  );
  return (await found.jsonValue()) as { at: number; entries: number };
};

/** The empty page gets the whole answer from its main process, with the moment it left there. */
async function ringBare(app: ElectronApplication, page: Page, call: Call, index: number): Promise<number> {
  const callId = `bare-${index}`;
  const at = await app.evaluate(
    ({ BrowserWindow }, sent) => {
      const now = Date.now();
      BrowserWindow.getAllWindows()[0]?.webContents.send('ring', sent);
      return now;
    },
    { callId, data: call.answer },
  );
  return (await painted(page, callId)).at - at;
}

/** Hilo is rung as by `npm run ring`; the ring carries the moment the main process heard of it. */
async function ringHilo(app: ElectronApplication, page: Page, call: Call): Promise<number> {
  const before = await page.evaluate(() => window.benchRang.length);
  await app.evaluate(({ app: main }, from) => {
    main.emit('second-instance', {}, ['hilo', `--ring=${from}`]);
  }, call.from);
  const rang = await page.waitForFunction((count) => window.benchRang[count] ?? null, before, {
    polling: 5,
    timeout: 10_000,
  });
  const { callId, at } = (await rang.jsonValue()) as { callId: string; at: number };
  const done = await painted(page, callId);
  if (done.entries === 0) throw new Error('the ring was painted without a story');
  await putAway(page);
  return done.at - at;
}

/** Ends the call, puts it away without a wrap-up and closes its tab: the next ring finds the desk as this one did. */
async function putAway(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.keyboard.press('Control+w');
  await page.waitForFunction(() => document.querySelectorAll('[data-entry]').length === 0);
}

/**
 * Lets both windows ring in turns, each call first in one and then in the other. Both run all the time.
 * @returns ms from the main process to the second frame, and what both took afterwards, MB.
 */
export async function rings(
  bare: App,
  hilo: App,
  passphrase: string,
  calls: readonly Call[],
): Promise<{ turns: Turns; memory: { floor: number | null; value: number | null } }> {
  const empty = await _electron.launch({
    executablePath: bare.electron,
    args: [...switches(bare.home), bare.folder],
    env: cleanEnv(),
  });
  const { app, page, close } = await launchHilo({
    userDataDir: hilo.home,
    env: { HILO_ELECTRON: hilo.electron },
  });
  try {
    const emptyPage = await empty.firstWindow();
    await unlock(page, passphrase);
    await page.evaluate(() =>
      window.hilo.session({ ask: 'settings', change: { language: 'en', letterKeys: true } }),
    );
    await page.locator('#in-hand').waitFor();
    await Promise.all([emptyPage.evaluate(collect), page.evaluate(collect)]);
    await page.evaluate(() => {
      window.hilo.on((news) => {
        if (news.news === 'ring') window.benchRang.push({ callId: news.ring.callId, at: news.ring.at });
      });
    });
    const warm = 10;
    const [floor, value]: [number[], number[]] = [[], []];
    const progress = meter('Ringing', calls.length);
    for (const [index, call] of calls.entries()) {
      const bareMs = await ringBare(empty, emptyPage, call, index);
      const hiloMs = await ringHilo(app, page, call);
      progress(index + 1);
      if (index < warm) continue;
      floor.push(bareMs);
      value.push(hiloMs);
    }
    const memory = { floor: memoryOf(empty.process().pid ?? 0), value: memoryOf(app.process().pid ?? 0) };
    return { turns: { floor: [floor], value: [value] }, memory };
  } finally {
    await close();
    await empty.close();
  }
}
