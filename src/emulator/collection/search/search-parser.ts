import { badRequest } from '../query-fault.js';

/** The parsed form of a `$search`. */
export type SearchNode =
  | { readonly kind: 'and' | 'or'; readonly left: SearchNode; readonly right: SearchNode }
  | { readonly kind: 'clause'; readonly property: string; readonly text: string };

interface SearchToken {
  readonly kind: 'clause' | 'and' | 'or' | '(' | ')';
  readonly text: string;
}

const word = /\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR)(?![^\s("])|([()]))/y;

/**
 * Parses a directory `$search`: clauses `"property:text"` in double quotes, joined by upper-case AND and OR, with
 * parentheses; `AND` binds tighter. Two clauses side by side are joined by AND.
 *
 * @throws {GraphFault} 400 `BadRequest`, `Syntax error: …`
 */
export function parseSearch(text: string): SearchNode {
  return new SearchParser(text, tokenizeSearch(text)).parse();
}

function tokenizeSearch(text: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  for (let at = 0; text.slice(at).trim(); at = word.lastIndex) {
    word.lastIndex = at;
    const match = word.exec(text);
    if (!match) throw invalidSearch(text, at + text.slice(at).search(/\S/));
    const [, clause, operator, bracket] = match;
    if (clause !== undefined) tokens.push({ kind: 'clause', text: clause.replace(/\\(.)/g, '$1') });
    else if (operator) tokens.push({ kind: operator === 'AND' ? 'and' : 'or', text: operator });
    else tokens.push({ kind: bracket === '(' ? '(' : ')', text: bracket ?? '' });
  }
  return tokens;
}

class SearchParser {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly SearchToken[],
  ) {}

  parse(): SearchNode {
    const node = this.#or();
    if (this.#at < this.tokens.length) throw invalidSearch(this.text, this.text.length - 1);
    return node;
  }

  #or(): SearchNode {
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): SearchNode {
    let left = this.#primary();
    while (this.#take('and') || this.#startsClause()) left = { kind: 'and', left, right: this.#primary() };
    return left;
  }

  #primary(): SearchNode {
    if (this.#take('(')) {
      const node = this.#or();
      if (!this.#take(')')) throw invalidSearch(this.text, this.text.length - 1);
      return node;
    }
    const token = this.#take('clause');
    if (!token) throw invalidSearch(this.text, this.text.length - 1);
    const colon = token.text.indexOf(':');
    if (colon < 1) throw badRequest(`Invalid search clause '${token.text}'. Use "property:text".`);
    return {
      kind: 'clause',
      property: token.text.slice(0, colon).trim(),
      text: token.text.slice(colon + 1).trim(),
    };
  }

  #startsClause(): boolean {
    const kind = this.tokens[this.#at]?.kind;
    return kind === 'clause' || kind === '(';
  }

  #take(kind: SearchToken['kind']): SearchToken | undefined {
    const token = this.tokens[this.#at];
    if (token?.kind !== kind) return undefined;
    this.#at += 1;
    return token;
  }
}

function invalidSearch(text: string, at: number): Error {
  // Graph points at the first character that cannot continue a plain word, such as the colon of an unquoted clause.
  const offset = /^[\w\s]*/.exec(text.slice(at))?.[0].length ?? 0;
  const position = Math.min(at + offset, Math.max(0, text.length - 1));
  return badRequest(
    `Syntax error: character '${text.charAt(position)}' is not valid at position ${String(position)} in '${text}'.`,
  );
}
