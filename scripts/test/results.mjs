import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What a step of the tests found: how many passed, which failed and why, and each test with how long it took, in milliseconds.
 * A step writes it to the file that RESULT_FILE names.
 *
 * @typedef {{ name: string, file: string, ms: number }} Timed
 * @typedef {{ name: string, reason: string }} Skip
 * @typedef {{ name: string, file: string, why: string }} Failure
 * @typedef {{ passed: number, failures: Failure[], skipped: Skip[], tests: Timed[] }} Results
 */

/** @returns {Results} */
export function noResults() {
  return { passed: 0, failures: [], skipped: [], tests: [] };
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
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
    tests: all.flatMap(({ tests }) => tests),
  };
}
