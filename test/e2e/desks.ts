import { rmSync } from 'node:fs';
import { saysStatus, signIn } from './at-centre.ts';
import { type Between, between } from './between.ts';
import { type Centre, startCentre } from './centre.ts';
import { test as base, type Launched, launchHilo, newDataDir } from './launch.ts';
import { wear } from './seat.ts';

/** Somebody's own machine: a window, its folder, and the cable that it hangs on. */
export type Desk = Launched & { line: Between };

export type Desks = {
  centre: Centre;
  /** Sits down as one of the demo's people, in English and light; the same desk whenever it is asked for. */
  desk: (login: string) => Promise<Desk>;
  /** Those that are open, by login. */
  all: () => Promise<[login: string, desk: Desk][]>;
};

/**
 * A centre and desks that live as long as the worker: a first fill takes longer than everything that is tried at them. Tests share the
 * company, so each works with customers of its own.
 */
export const test = base.extend<{ pictures: undefined }, { desks: Desks }>({
  // What stood on every desk when a test failed.
  pictures: [
    async ({ desks }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      for (const [login, { page }] of await desks.all()) {
        const body = await page.screenshot().catch(() => null);
        if (body) await info.attach(login, { body, contentType: 'image/png' });
      }
    },
    { auto: true },
  ],
  desks: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const centre = await startCentre();
      const open = new Map<string, Promise<Desk>>();
      const sitDown = async (login: string): Promise<Desk> => {
        const line = await between(centre.address);
        const one = await launchHilo({ userDataDir: newDataDir(), args: ['--server', line.address] });
        await one.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900),
        );
        await wear(one.page, { language: 'en', theme: 'light' });
        await signIn(one.page, centre, login);
        await saysStatus(one.page, 'All sent');
        return { ...one, line };
      };
      await use({
        centre,
        all: () =>
          Promise.all([...open].map(async ([login, desk]): Promise<[string, Desk]> => [login, await desk])),
        desk: (login) => {
          const desk = open.get(login) ?? sitDown(login);
          open.set(login, desk);
          return desk;
        },
      });
      for (const desk of open.values()) {
        const { close, line, userDataDir } = await desk;
        await close();
        await line.close();
        rmSync(userDataDir, { recursive: true, force: true });
      }
      await centre.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
