import { GraphFault } from '../../graph-error.js';

export type Token =
  | { readonly kind: 'string' | 'guid' | 'date' | 'number' | 'name' | 'punctuation'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

const patterns = [
  ['string', /'(?:[^']|'')*'/y],
  ['guid', /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy],
  ['date', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/iy],
  ['number', /-?\d+(?:\.\d+)?(?![\w-])/y],
  ['name', /[A-Za-z_][\w.]*(?:\/\$?[A-Za-z_][\w.]*)*/y],
  ['punctuation', /[(),:]/y],
] as const;

/** Splits a `$filter` into its words. */
export function tokenizeFilter(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const token = readToken(text, at);
    if (!token) throw invalidFilter();
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** The refusal of a `$filter` that cannot be understood. */
export function invalidFilter(detail?: string): GraphFault {
  return new GraphFault(
    400,
    'BadRequest',
    detail ? `Invalid filter clause: ${detail}` : 'Invalid filter clause',
  );
}

function skipSpace(text: string, at: number): number {
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function readToken(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, text: match[0] };
  }
  return undefined;
}
