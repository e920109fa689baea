import { relative } from 'node:path';
import { noResults, writeResults } from './results.mjs';

/**
 * A reporter for node:test that keeps RESULT_FILE up to date.
 * It writes at once: a run that is made to exit does not wait for what a reporter would say at the end.
 */
export default async function* resultReporter(events) {
  const results = noResults();
  for await (const { type, data } of events) {
    if (!['test:pass', 'test:fail'].includes(type) || data.details?.type === 'suite') continue;
    const file = relative('.', data.file ?? '');
    if (data.skip !== undefined) results.skipped.push({ name: data.name, reason: String(data.skip) });
    else if (type === 'test:pass') results.passed += 1;
    else results.failures.push({ name: data.name, file, why: describe(data.details.error) });
    results.tests.push({ name: data.name, file, ms: data.details.duration_ms });
    writeResults(results);
  }
}

/** The error of a test is wrapped in one of node:test's own. */
function describe(error) {
  const thrown = error?.cause ?? error;
  return String(thrown?.stack ?? thrown);
}
