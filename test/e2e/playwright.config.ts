import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const here = import.meta.dirname;

/** Flows at desks of one shared centre (desks.ts). */
const shared = readdirSync(here)
  .filter((name) => name.endsWith('.e2e.ts'))
  .filter((name) => readFileSync(join(here, name), 'utf8').includes("from './desks.ts'"))
  .map((name) => `**/${name}`);
/** One file takes a minute and a half with its centre: begun last, it went on alone while the other worker had nothing to do. */
const long = '**/centre.e2e.ts';

// As many windows as there are cores, two at the most: much of a flow is waiting, for a first fill or for a network that is cut. No second
// try: a test that passes now and then has found something.
// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  globalSetup: './logs-run.ts',
  outputDir: '../../test-results',
  // Of those that share, one after the other, while the rest has the other worker: a second centre and a second first fill of every desk
  // would take longer than all that is tried at them.
  projects: [
    { name: 'one centre', testMatch: shared, workers: 1 },
    { name: 'long', testMatch: long },
    { name: 'each its own', testIgnore: [...shared, long] },
  ],
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  // Every wait has a limit of its own, and fails with what it waited for; this only ends a test that hangs. Two busy cores take three
  // times as long as two idle ones.
  timeout: 120_000,
  // What is waited for is there sooner or later: on a machine that is busy, much later than the five seconds of Playwright's own. Shorter
  // than a desk that nobody tells anything takes to ask by itself: what a test says was told was told.
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
});
