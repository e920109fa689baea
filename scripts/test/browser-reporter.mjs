import { writeFileSync } from 'node:fs';

/** Writes how many browser tests passed and failed to the file named by COUNT_FILE. */
export function countReporter() {
  return {
    stop({ sessions }) {
      const file = process.env.COUNT_FILE;
      if (!file) return;
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        countSuite(session.testResults, counts);
        // A file that could not run at all is a failure too.
        if (session.errors.length > 0) counts.failed += session.errors.length;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function countSuite(suite, counts) {
  for (const test of suite?.tests ?? []) counts[test.passed ? 'passed' : 'failed'] += 1;
  for (const child of suite?.suites ?? []) countSuite(child, counts);
}
