// Runs the end-to-end tests: tests/e2e/**/*.test.ts, in a real browser against the real servers.
import { runNodeTests } from './run-node-tests.mjs';

// A server that a failing test left open must not keep the run from ending.
runNodeTests('tests/e2e', { args: ['--test-force-exit', '--test-concurrency=1'] });
