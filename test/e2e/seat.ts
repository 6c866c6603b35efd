import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { Settings } from '#shared/settings.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import {
  test as base,
  type Launched,
  type LaunchOptions,
  launchHilo,
  newDataDir,
  phase,
  unlock,
} from './launch.ts';
import { write } from './write.ts';

/** People of the demo company, by the number that they call from. */
export const carmen = { from: '+34600112233', name: 'Carmen Ruiz Ortega' };
export const family = { from: '+34957112233' };
export const gardener = { from: '+34699008877' };
export const nobody = { from: '+34611000000' };

export type SeatOptions = LaunchOptions & Partial<Pick<Settings, 'language' | 'theme'>>;

/** Language and theme, as the settings menu changes them; waits until they are on the screen. */
export const wear = async (
  page: Page,
  look: Partial<Pick<Settings, 'language' | 'theme'>>,
): Promise<void> => {
  await page.evaluate((change) => window.hilo.session({ ask: 'settings', change }), look);
  await page.waitForFunction(
    ({ language, theme }) =>
      (language === undefined || document.documentElement.lang === language) &&
      (theme === undefined || document.documentElement.getAttribute('data-mantine-color-scheme') === theme),
    look,
  );
};

const pictures = process.env.HILO_PICTURES;
/** For whoever looks at these flows: pictures in both languages and themes, where a folder for them is named. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  for (const [language, theme] of [
    ['es', 'dark'],
    ['en', 'light'],
  ] as const) {
    await wear(page, { language, theme });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${pictures}/${name}-${language}-${theme}.png` });
  }
};

/** The demo's phone rings. */
export const ring = (page: Page, from: string): Promise<unknown> =>
  page.evaluate((number) => window.hilo.session({ ask: 'demo-ring', from: number }), from);

/** Rings and waits until the caller's story is on the screen. */
export const ringAndSee = async (page: Page, who: { from: string; name: string }): Promise<void> => {
  await ring(page, who.from);
  await page.getByRole('heading', { name: who.name }).first().waitFor();
};

/** Types into the open palette and waits until what it lists is the answer to all of it. */
export const find = async (page: Page, text: string): Promise<Locator> => {
  const palette = page.getByRole('dialog');
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await write(page, text);
  await expect(field).toHaveValue(text);
  await expect(palette.getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
  return palette.getByRole('option');
};

/** Does what the palette lists first for these words, as somebody does who knows no key for it. */
export const doInPalette = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await (await find(page, words)).first().waitFor();
  await page.keyboard.press('Enter');
};

/** What the store says of the customer who calls from a number of their own. The demo's numbers and sums differ from day to day. */
export const known = async (page: Page, { from }: { from: string }): Promise<CustomerView> => {
  const reply = await page.evaluate((number) => window.hilo.view({ view: 'ring', from: number }), from);
  if (!reply.ok || reply.value.customer === null) throw new Error(`nobody alone calls from ${from}`);
  return reply.value.customer;
};

/** Tabs of the desk: a name, and `needs you` where there is a dot. */
export const tabNames = (page: Page): Promise<string[]> => page.getByRole('tab').allTextContents();

/** All processes under this one, itself first: Hilo's windows, its store, Chromium's helpers. */
export const processTree = (pid: number): number[] => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const parent of tree)
    for (const [child, of] of rows) if (of === parent && child !== undefined) tree.push(child);
  return tree;
};

/** The process in which the store runs now; 0 when none does. */
export const storePid = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ app: running }) => running.getAppMetrics().find((one) => one.name === 'Hilo store')?.pid ?? 0,
  );

/** What a power cut does to Hilo: every process of it ends at once, none is told. */
export const cutPower = async ({ app }: Launched): Promise<void> => {
  const child = app.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (const pid of processTree(child.pid ?? 0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
  await ended;
};

const open = async (
  launched: Launched,
  { language = 'en', theme = 'light' }: SeatOptions,
): Promise<Launched> => {
  const { app, page } = launched;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await unlock(page);
  await wear(page, { language, theme });
  return launched;
};

/**
 * `seat` opens the demo company's desk on a copy of one store, which is filled once; with a `userDataDir`, on what is there. Every test
 * may change what it likes.
 */
export const test = base.extend<{ seat: (options?: SeatOptions) => Promise<Launched> }, { company: string }>({
  company: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const userDataDir = newDataDir();
      const first = await launchHilo({ userDataDir, args: ['--demo'] });
      await unlock(first.page);
      await phase(first.page, 'ready');
      await first.close();
      await use(join(userDataDir, 'demo'));
      rmSync(userDataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  seat: async ({ launch, company }, use) => {
    // The company alone: other files of Chromium's in a copied folder keep it from starting.
    const prepare = (dir: string) => cpSync(company, join(dir, 'demo'), { recursive: true });
    await use(async (options = {}) => {
      const args = options.args ?? ['--demo'];
      return open(await launch({ ...options, args, prepare }), options);
    });
  },
});

/** True where the tests run on Linux as root, who may mount a small disk. */
export const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/dev/shm');
