import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Tests start dozens of servers, each from its TypeScript: what Node has compiled for one is kept for the next, for as long as the run
 * lasts. Whoever gives a process an environment of its own hands NODE_COMPILE_CACHE on.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-compiled-'));
  process.env.NODE_COMPILE_CACHE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
