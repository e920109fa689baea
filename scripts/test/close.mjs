/** How many tests are named as the slowest. */
const slowestShown = 20;
/** How much of what went wrong is said once more at the end: whoever reads it may have nothing but the end. */
const linesShown = 25;

/**
 * Says what a run came to, ends with the line `N passed, N failed` and sets the exit code.
 *
 * Where `CI` is set nothing may be skipped: it installs whatever a test needs.
 *
 * @param {import('./results.mjs').Results} results
 */
export function closeRun({ passed, failures, skipped, tests }) {
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, slowestShown);
  if (slowest.length > 0) console.log('\nThe slowest tests:');
  for (const { name, file, ms } of slowest)
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name} (${file})`);
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of skipped) console.log(`  ${name}: ${reason}`);
  if (failures.length > 0) console.log('\nFailed:');
  for (const { name, file, why } of failures) {
    console.log(`✖ ${name} (${file})`);
    for (const line of why.split('\n').slice(0, linesShown)) console.log(`    ${line}`);
  }
  const refused = process.env.CI ? skipped.length : 0;
  if (refused > 0) console.log('Where CI is set nothing may be skipped.');
  const failed = failures.length + refused;
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
