import { spawn } from 'node:child_process';
import { stopped } from './say.mjs';

/**
 * Where windows go: this system's own screen, or a virtual one because there is none.
 * @param {{ platform: string, env: NodeJS.ProcessEnv }} machine
 * @returns {'own' | 'virtual'}
 */
export function displayFor({ platform, env }) {
  if (platform !== 'linux') return 'own';
  return env.DISPLAY || env.WAYLAND_DISPLAY ? 'own' : 'virtual';
}

/** A server that has not named its display by then never will. */
const patience = 15_000;

/**
 * Starts Xvfb on a display number that it finds free itself.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ display: string, close: () => void }>}
 */
export function openVirtualDisplay(env) {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl+C must end what is on the display first.
      detached: true,
      env,
    });
    const close = () => {
      process.off('exit', close);
      server.kill('SIGTERM');
    };
    process.on('exit', close);
    let said = '';
    let number = '';
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-2000);
    });
    const fail = () => {
      close();
      const reason = said.trim().split('\n').at(-1);
      reject(stopped(`The virtual display (Xvfb) did not start${reason ? `: ${reason}` : ''}.`));
    };
    const alarm = setTimeout(fail, patience);
    server.on('error', fail);
    server.on('exit', () => {
      clearTimeout(alarm);
      if (number === '') fail();
    });
    server.stdio[3]?.on('data', (chunk) => {
      number += chunk;
      if (!number.includes('\n')) return;
      clearTimeout(alarm);
      server.unref();
      resolve({ display: `:${number.trim()}`, close });
    });
  });
}
