import { expect, test } from 'vitest';
import { diceOf } from '../power/disk.ts';
import { kill, phasesOf, tooFewKills } from './kills.ts';

const seed = 20_261_125;

test('sixty kills of desks and servers in the middle of everything they do lose nothing and double nothing', async () => {
  const result = await kill(60, diceOf(seed));
  console.log(`${result.kills} kills: ${phasesOf(result)}; ${result.answered} commands answered`);
  expect(result.wrong).toEqual([]);
  expect(tooFewKills(result)).toEqual([]);
  // What desks wrote against one another has to be in it, and most of it has to be accepted.
  expect(result.events).toBeGreaterThan(600);
  expect(result.events).toBeGreaterThan(result.answered / 2);
}, 400_000);

test('an outbox that does not outlive its process is found by the same look', async () => {
  const { wrong } = await kill(16, diceOf(seed), { bug: 'forgetful' });
  expect(wrong.join('\n')).toMatch(/answered commands are lost/);
}, 120_000);
