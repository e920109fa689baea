// Runs tests/hosts/: host applications of demo/hosts/, built from the tarball, in a real browser.
import { runNodeTests } from './run-node-tests.mjs';

runNodeTests('tests/hosts', { args: ['--test-concurrency=1', '--test-force-exit'] });
