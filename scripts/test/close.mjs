/** How many tests are named as the slowest. */
const slowestShown = 20;

/**
 * Says what a run came to, ends with the line `N passed, N failed` and sets the exit code.
 *
 * Where `CI` is set nothing may be skipped: it installs whatever a test needs.
 *
 * @param {import('./results.mjs').Results} results
 */
export function closeRun({ passed, failed, skipped, tests }) {
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, slowestShown);
  if (slowest.length > 0) console.log('\nThe slowest tests:');
  for (const { name, file, ms } of slowest)
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name} (${file})`);
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of skipped) console.log(`  ${name}: ${reason}`);
  const refused = process.env.CI ? skipped.length : 0;
  if (refused > 0) console.log('Where CI is set nothing may be skipped.');
  console.log(`\n${passed} passed, ${failed + refused} failed`);
  process.exitCode = failed + refused === 0 && passed > 0 ? 0 : 1;
}
