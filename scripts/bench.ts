// Measures: runs every function named …Figures that the modules tests/bench/*.bench.ts export.
// `npm run bench` prints a table; `npm run bench -- --json` prints {"figures":[…]} and nothing else on stdout.
// Other arguments narrow it down: `npm run bench -- pipeline` runs the modules whose file name contains the word.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../tests/bench/figure.js';

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const words = args.filter((arg) => !arg.startsWith('-'));
const files = readdirSync('tests/bench')
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();
if (files.length === 0) throw new Error(`No bench has one of these words in its name: ${words.join(', ')}`);

// What a module says while it measures must not end up among the figures.
console.log = console.error;
console.info = console.error;

const figures: Figure[] = [];
for (const file of files) {
  const module = (await import(pathToFileURL(resolve('tests/bench', file)).href)) as Record<string, unknown>;
  const measures = Object.entries(module).filter(([name, value]) => isMeasure(name, value));
  if (measures.length === 0) throw new Error(`${file} exports no function whose name ends in Figures`);
  for (const [name, measure] of measures) {
    const startedAt = performance.now();
    figures.push(...(await (measure as () => Promise<Figure[]>)()));
    console.error(`${file} ${name}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  }
}
figures.sort((a, b) => a.id.localeCompare(b.id));
refuseDuplicates(figures);
process.stdout.write(asJson ? `${JSON.stringify({ figures })}\n` : formatTable(figures));

function isMeasure(name: string, value: unknown): boolean {
  return name.endsWith('Figures') && typeof value === 'function';
}

function refuseDuplicates(all: readonly Figure[]): void {
  all.forEach(({ id, value }, index) => {
    if (all[index + 1]?.id === id) throw new Error(`Two figures are called ${id}`);
    if (!Number.isFinite(value)) throw new Error(`${id} is no number`);
  });
}

function formatTable(all: readonly Figure[]): string {
  const rows = all.map(({ id, value, unit, better, method }) => {
    const shown = value.toLocaleString('en-US', { maximumFractionDigits: 3 });
    return [id, shown, unit, `${better} is better`, method] as const;
  });
  const width = (column: 0 | 1 | 2 | 3): number => Math.max(0, ...rows.map((row) => row[column].length));
  return rows
    .map(
      ([id, value, unit, better, method]) =>
        `${id.padEnd(width(0))}  ${value.padStart(width(1))} ${unit.padEnd(width(2))}  ${better.padEnd(width(3))}  ${method}\n`,
    )
    .join('');
}
