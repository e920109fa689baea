// Writes src/microsoft/products/product-list.ts from Microsoft's list "Product names and service plan identifiers for
// licensing", as it is offered for download: npm run products -- <csv> [--date <the list's day>] [--to <file>]
import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { format, resolveConfig } from 'prettier';

/** Microsoft's headings, and those of copies that call the columns as Graph calls what is in them. */
const headings = {
  partNumber: ['String_Id', 'skuPartNumber'],
  productName: ['Product_Display_Name', 'displayName'],
  servicePlanName: ['Service_Plan_Name', 'servicePlanName'],
  appName: ['Service_Plans_Included_Friendly_Names', 'servicePlanDisplayName'],
};

const target = 'src/microsoft/products/product-list.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    date: { type: 'string' },
    to: { type: 'string', default: target },
  },
});
const [path] = positionals;
if (!path) throw new Error('Say where the list is: npm run products -- <csv> [--date 2026-07-29]');
const date = values.date ?? (await stat(path)).mtime.toISOString().slice(0, 10);
if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`--date ${date} is not a day such as 2026-07-29.`);

const { data, meta } = Papa.parse(await readFile(path, 'utf8'), { header: true, skipEmptyLines: true });
const columns = Object.fromEntries(
  Object.entries(headings).map(([column, names]) => {
    const found = names.find((name) => meta.fields?.includes(name));
    if (!found) throw new Error(`${path} has no column ${names.join(' or ')}.`);
    return [column, found];
  }),
);

const products = new Map();
const apps = new Map();
for (const row of data) {
  count(products, row[columns.partNumber], row[columns.productName]);
  count(apps, row[columns.servicePlanName], row[columns.appName]);
}
const spellings = listSpellings([...products.values(), ...apps.values()]);

const text = `/**
 * Generated from Microsoft's list "Product names and service plan identifiers for licensing" of ${date}; not to be
 * edited: \`npm run products -- <csv>\` writes it anew.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */

/** What products are called, by part number (\`skuPartNumber\`). */
export const productNames: Readonly<Record<string, string>> = ${write(products)};

/** What the apps in them are called, by \`servicePlanName\`. */
export const appNames: Readonly<Record<string, string>> = ${write(apps)};
`;
await writeFile(values.to, await format(text, { ...(await resolveConfig(target)), parser: 'typescript' }));
console.log(`${values.to}: ${products.size} products and ${apps.size} apps, as of ${date}.`);

/** Notes how often something is called so. */
function count(names, code, name) {
  const key = tidy(code);
  const value = tidy(name);
  if (!key || !value) return;
  const counts = names.get(key) ?? new Map();
  names.set(key, counts.set(value, (counts.get(value) ?? 0) + 1));
}

function tidy(text = '') {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function write(names) {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted.map(([code, counts]) => [code, choose(code, counts)])));
}

/**
 * The list calls many things by several names. A name for people goes before a code and before one in capitals alone, what is
 * told most often before the rest; of names told equally often the first one by the alphabet, so that the result is always
 * the same.
 */
function choose(code, counts) {
  const [[name]] = [...counts].sort(
    ([a, often], [b, seldom]) => rank(code, a) - rank(code, b) || seldom - often || (a < b ? -1 : 1),
  );
  return name.includes(' ') && isShouted(name) ? respell(name) : name;
}

function isShouted(name) {
  return name === name.toUpperCase();
}

/** How each word is written in names that are not in capitals alone, by its capitals. */
function listSpellings(names) {
  const words = new Map();
  for (const name of names.flatMap((counts) => [...counts.keys()]))
    if (!isShouted(name))
      for (const [word] of name.matchAll(/\p{L}+/gu)) count(words, word.toUpperCase(), word);
  return words;
}

/** Some names are in capitals alone: their words are written as elsewhere in the list. */
function respell(name) {
  return name.replaceAll(/\p{L}+/gu, (word) => {
    const [[known] = [word]] = [...(spellings.get(word) ?? [])].sort(
      ([, often], [, seldom]) => seldom - often,
    );
    return known;
  });
}

function rank(code, name) {
  if (name === code) return 2;
  return isShouted(name) ? 1 : 0;
}
