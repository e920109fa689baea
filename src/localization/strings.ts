import { update } from '@shoelace-style/localize';
import type { Format } from './format.js';

/** Words of one element in one language: texts, and functions that put numbers and names into a text. */
export type StringTable = object;

/** Builds a table for a language; the format writes the numbers in it. */
export type StringTableBuilder<T extends StringTable> = (format: Format) => T;

const translations = new Map<string, StringTableBuilder<StringTable>>();

/** What was built, by builder and language: an element that renders again gets the same table. */
let built = new WeakMap<StringTableBuilder<StringTable>, Map<string, StringTable>>();

/**
 * Adds or replaces words. What a translation leaves out stays English.
 *
 * @param language - BCP 47, e.g. `de` or `pt-BR`
 * @param name - whose words: a tag name, `common` or `errors`
 */
export function registerStrings<T extends StringTable>(
  language: string,
  name: string,
  build: StringTableBuilder<Partial<T>>,
): void {
  translations.set(`${language.toLowerCase()} ${name}`, build);
  built = new WeakMap();
  update();
}

/** The words for a language: English, overlaid with its own and those of its region. */
export function buildStrings<T extends StringTable>(
  name: string,
  english: StringTableBuilder<T>,
  format: Format,
): T {
  const tables = built.get(english) ?? new Map<string, StringTable>();
  built.set(english, tables);
  const known = tables.get(format.language);
  if (known) return known as T;
  const [language = 'en'] = format.language.toLowerCase().split('-');
  const own = translations.get(`${language} ${name}`);
  const regional = translations.get(`${format.language.toLowerCase()} ${name}`);
  const table: T = Object.assign({}, english(format), own?.(format), regional?.(format));
  tables.set(format.language, table);
  return table;
}
