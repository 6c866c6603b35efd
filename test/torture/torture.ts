import { argv } from 'node:process';
import { parts } from './parts.ts';

/**
 * `npm run torture`: the long proofs, each with its size, as `--kills 2000 --power 300`. Without arguments all of them at their night
 * size. `--seed N` repeats a run. Exit code 0 only when nothing was lost and the faults really happened.
 */
type Chosen = { name: string; size: number };

function choose(args: readonly string[]): { chosen: Chosen[]; seed: number } | string {
  const chosen: Chosen[] = [];
  let seed = Date.now() % 1_000_000;
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.replace(/^--/, '') ?? '';
    const value = Number(args[i + 1]);
    const isPart = parts.some((part) => part.name === name);
    if (!isPart && name !== 'seed')
      return `There is no part "${name}"; the parts are ${parts.map((part) => part.name).join(', ')}.`;
    if (!Number.isSafeInteger(value) || value < 1) return `--${name} takes a whole number.`;
    if (isPart) chosen.push({ name, size: value });
    else seed = value;
  }
  const all = parts.map(({ name, night }) => ({ name, size: night }));
  return { chosen: chosen.length > 0 ? chosen : all, seed };
}

const asked = choose(argv.slice(2));
if (typeof asked === 'string') {
  console.error(asked);
  process.exit(2);
}
console.log(`seed ${asked.seed}`);
let failed = 0;
for (const { name, size } of asked.chosen) {
  const part = parts.find((one) => one.name === name);
  if (!part) continue;
  const began = Date.now();
  console.log(`== ${part.title}, ${size}`);
  const outcome = await part.run(size, asked.seed);
  const seconds = Math.round((Date.now() - began) / 1000);
  for (const line of outcome.lines) console.log(`   ${line}`);
  for (const line of outcome.wrong) console.log(`   WRONG: ${line}`);
  console.log(`== ${name}: ${outcome.wrong.length === 0 ? 'good' : 'FAILED'} in ${seconds} s`);
  failed += outcome.wrong.length > 0 ? 1 : 0;
}
console.log(`${asked.chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
