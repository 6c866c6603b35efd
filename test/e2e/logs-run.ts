import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookIntoLogs } from './logs.ts';

/**
 * Gathers the logs of everything that a run starts, and when all of it is over looks into them: of twenty texts that a test planted
 * (logs.e2e.ts) none may be in any. A run without that test has nothing to look for.
 */
// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default function gather(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-e2e-logs-'));
  process.env.HILO_E2E_LOGS = folder;
  return () => {
    const { planted, bytes, found } = lookIntoLogs(folder);
    if (planted > 0) {
      if (found.length > 0)
        throw new Error(`logs hold what they must not (they are in ${folder}): ${found.join(', ')}`);
      const missing = ['desk', 'said', 'centre', 'postgres'].filter((kind) => !(kind in bytes));
      if (planted < 20 || missing.length > 0 || !bytes.desk || !bytes.centre)
        throw new Error(`${planted} texts were planted, and of logs there are ${JSON.stringify(bytes)}`);
      const all = Object.entries(bytes).map(([kind, size]) => `${kind} ${size}`);
      console.log(`  ${planted} planted texts are in no log (bytes: ${all.join(', ')})`);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
