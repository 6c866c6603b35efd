import { setTimeout as wait } from 'node:timers/promises';
import { meter } from '../say.ts';
import { memoryOf } from './memory.ts';
import { type App, run } from './run.ts';

/** One start: from the process being asked for to a window that can be used, ms; and what it takes once it rests, MB. */
export type Start = { ms: number; memory: number | null };

const rest = 3_000;

async function startBare(app: App): Promise<Start> {
  const running = await run(app);
  try {
    const { at } = await running.seen('page');
    await wait(rest);
    return { ms: at - running.began, memory: memoryOf(running.pid) };
  } finally {
    await running.end();
  }
}

/**
 * Where there is no keychain Hilo asks for a passphrase. The person's time is not Hilo's: counted are the time until the field
 * is on the screen, and that from the passphrase to the desk, with its stretching (argon2id).
 */
async function startHilo(app: App, passphrase: string): Promise<Start> {
  const running = await run(app);
  try {
    const first = await running.seen('desk', 'passphrase');
    let ms = first.at - running.began;
    if (first.step === 'passphrase') {
      const sent = await running.page.evaluate(
        `(() => { const sent = performance.timeOrigin + performance.now();
           return window.hilo.session({ ask: 'passphrase', text: ${JSON.stringify(passphrase)} }).then(() => sent); })()`,
      );
      const desk = await running.seen('desk');
      ms += desk.at - Number(sent);
    }
    await wait(rest);
    return { ms, memory: memoryOf(running.pid) };
  } finally {
    await running.end();
  }
}

/** Starts both in turns, once each before anything counts. */
export async function starts(
  bare: App,
  hilo: App,
  passphrase: string,
  times: number,
): Promise<{ floor: Start[]; value: Start[] }> {
  const both: { floor: Start[]; value: Start[] } = { floor: [], value: [] };
  const progress = meter('Starting windows', times + 1);
  for (let i = 0; i <= times; i += 1) {
    const floor = await startBare(bare);
    const value = await startHilo(hilo, passphrase);
    progress(i + 1);
    if (i === 0) continue;
    both.floor.push(floor);
    both.value.push(value);
  }
  return both;
}
