// Says what the script-tag files weigh, fails where one is over its budget (scripts/size-budget.json), and holds the table in
// docs/sizes.md and the figure of README.md true: `npm run sizes` compares, `npm run sizes -- --write` writes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = 'dist/cdn';
const page = 'docs/sizes.md';
/** Says the first load in whole kilobytes. */
const front = 'README.md';
/** @type {Record<string, { file: string, imports?: string[] }>} */
const manifest = readJson(`${folder}/manifest.json`);
/** @type {Record<string, number>} What each may weigh, in gzip bytes. */
const budget = readJson('scripts/size-budget.json');

const define = (tag) => `src/define/${tag}.ts`;
// Has o365-provider and o365-connect in it.
const first = filesOf(['src/autoload.ts', Object.keys(manifest).find((key) => key.startsWith('_first-'))]);
const tags = Object.keys(manifest)
  .flatMap((key) => /^src\/define\/([a-z0-9-]+)\.ts$/.exec(key)?.[1] ?? [])
  .sort();

const sizes = {
  'first load': weigh(first),
  ...Object.fromEntries(
    tags.map((tag) => [tag, weigh([...filesOf([define(tag)])].filter((file) => !first.has(file)))]),
  ),
  'o365.js': weigh([...filesOf(['src/o365.ts'])]),
  'redirect-bridge.js': gzipSync(readFileSync('dist/redirect-bridge.js')).length,
};

for (const [name, bytes] of Object.entries(sizes)) console.log(`${String(bytes).padStart(8)}  ${name}`);
const wrong = [
  ...Object.entries(sizes)
    .filter(([name, bytes]) => !(bytes <= budget[name]))
    .map(([name, bytes]) => `${name} has ${bytes} gzip bytes; its budget is ${budget[name] ?? 'not said'}.`),
  ...Object.keys(budget)
    .filter((name) => !(name in sizes))
    .map((name) => `There is a budget for ${name}, which is not built.`),
];
const table = renderTable();
const text = readFileSync(page, 'utf8');
const marked = /(<!-- sizes -->\n)[^]*(<!-- \/sizes -->)/;
const wanted = text.replace(marked, `$1\n${table}\n$2`);
const opening = readFileSync(front, 'utf8');
const figure = /(?<=a page starts with some )\d+(?= kB)/;
if (process.argv.includes('--write')) {
  writeFileSync(page, wanted);
  writeFileSync(front, opening.replace(figure, String(Math.round(sizes['first load'] / 1000))));
} else {
  if (!tells(text)) wrong.push(notBuilt(page));
  const said = Number(figure.exec(opening)?.[0] ?? 0) * 1000;
  if (Math.abs(said - sizes['first load']) > 750) wrong.push(notBuilt(front));
}
for (const line of wrong) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);

function notBuilt(name) {
  return `${name} does not say what is built: npm run build && npm run sizes -- --write`;
}

/** Every file that comes with some modules at once: they and what they import, not what they load later. */
function filesOf(keys, found = new Set()) {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${folder} has nothing of ${key}.`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

function weigh(files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${folder}/${file}`)).length, 0);
}

/** In kilobytes: a byte more or less is no news. */
function renderTable() {
  const lines = Object.entries(sizes).map(([name, bytes]) => [name, `${(bytes / 1000).toFixed(1)} kB`]);
  const width = Math.max(...lines.map(([name]) => name.length));
  const row = (name, size) => `| ${name.padEnd(width)} | ${size.padStart(8)} |`;
  return [
    row('what', 'gzip'),
    `| ${'-'.repeat(width)} | ${'-'.repeat(7)}: |`,
    ...lines.map(([n, s]) => row(n, s)),
    '',
  ].join('\n');
}

/** Whether every figure of the page is within 2 % of what was built: compilers differ a little. */
function tells(said) {
  const figures = new Map(
    [...said.matchAll(/^\| ([a-z0-9. -]+?) +\| +([\d.]+) kB \|$/gm)].map(([, name, kb]) => [
      name,
      Number(kb),
    ]),
  );
  return Object.entries(sizes).every(
    ([name, bytes]) => Math.abs((figures.get(name) ?? 0) * 1000 - bytes) <= 100 + bytes * 0.02,
  );
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
