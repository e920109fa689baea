import { relative } from 'node:path';
import { noResults, writeResults } from './results.mjs';

/** A reporter for the web test runner that writes RESULT_FILE. */
export function resultReporter() {
  return {
    stop({ sessions }) {
      const results = noResults();
      for (const session of sessions) {
        const file = relative('.', session.testFile);
        addSuite(results, session.testResults, file);
        // A file that could not run at all is a failure too.
        for (const error of session.errors)
          results.failures.push({ name: 'the file as a whole', file, why: describe(error) });
      }
      writeResults(results);
    },
  };
}

function addSuite(results, suite, file) {
  for (const { name, passed, skipped, error, duration = 0 } of suite?.tests ?? []) {
    if (skipped) results.skipped.push({ name, reason: 'the test says so' });
    else if (passed) results.passed += 1;
    else results.failures.push({ name, file, why: describe(error) });
    results.tests.push({ name, file, ms: duration });
  }
  for (const child of suite?.suites ?? []) addSuite(results, child, file);
}

function describe(error) {
  return [error?.message, error?.stack].filter(Boolean).join('\n') || 'It does not say why.';
}
