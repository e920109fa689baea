import { csvCell, type CsvValue } from '../model/csv-cell.js';

export interface CsvOptions {
  /** Told after each piece how many rows are written. */
  readonly onProgress?: (rows: number) => void;
  readonly signal?: AbortSignal;
}

/** Rows that are written before the page may do something else. */
const rowsPerPiece = 2_000;

/**
 * Writes a table as a CSV file that spreadsheets open rightly: UTF-8 with a mark, cells quoted, formulas escaped.
 * Large tables are written in pieces, so the page stays usable.
 *
 * @throws the signal's reason when aborted
 */
export async function createCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
  { onProgress, signal }: CsvOptions = {},
): Promise<Blob> {
  const parts: string[] = ['\uFEFF', writeRow(header)];
  let piece: string[] = [];
  let written = 0;
  const flush = async (): Promise<void> => {
    parts.push(piece.join(''));
    piece = [];
    onProgress?.(written);
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  };
  for (const row of rows) {
    piece.push(writeRow(row));
    written += 1;
    if (piece.length >= rowsPerPiece) await flush();
  }
  if (piece.length > 0) await flush();
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** One line, as RFC 4180 wants it. */
function writeRow(cells: readonly CsvValue[]): string {
  return `${cells.map((cell) => quote(csvCell(cell))).join(',')}\r\n`;
}

function quote(cell: string): string {
  return /[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Offers a file for download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content by the time anything else runs; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(url));
}
