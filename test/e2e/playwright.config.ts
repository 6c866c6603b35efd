import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// As many windows as there are cores, two at the most: much of a flow is waiting, for a first fill or for a network that is cut. No second
// try: a test that passes now and then has found something.
// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  globalSetup: './logs-run.ts',
  outputDir: '../../test-results',
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  // Every wait has a limit of its own, and fails with what it waited for; this only ends a test that hangs. Two busy cores take three
  // times as long as two idle ones.
  timeout: 120_000,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
});
