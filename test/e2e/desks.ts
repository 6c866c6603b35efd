import { rmSync } from 'node:fs';
import { saysStatus, signIn } from './at-centre.ts';
import { type Between, between } from './between.ts';
import { type Centre, startCentre } from './centre.ts';
import { test as base, type Launched, launchHilo, newDataDir, phase } from './launch.ts';
import { wear } from './seat.ts';

/** Somebody's own machine: a window, its folder, and the cable that it hangs on. */
export type Desk = Launched & { line: Between };

type Company = {
  centre: Centre;
  /** Sits down as one of the demo's people, in English and light; the same desk whenever it is asked for. */
  desk: (login: string) => Promise<Desk>;
  /** Puts somebody's desk away, with all that stands on it: whoever asks for it next gets a new one. */
  putAway: (login: string) => Promise<void>;
};

const clear = async ({ close, line, userDataDir }: Desk): Promise<void> => {
  await close();
  await line.close();
  rmSync(userDataDir, { recursive: true, force: true });
};

const sitDown = async (centre: Centre, login: string): Promise<Desk> => {
  const line = await between(centre.address);
  const one = await launchHilo({ userDataDir: newDataDir(), args: ['--server', line.address] });
  await one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await wear(one.page, { language: 'en', theme: 'light' });
  await signIn(one.page, centre, login);
  await saysStatus(one.page, 'All sent');
  return { ...one, line };
};

/**
 * A centre and desks that live as long as the worker, whatever files it runs: a first fill takes longer than everything that is tried at
 * them. Tests share the company, so each works with customers and cases of its own, and leaves its cables whole.
 */
const shared = base.extend<object, { company: Company }>({
  company: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const centre = await startCentre();
      const open = new Map<string, Promise<Desk>>();
      await use({
        centre,
        desk: (login) => {
          const desk = open.get(login) ?? sitDown(centre, login);
          open.set(login, desk);
          return desk;
        },
        putAway: async (login) => {
          const desk = open.get(login);
          open.delete(login);
          if (desk) await clear(await desk);
        },
      });
      for (const one of await Promise.allSettled(open.values()))
        if (one.status === 'fulfilled') await clear(one.value);
      await centre.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Playwright's `test` with `desks`: these people's, one after the other for the first fill. What stands on them is kept when a test fails. */
export const seatedAt = <Login extends string>(...logins: Login[]) =>
  shared.extend<{ desks: Record<Login, Desk> }>({
    desks: [
      async ({ company }, use, info) => {
        const seated: [Login, Desk][] = [];
        for (const login of logins) seated.push([login, await company.desk(login)]);
        // As after a break: nothing of the test before lies open.
        for (const [, { page }] of seated) {
          await page.reload();
          await phase(page, 'ready');
          await saysStatus(page, 'All sent');
        }
        await use(Object.fromEntries(seated) as Record<Login, Desk>);
        for (const [login, { page, line }] of seated) {
          line.goes('through');
          if (info.status === info.expectedStatus) continue;
          const body = await page.screenshot().catch(() => null);
          if (body) await info.attach(login, { body, contentType: 'image/png' });
        }
      },
      // A first fill for each of them; three at once with all else on a busy machine were not done in three minutes.
      { timeout: 400_000 },
    ],
  });

/** The phone system opens a deep link, as it does while Hilo runs. `from`: the number that calls. */
export const phoneRings = ({ app }: Desk, from: string): Promise<unknown> =>
  app.evaluate(
    ({ app: running }, link) => running.emit('second-instance', {}, ['hilo', link], ''),
    `hilo://call?from=${encodeURIComponent(from)}`,
  );
