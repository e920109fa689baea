// Runs the tests that need no browser: tests/**/*.test.ts but not *.browser.test.ts and not tests/e2e.
// Arguments narrow it down: `npm run test:node -- publishing` runs the files whose path contains the word.
import { spawn } from 'node:child_process';
import { globSync } from './glob.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const files = globSync('tests', (path) => path.endsWith('.test.ts'))
  .filter((path) => !path.endsWith('.browser.test.ts') && !path.startsWith('tests/e2e/'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));

const reporter = process.env.COUNT_FILE
  ? ['--test-reporter=./scripts/node-count-reporter.mjs', '--test-reporter-destination=stdout']
  : [];
const child = spawn(
  process.execPath,
  [
    '--import',
    'tsx',
    '--import',
    './scripts/property-seed.mjs',
    '--test',
    '--test-concurrency=2',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    ...reporter,
    ...files,
  ],
  { stdio: 'inherit' },
);
child.on('exit', (code) => process.exit(code ?? 1));
