import { writeFileSync } from 'node:fs';

/**
 * A reporter for node:test that keeps the file named by COUNT_FILE up to date with how many tests passed and failed.
 * It writes at once: a run that is made to exit does not wait for what a reporter would say at the end.
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:pass') counts.passed += 1;
    if (type === 'test:fail') counts.failed += 1;
    writeFileSync(process.env.COUNT_FILE, JSON.stringify(counts));
  }
}
