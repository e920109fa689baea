import type { Tenant } from '../tenant/tenant.js';

/** One row, by the property names that JSON uses. */
export type ReportRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A usage report: its columns, in CSV's order, and how its rows come about. */
export interface Report {
  /** `[heading in CSV, property in JSON]`. */
  readonly columns: readonly (readonly [string, string])[];
  /** Tells of single people: needs a role that may read them, and is concealed by default. */
  readonly personal: boolean;
  /** May be asked for one day instead of a period. */
  readonly byDate: boolean;
  readonly listRows: (tenant: Tenant, request: ReportRequest) => ReportRow[];
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

/** The report as CSV, with the byte order mark that Microsoft sends. */
export function toCsv(report: Report, rows: readonly ReportRow[]): string {
  const lines = rows.map((row) => report.columns.map(([, property]) => toCell(row[property])).join(','));
  const headings = report.columns.map(([heading]) => heading).join(',');
  return `\uFEFF${[headings, ...lines].join('\r\n')}\r\n`;
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
