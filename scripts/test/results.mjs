import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What a step of the tests found: its figures, and each test with how long it took, in milliseconds.
 * A step writes it to the file that RESULT_FILE names.
 *
 * @typedef {{ name: string, file: string, ms: number }} Timed
 * @typedef {{ name: string, reason: string }} Skip
 * @typedef {{ passed: number, failed: number, skipped: Skip[], tests: Timed[] }} Results
 */

/** @returns {Results} */
export function noResults() {
  return { passed: 0, failed: 0, skipped: [], tests: [] };
}

/** @param {Results} results */
export function writeResults(results) {
  if (process.env.RESULT_FILE) writeFileSync(process.env.RESULT_FILE, JSON.stringify(results));
}

/**
 * @param {string} file
 * @returns {Results}
 */
export function readResults(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * @param {Results[]} all
 * @returns {Results}
 */
export function addResults(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
    tests: all.flatMap(({ tests }) => tests),
  };
}
