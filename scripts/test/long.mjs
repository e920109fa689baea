// Draws new cases for the property tests, many of them. The seed is shown; PROPERTY_SEED=<number> draws the same again.
import { readFileSync } from 'node:fs';
import { runNodeTests } from './run-node-tests.mjs';

process.env.PROPERTY_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
process.env.PROPERTY_RUNS ??= '2000';
console.log(`PROPERTY_SEED=${process.env.PROPERTY_SEED} PROPERTY_RUNS=${process.env.PROPERTY_RUNS}`);

runNodeTests('tests', {
  wanted: (path) =>
    !path.endsWith('.browser.test.ts') && readFileSync(path, 'utf8').includes("from 'fast-check'"),
  args: ['--import', './scripts/test/property-seed.mjs', '--test-concurrency=2', '--test-timeout=900000'],
});
