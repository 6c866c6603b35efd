import { windowTrouble } from './command-line.ts';

/* `node check-command-line.ts hilo|ring …`: ends with 2 after a sentence where these words open no window. */
const [command, ...args] = process.argv.slice(2);
const trouble = windowTrouble(command === 'ring' ? 'ring' : 'hilo', args);
if (trouble !== null) {
  console.error(trouble);
  process.exitCode = 2;
}
