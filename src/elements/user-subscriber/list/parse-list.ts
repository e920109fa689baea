import { loadCode } from '../../../model/page/load-code.js';
import type { UserIdentifier } from '../../../services/users/resolve-users.js';

/** One name of a pasted or chosen list. */
export interface ListRow {
  /** Line of the text or row of the file, from 1. */
  readonly line: number;
  /** As it was found. Shown as text and never run. */
  readonly raw: string;
  /** Undefined when it is no user name at all. */
  readonly identifier?: UserIdentifier;
}

export interface ParsedList {
  readonly rows: readonly ListRow[];
  /** The column that was read, where the file has headings. */
  readonly column?: string;
}

/** Names in one list at most. */
export const listLimit = 50_000;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const address = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]+$/;
const alias = /^[\p{L}\p{N}][\p{L}\p{N}._'-]{0,63}$/u;
const formulaStart = /^\s*[=+\-@]/;
/** Headings of the column that says who is meant, the best first; without spaces and case. */
const knownHeadings = [
  'userprincipalname',
  'upn',
  'username',
  'signinname',
  'mail',
  'email',
  'emailaddress',
  'primarysmtpaddress',
  'objectid',
  'userid',
  'id',
];

/**
 * Reads user names, mail addresses or ids from a text: one per line, or parted by semicolons, commas or tabs; or a table
 * with headings, of which the column with the names is taken. Papaparse is loaded for tables.
 */
export async function parseList(text: string): Promise<ParsedList> {
  const clean = text.replace(/^\uFEFF/, '');
  const [firstLine = ''] = clean.split(/\r?\n/, 1);
  if (findColumn(firstLine.split(/[;,\t]/)) === undefined)
    return { rows: readLines(clean).slice(0, listLimit) };
  const { default: Papa } = await loadCode(() => import('papaparse'));
  const { data } = Papa.parse<string[]>(clean, {
    delimiter: guessDelimiter(firstLine),
    skipEmptyLines: false,
  });
  const headings = data[0] ?? [];
  const column = findColumn(headings) ?? 0;
  const rows = data.slice(1).flatMap((cells, index) => readEntry(cells[column] ?? '', index + 2));
  return { rows: rows.slice(0, listLimit), column: headings[column]?.trim() ?? '' };
}

/** Who an entry means, or undefined when it is no user name. A formula never is. */
export function identify(raw: string): UserIdentifier | undefined {
  const value = raw.trim();
  if (guid.test(value)) return { kind: 'id', value };
  if (formulaStart.test(value)) return undefined;
  if (address.test(value)) return { kind: 'address', value };
  return alias.test(value) ? { kind: 'alias', value } : undefined;
}

function guessDelimiter(line: string): string {
  const counts = [';', '\t', ','].map((delimiter) => [delimiter, line.split(delimiter).length] as const);
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function findColumn(headings: readonly string[]): number | undefined {
  const names = headings.map((heading) => heading.toLowerCase().replace(/[\s_"-]/g, ''));
  const known = knownHeadings.find((heading) => names.includes(heading));
  return known === undefined ? undefined : names.indexOf(known);
}

function readLines(text: string): ListRow[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const number = index + 1;
    if (formulaStart.test(line)) return readEntry(line, number);
    // Mail programs write `Name <address>`.
    const inBrackets = [...line.matchAll(/<([^<>]+)>/g)].map((match) => match[1] ?? '');
    if (inBrackets.some((entry) => address.test(entry.trim())))
      return inBrackets.flatMap((entry) => readEntry(entry, number));
    const entries = line
      .split(/[;,\t]/)
      .flatMap((entry) => readEntry(entry.replace(/^\s*"|"\s*$/g, ''), number));
    // Beside an address or an id, other words on the line say about the same person.
    const sure = entries.filter(({ identifier }) => identifier && identifier.kind !== 'alias');
    return sure.length > 0 ? sure : entries;
  });
}

function readEntry(entry: string, line: number): ListRow[] {
  const raw = entry.trim();
  if (raw === '') return [];
  const identifier = identify(raw);
  return [{ line, raw, ...(identifier ? { identifier } : {}) }];
}
