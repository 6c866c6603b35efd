import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { cleanEnv, switches } from '../../e2e/launch.ts';
import { type DevtoolsPage, firstPage } from './devtools.ts';

/** An application to be started: its folder, Hilo's own folder for its data, and what shows that a step is on the screen. */
export type App = { electron: string; folder: string; home: string; watch: { [step: string]: string } };

export type Running = {
  page: DevtoolsPage;
  pid: number;
  /** When its process was asked for, ms since 1970. */
  began: number;
  /** Which of these steps was the first on the glass, and when, ms since 1970. */
  seen(...steps: string[]): Promise<{ step: string; at: number }>;
  end(): Promise<void>;
};

const patience = 60_000;
const noticed = z.record(z.string(), z.number());

/** Looks for each selector at every frame and notes the second frame after it is there. A page that notes its own is left alone. */
const watcher = (watch: App['watch']) => `(() => {
  if (Object.keys(${JSON.stringify(watch)}).length === 0) return;
  if (globalThis.benchSeen) return;
  const seen = (globalThis.benchSeen = {});
  for (const [step, selector] of Object.entries(${JSON.stringify(watch)})) {
    const look = () => document.querySelector(selector)
      ? requestAnimationFrame(() => requestAnimationFrame(() => {
          seen[step] = performance.timeOrigin + performance.now();
        }))
      : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }
})()`;

function browserAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const alarm = setTimeout(
      () => reject(new Error(`Electron did not start: ${said.slice(-500)}`)),
      patience,
    );
    child.on('exit', () => reject(new Error(`Electron ended: ${said.slice(-500)}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(alarm);
      resolve(address);
    });
  });
}

/** Starts an application without a driver and watches its first page from outside. */
export async function run(app: App): Promise<Running> {
  const began = performance.timeOrigin + performance.now();
  const child = spawn(app.electron, ['--remote-debugging-port=0', ...switches(app.home), app.folder], {
    env: cleanEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').finally(() => process.off('exit', kill));
  ended.catch(() => undefined);
  const end = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, wait(10_000)]);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  try {
    const page = await firstPage(await browserAddress(child), watcher(app.watch));
    return {
      page,
      pid: child.pid ?? 0,
      began,
      async seen(...steps) {
        const until = Date.now() + patience;
        for (;;) {
          // Between two documents nobody answers. Whoever came to the line between them gets the watcher now.
          const look = `${watcher(app.watch)}; globalThis.benchSeen ?? {}`;
          const noted = noticed.parse(await page.evaluate(look).catch(() => ({})));
          for (const step of steps) {
            const at = noted[step];
            if (at !== undefined) return { step, at };
          }
          if (Date.now() > until) throw new Error(`"${steps.join('", "')}" never came to the screen`);
          await wait(20);
        }
      },
      async end() {
        page.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
