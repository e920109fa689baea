// Property tests draw the same cases in every run, so that a red run can be repeated.
// PROPERTY_SEED=<number> draws others, which is how new cases are looked for; PROPERTY_RUNS=<number> draws more where a test
// does not say itself how many it needs.
import fc from 'fast-check';

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20261123),
  ...(process.env.PROPERTY_RUNS ? { numRuns: Number(process.env.PROPERTY_RUNS) } : {}),
});
