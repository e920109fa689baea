import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noResults, readResults } from './results.mjs';

/**
 * A script of package.json that must succeed. One that reports writes what it found to RESULT_FILE; any other is one check.
 * @typedef {{ name: string, script: string, args?: string[], reports?: boolean }} Step
 */

/**
 * Runs steps one after the other, each with a place where it may record its traffic with the emulated tenant.
 *
 * @param {readonly Step[]} steps
 * @returns {import('./results.mjs').Results[]} what each of them found
 */
export function runSteps(steps) {
  const work = mkdtempSync(join(tmpdir(), 'o365-test-'));
  const recordings = join(work, 'traffic');
  mkdirSync(recordings);
  const found = steps.map((step) => runStep(step, join(work, `${step.name}.json`), recordings));
  rmSync(work, { recursive: true, force: true });
  return found;
}

function runStep({ name, script, args = [], reports = false }, file, recordings) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(reports ? { RESULT_FILE: file } : {}), RECORD_DIR: recordings },
  });
  const ended = { name, file: `npm run ${script}`, why: `Ended with ${status}.` };
  const results = reports ? readReport(file, status, ended) : countOne(status, ended);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`── ${name}: ${results.passed} passed, ${results.failures.length} failed (${seconds} s)`);
  return results;
}

/** A step without a report is one check. */
function countOne(status, ended) {
  return status === 0 ? { ...noResults(), passed: 1 } : { ...noResults(), failures: [ended] };
}

/** A step that exits badly has failed, whatever it reported. */
function readReport(file, status, ended) {
  try {
    const results = readResults(file);
    return status === 0 || results.failures.length > 0 ? results : { ...results, failures: [ended] };
  } catch (error) {
    return { ...noResults(), failures: [{ ...ended, why: `No figures from this step: ${error.message}` }] };
  }
}
