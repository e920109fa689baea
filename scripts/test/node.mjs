// Runs the tests that need neither a browser nor a build: tests/**/*.test.ts but not *.browser.test.ts and not those of
// tests/e2e, tests/package and tests/hosts.
// Arguments narrow it down: `npm run test:node -- publishing` runs the files whose path contains the word.
import { runNodeTests } from './run-node-tests.mjs';

runNodeTests('tests', {
  wanted: (path) => !path.endsWith('.browser.test.ts') && !/^tests\/(e2e|package|hosts)\//.test(path),
  // A file that never ends fails after 15 minutes.
  args: ['--import', './scripts/test/property-seed.mjs', '--test-concurrency=2', '--test-timeout=900000'],
});
