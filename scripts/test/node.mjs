// Runs the tests that need no browser: tests/**/*.test.ts but not *.browser.test.ts and not tests/e2e.
// Arguments narrow it down: `npm run test:node -- publishing` runs the files whose path contains the word.
import { runNodeTests } from './run-node-tests.mjs';

runNodeTests('tests', {
  wanted: (path) => !path.endsWith('.browser.test.ts') && !path.startsWith('tests/e2e/'),
  // A file that never ends fails after 15 minutes.
  args: ['--import', './scripts/test/property-seed.mjs', '--test-concurrency=2', '--test-timeout=900000'],
});
