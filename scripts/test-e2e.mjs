// Runs the end-to-end tests: tests/e2e/**/*.test.ts, in a real browser against the real servers.
import { spawn } from 'node:child_process';
import { globSync } from './glob.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const files = globSync('tests/e2e', (path) => path.endsWith('.test.ts')).filter(
  (path) => words.length === 0 || words.some((word) => path.includes(word)),
);
const reporter = process.env.COUNT_FILE
  ? ['--test-reporter=./scripts/node-count-reporter.mjs', '--test-reporter-destination=stdout']
  : [];
const child = spawn(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    // A server that a failing test left open must not keep the run from ending.
    '--test-force-exit',
    '--test-concurrency=1',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    ...reporter,
    ...files,
  ],
  { stdio: 'inherit' },
);
child.on('exit', (code) => process.exit(code ?? 1));
