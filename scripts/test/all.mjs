// Runs everything that must hold, and closes with the line `N passed, N failed`.
// Words narrow it down to some steps (`npm test -- types lint`) or name the long groups, which run only when they are named:
// `npm test -- hosts engines long`. `all` stands for everything but those.
// With `lag` the node tests run on tenants whose reads lag behind writes: `npm test -- node --lag`.
import { closeRun } from './close.mjs';
import { addResults } from './results.mjs';
import { runSteps } from './steps.mjs';

/** @type {(import('./steps.mjs').Step & { neededBy?: readonly string[] })[]} */
const steps = [
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'node', script: 'test:node', reports: true, neededBy: ['lag'] },
  { name: 'elements', script: 'test:elements', reports: true },
  // The end-to-end tests open a page with what was built; what it promises is compared with etc/.
  { name: 'build', script: 'build', neededBy: ['e2e', 'api', 'sizes', 'package', 'hosts'] },
  { name: 'api', script: 'api' },
  { name: 'openapi', script: 'openapi' },
  { name: 'sizes', script: 'sizes' },
  { name: 'package', script: 'test:package', reports: true },
  { name: 'stories', script: 'test:stories', reports: true },
  { name: 'e2e', script: 'test:e2e', reports: true },
  { name: 'traffic', script: 'test:traffic', reports: true },
];

/** Groups that take long. Those without steps have no tests yet. @type {Record<string, import('./steps.mjs').Step[]>} */
const longGroups = {
  hosts: [{ name: 'hosts', script: 'test:hosts', reports: true }],
  engines: [],
  long: [
    { name: 'long', script: 'test:long', reports: true },
    { name: 'long e2e', script: 'test:e2e', args: ['--long'], reports: true },
  ],
};

const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));
const known = ['all', 'lag', ...steps.map(({ name }) => name), ...Object.keys(longGroups)];
const wrong = words.filter((word) => !known.includes(word));
if (wrong.length > 0) {
  console.error(`There’s no ${wrong.join(', ')}. There are ${known.join(', ')}.`);
  process.exit(1);
}
// Two seconds of the emulated tenant's own time; nobody waits for them.
if (words.includes('lag')) process.env.EMULATOR_LAG_MS ??= '2000';
const everything = words.length === 0 || words.includes('all');
const chosen = steps.filter(
  ({ name, neededBy = [] }) => everything || [name, ...neededBy].some((word) => words.includes(word)),
);
const groups = Object.keys(longGroups).filter((group) => words.includes(group));
for (const group of groups)
  if (longGroups[group].length === 0) console.log(`${group}: there are no tests yet.`);
closeRun(addResults(runSteps([...chosen, ...groups.flatMap((group) => longGroups[group])])));
