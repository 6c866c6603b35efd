import { existsSync, readFileSync } from 'node:fs';

/**
 * How many tests passed, failed and were left out.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** vitest's JSON report. @param {string} text @returns {Counts} */
export function fromVitest(text) {
  const report = JSON.parse(text);
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

/** Playwright's JSON report; a test that passed at a second try counts as passed. @param {string} text @returns {Counts} */
export function fromPlaywright(text) {
  const { expected, flaky, unexpected, skipped } = JSON.parse(text).stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * What a step adds to the sum. A step that failed without a failed test (a crash, an unreadable file, lint, types) counts as
 * one failure, so that the sum never looks green when the exit code is not.
 * @param {boolean} ok whether the step succeeded @param {Counts | null} counted null: it has no tests, or left no report
 * @returns {Counts}
 */
export function countOf(ok, counted) {
  const counts = counted ?? none;
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/**
 * @param {string} path @param {(text: string) => Counts} read
 * @returns {Counts | null}
 */
export function readCounts(path, read) {
  if (!existsSync(path)) return null;
  try {
    return read(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
