import { cruise } from 'dependency-cruiser';

/**
 * Test files that a change may turn red: the changed ones, then those nearest to the changed files by what they import.
 *
 * @param {readonly string[]} changed - paths in the repository
 * @returns {Promise<string[]>} paths, nearest first
 */
export async function listAffectedTests(changed) {
  const importers = await readImporters();
  const distance = new Map(changed.map((path) => [path, 0]));
  const queue = [...distance.keys()];
  for (let path = queue.shift(); path !== undefined; path = queue.shift())
    for (const importer of importers.get(path) ?? []) {
      if (distance.has(importer)) continue;
      distance.set(importer, (distance.get(path) ?? 0) + 1);
      queue.push(importer);
    }
  // A test in the place that mirrors the file stands before one that only happens to import it.
  const mirrors = changed.map((path) => path.replace(/^src\//, 'tests/').replace(/\.ts$/, ''));
  const rank = (path) =>
    mirrors.some((mirror) => path.startsWith(mirror)) ? 0.5 : (distance.get(path) ?? 0);
  return [...distance.keys()]
    .filter((path) => path.endsWith('.test.ts'))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Which files import each file. */
async function readImporters() {
  const { output } = await cruise(['src', 'tests', 'demo'], {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    ruleSet: {},
  });
  const importers = new Map();
  for (const { source, dependencies } of output.modules)
    for (const { resolved } of dependencies)
      importers.set(resolved, [...(importers.get(resolved) ?? []), source]);
  return importers;
}
