import { relative } from 'node:path';
import { noResults, writeResults } from './results.mjs';

/** A reporter for the web test runner that writes RESULT_FILE. */
export function resultReporter() {
  return {
    stop({ sessions }) {
      const results = noResults();
      for (const session of sessions) {
        addSuite(results, session.testResults, relative('.', session.testFile));
        // A file that could not run at all is a failure too.
        results.failed += session.errors.length;
      }
      writeResults(results);
    },
  };
}

function addSuite(results, suite, file) {
  for (const { name, passed, skipped, duration = 0 } of suite?.tests ?? []) {
    if (skipped) results.skipped.push({ name, reason: 'the test says so' });
    else results[passed ? 'passed' : 'failed'] += 1;
    results.tests.push({ name, file, ms: duration });
  }
  for (const child of suite?.suites ?? []) addSuite(results, child, file);
}
