import type { ReportSource } from './report-source.js';

/** One row, by the property names that JSON uses. */
export type ReportRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The rows of a report. Those of people are made when they are read. */
export type ReportRows = Pick<readonly ReportRow[], 'length' | 'slice'>;

/** A usage report: its columns, in CSV's order, and how its rows come about. */
export interface Report {
  /** `[heading in CSV, property in JSON]`. */
  readonly columns: readonly (readonly [string, string])[];
  /** Tells of single people: needs a role that may read them, and is concealed by default. */
  readonly personal: boolean;
  /** May be asked for one day instead of a period. */
  readonly byDate: boolean;
  readonly listRows: (source: ReportSource, request: ReportRequest) => ReportRows;
}

export interface ReportRequest {
  readonly days: number;
  /** The last day reports know, `2026-01-13`; two days behind. */
  readonly refreshDate: string;
  /** Makes names unreadable when the tenant conceals them. */
  readonly conceal: (name: string) => string;
}

export function toDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** One row for each subject. What they are is settled now, and made into rows where somebody reads. */
export function makeRows<T>(subjects: readonly T[], toRow: (subject: T) => ReportRow): ReportRows {
  return { length: subjects.length, slice: (start, end) => subjects.slice(start, end).map(toRow) };
}

/** Rows of a CSV file that are made at a time. */
const rowsPerPart = 1000;

/** The report as CSV, in parts, with the byte order mark that Microsoft sends. */
export function* toCsv(report: Report, rows: ReportRows): Generator<string> {
  yield `\uFEFF${report.columns.map(([heading]) => heading).join(',')}\r\n`;
  for (let start = 0; start < rows.length; start += rowsPerPart) {
    const part = rows.slice(start, start + rowsPerPart);
    yield part
      .map((row) => `${report.columns.map(([, property]) => toCell(row[property])).join(',')}\r\n`)
      .join('');
  }
}

function toCell(value: ReportRow[string] | undefined): string {
  if (value === null || value === undefined) return '';
  const text =
    typeof value === 'boolean'
      ? value
        ? 'True'
        : 'False'
      : typeof value === 'object'
        ? value.join('+')
        : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
