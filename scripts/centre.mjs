import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { say, stopped } from './setup/say.mjs';
import { ownScript } from './tools.mjs';

/** Where the demo company's centre listens. A fixed port: a desk knows its centre, and what it has not sent yet, by the address. */
const usualPort = '4450';

/** @param {string} address */
async function answers(address) {
  try {
    const { headers } = await fetch(`${address}/health/live`, { signal: AbortSignal.timeout(2000) });
    return headers.get('hilo-centre') === '1' ? 'centre' : 'somebody else';
  } catch {
    return 'nobody';
  }
}

/**
 * Does `work` with the demo company's centre: the one that runs already, or one that is started for as long as the work lasts.
 * @template T
 * @param {import('./setup/prepare.mjs').Ready} ready @param {(address: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDemoCentre({ root, cache, node, env }, work) {
  const port = env.HILO_PORT ?? usualPort;
  const address = `http://127.0.0.1:${port}`;
  const there = await answers(address);
  if (there === 'somebody else')
    throw stopped(`Another program listens at port ${port}: set HILO_PORT to one that is free.`);
  if (there === 'centre') {
    say(`Centre: the one that runs at ${address} is used`);
    return work(address);
  }
  const log = join(cache, 'centre.log');
  mkdirSync(cache, { recursive: true });
  say(
    'Centre: starting the demo company’s server with its own PostgreSQL (the first time it moves in, about half a minute)',
  );
  const child = spawn(node, [ownScript(root, 'src', 'server', 'main.ts'), '--demo'], {
    env: { ...env, HILO_PORT: port, HILO_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl+C is for the window; the server ends when the window has.
    detached: process.platform !== 'win32',
  });
  const errors = createWriteStream(log);
  child.stderr.pipe(errors);
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await new Promise((listens, failed) => {
      let rest = '';
      child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          say(`Centre: ${line}`);
          if (line.includes('listens at')) listens(undefined);
        }
      });
      child.once('error', failed);
      child.once('exit', () => failed(stopped(`The centre did not start; what it said is in ${log}.`)));
    });
    return await work(address);
  } finally {
    child.kill('SIGTERM');
    await ended;
    errors.close();
  }
}
