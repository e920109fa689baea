// Runs the end-to-end tests: tests/e2e/**/*.test.ts, in a real browser against the real servers. With `--long`, those that
// have to wait for minutes: tests/e2e/long/*.test.ts.
import { runNodeTests } from './run-node-tests.mjs';

// A server that a failing test left open must not keep the run from ending.
const isLong = process.argv.includes('--long');
runNodeTests('tests/e2e', {
  wanted: (path) => path.includes('/long/') === isLong,
  args: ['--test-force-exit', '--test-concurrency=1'],
});
