// Runs test files in Node, as `npm run test:node` and `npm run test:e2e` do.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';

/**
 * Runs the test files below a folder and ends this process with their result.
 *
 * Words on the command line narrow them down to those whose path contains one.
 *
 * @param {string} folder
 * @param {{ wanted?: (path: string) => boolean, args: readonly string[] }} options - Node's own arguments, and which of the
 *   test files are meant
 */
export function runNodeTests(folder, { wanted = () => true, args }) {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const files = globSync(`${folder}/**/*.test.ts`)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => wanted(path) && (words.length === 0 || words.some((word) => path.includes(word))))
    .sort();
  // Without a file, Node would look for tests of its own accord.
  if (files.length === 0) {
    console.error(`No test file has one of these words in its path: ${words.join(', ')}`);
    process.exit(1);
  }
  const reporter = process.env.RESULT_FILE
    ? ['--test-reporter=./scripts/test/node-reporter.mjs', '--test-reporter-destination=stdout']
    : [];
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      ...args,
      '--test',
      // A check says only what failed.
      `--test-reporter=${process.env.TEST_OUTPUT === 'short' ? 'dot' : 'spec'}`,
      '--test-reporter-destination=stdout',
      ...reporter,
      ...files,
    ],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
