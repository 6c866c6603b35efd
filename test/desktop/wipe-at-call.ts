import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const names = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync', 'rmSync'] as const;

/** Does something instead of the nth call from now on that changes files. Returns how to stop. */
export function atCall(n: number, instead: () => void): () => void {
  let calls = 0;
  const before = names.map((name) => [name, fs[name]] as const);
  for (const [name, real] of before)
    Reflect.set(fs, name, (...args: unknown[]) => {
      calls += 1;
      if (calls === n) instead();
      return Reflect.apply(real, fs, args) as unknown;
    });
  syncBuiltinESMExports();
  return () => {
    for (const [name, real] of before) Reflect.set(fs, name, real);
    syncBuiltinESMExports();
  };
}
