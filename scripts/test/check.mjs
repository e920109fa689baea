// The quick loop: types, lint, and the tests of what changed, in about two minutes.
// `npm run check` takes what is not committed, else the last commit; `npm run check -- pager write-all` takes the tests with
// one of these words in their path. What does not fit into the time is named; `npm test` runs it.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { listAffectedTests } from './affected.mjs';
import { closeRun } from './close.mjs';
import { addResults, noResults } from './results.mjs';
import { runSteps } from './steps.mjs';

/** How long the tests may take, in seconds; types and lint take the rest of the two minutes. */
const budgetSeconds = 60;
/** What a test file is taken to need until it has run once, and what a run of either kind needs to begin, in seconds. */
const guessSeconds = { node: 1.5, browser: 3 };
const startSeconds = { node: 1, browser: 6 };
const memory = 'node_modules/.cache/o365-check/seconds.json';

process.env.TEST_OUTPUT = 'short';
const startedAt = performance.now();
const words = process.argv.slice(2);
const changed = listChanged();
const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
const wanted =
  words.length > 0
    ? globSync('tests/**/*.test.ts').filter((path) => words.some((word) => path.includes(word)))
    : await listAffectedTests(changed);
const { chosen, leftOut } = choose(wanted.filter((path) => !path.startsWith('tests/e2e/')));
const ofKind = (kind) => chosen.filter((path) => kindOf(path) === kind);

const steps = [
  { name: 'types', script: 'types:quick' },
  { name: 'imports', script: 'lint:imports' },
  ...lintSteps(changed.filter((path) => existsSync(path))),
  ...(ofKind('node').length > 0
    ? [{ name: 'node', script: 'test:node', args: ofKind('node'), reports: true }]
    : []),
  ...(ofKind('browser').length > 0
    ? [{ name: 'elements', script: 'test:elements', args: ['--files', ...ofKind('browser')], reports: true }]
    : []),
];
const found = runSteps(steps);
remember(addResults(found));
if (leftOut.length > 0) {
  console.log(`\nLeft out to be quick, and run by \`npm test\` (${leftOut.length} files):`);
  for (const path of leftOut.slice(0, 10)) console.log(`  ${path}`);
  if (leftOut.length > 10) console.log('  …');
}
if (chosen.length === 0)
  console.log('\nNo test is about this change; `npm run check -- <words>` names some.');
console.log(`\nTook ${Math.round((performance.now() - startedAt) / 1000)} s.`);
closeRun({ ...addResults(found), ...(chosen.length < 20 ? { tests: [] } : {}) });

/** Paths that are changed and not committed, else those of the last commit. */
function listChanged() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
  const open = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
  return open.length > 0 ? open : git('diff', '--name-only', 'HEAD~1', 'HEAD');
}

function lintSteps(paths) {
  const code = paths.filter((path) => /\.(ts|mjs|js|md|mdx)$/.test(path));
  return [
    ...(code.length > 0 ? [{ name: 'eslint', script: 'lint:code', args: code }] : []),
    ...(paths.length > 0 ? [{ name: 'format', script: 'lint:format', args: paths }] : []),
    ...(code.length > 0 ? [{ name: 'spelling', script: 'lint:spelling', args: code }] : []),
  ];
}

function kindOf(path) {
  return path.endsWith('.browser.test.ts') ? 'browser' : 'node';
}

/** As many as fit into the time; the first one always. */
function choose(paths) {
  const taken = { chosen: [], leftOut: [] };
  const begun = new Set();
  let seconds = 0;
  for (const path of paths) {
    const kind = kindOf(path);
    const cost = (known[path] ?? guessSeconds[kind]) + (begun.has(kind) ? 0 : startSeconds[kind]);
    if (taken.chosen.length > 0 && seconds + cost > budgetSeconds) taken.leftOut.push(path);
    else {
      taken.chosen.push(path);
      begun.add(kind);
      seconds += cost;
    }
  }
  return taken;
}

/** Keeps how long each test file took, for the next choice. */
function remember({ tests } = noResults()) {
  const took = {};
  for (const { file, ms } of tests) took[file] = (took[file] ?? 0) + ms / 1000;
  mkdirSync('node_modules/.cache/o365-check', { recursive: true });
  writeFileSync(memory, JSON.stringify({ ...known, ...took }));
}
