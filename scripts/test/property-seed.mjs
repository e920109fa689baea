// Property tests draw the same cases in every run, so that a red run can be repeated.
// PROPERTY_SEED=<number> draws others, which is how new cases are looked for.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261123) });
