// Runs everything that must hold, and closes with the line `N passed, N failed`.
// Words narrow it down to some steps: `npm test -- types lint`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const work = mkdtempSync(join(tmpdir(), 'o365-test-'));
const recordings = join(work, 'traffic');
mkdirSync(recordings);

/** Steps in order. A step that counts writes its figures to COUNT_FILE; any other is one check that passes or fails. */
const steps = [
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'node', script: 'test:node', counts: true },
  { name: 'elements', script: 'test:elements', counts: true },
  // The end-to-end tests open a page with what was built.
  { name: 'build', script: 'build', neededBy: 'e2e' },
  { name: 'stories', script: 'test:stories', counts: true },
  { name: 'e2e', script: 'test:e2e', counts: true },
  { name: 'traffic', script: 'test:traffic', counts: true },
];

const words = process.argv.slice(2);
const chosen = steps.filter(
  ({ name, neededBy }) => words.length === 0 || words.includes(name) || words.includes(neededBy),
);
const total = { passed: 0, failed: 0 };

for (const { name, script, counts } of chosen) {
  const countFile = join(work, `${name}.json`);
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(counts ? { COUNT_FILE: countFile } : {}), RECORD_DIR: recordings },
  });
  const result = counts
    ? readCounts(countFile, status)
    : { passed: Number(status === 0), failed: Number(status !== 0) };
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`── ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
}

rmSync(work, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** A step that exits badly has failed, whatever it counted. */
function readCounts(file, status) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No figures from this step: ${error.message}`);
    counts.failed = 1;
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
