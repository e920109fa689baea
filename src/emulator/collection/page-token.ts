import { GraphFault } from '../graph-error.js';

/** Where a page ended: the last row, and its sort key when sorted. */
export interface Cursor {
  readonly row: number;
  readonly key?: string | null;
}

interface PageToken {
  readonly query: URLSearchParams;
  readonly cursor: Cursor;
}

/** Seals data into a text that callers can only hand back. */
export function sealToken(data: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What was sealed, or undefined when the text was not sealed here. */
export function openToken(token: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** The `$skiptoken` of the page after the cursor; it carries the caller's options. */
export function writePageToken(kind: string, query: URLSearchParams, cursor: Cursor): string {
  const kept = new URLSearchParams(query);
  kept.delete('$skiptoken');
  return sealToken(['page', kind, kept.toString(), cursor.row, cursor.key]);
}

/** @throws {GraphFault} 400 `Directory_ExpiredPageToken` when the token is not one of this kind's */
export function readPageToken(token: string, kind: string): PageToken {
  const data = openToken(token);
  if (!Array.isArray(data) || data[0] !== 'page' || data[1] !== kind || typeof data[3] !== 'number')
    throw new GraphFault(
      400,
      'Directory_ExpiredPageToken',
      'The specified page token value has expired and can no longer be included in your request.',
    );
  const key: unknown = data[4];
  return {
    query: new URLSearchParams(String(data[2])),
    cursor: { row: data[3], ...(typeof key === 'string' || key === null ? { key } : {}) },
  };
}
