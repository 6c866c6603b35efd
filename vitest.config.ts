import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first: begun last, one of them would go on alone while the other cores have nothing to do. */
const long = [
  'test/torture/kill/kill.test.ts',
  'test/sync/model-half-one.test.ts',
  'test/sync/model-half-two.test.ts',
  'test/server/main-demo.test.ts',
  'test/server/main-process.test.ts',
  'test/store/sync-loop.test.ts',
  'test/store/sync-book.test.ts',
  'test/server/records-import-command.test.ts',
  'test/shops/online-retail.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = long.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/'));
  return at < 0 ? long.length : at;
};

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    globalSetup: ['test/server/postgres.ts', 'test/server/compiled.ts'],
    setupFiles: ['test/seed.ts'],
    // Much of the time is spent waiting for PostgreSQL and for processes: two cores are worth two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A third of the time went into reading the same modules anew for each file. Whoever sets something of the process sets it back.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // They end what hangs: a machine with ten times as much to do as it can takes a minute for what else takes four seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A second is over soon on a machine that is busy.
    expect: { poll: { timeout: 20_000 } },
  },
});
