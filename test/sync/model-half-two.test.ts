import { test } from 'vitest';
import { allEndWell } from './many.ts';

// Two files, so that both of a small machine's cores have one.
test('ten thousand histories of desks and a centre end well, whatever goes wrong between them: half two', () => {
  allEndWell(10_000, 7);
}, 900_000);
