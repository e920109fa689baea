// Runs tests/package/: the tarball that npm would publish, made of dist/, in fresh projects.
import { runNodeTests } from './run-node-tests.mjs';

runNodeTests('tests/package', { args: ['--test-concurrency=1', '--test-force-exit'] });
