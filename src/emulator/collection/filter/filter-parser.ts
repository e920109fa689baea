import type { Comparison, FilterNode, Literal, Path } from './filter-node.js';
import { invalidFilter, tokenizeFilter, type Token } from './filter-tokenizer.js';

const comparisons: readonly string[] = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'];
const end: Token = { kind: 'end', text: '' };

/**
 * Parses a `$filter` (OData 4.01 as far as Graph's directory goes): `or` binds weaker than `and`, that weaker than
 * `not`; keywords are lower or upper case.
 *
 * @throws {GraphFault} 400 `BadRequest`, `Invalid filter clause`
 */
export function parseFilter(text: string): FilterNode {
  return new FilterParser(tokenizeFilter(text)).parse();
}

class FilterParser {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): FilterNode {
    const node = this.#or();
    if (this.#peek().kind !== 'end') throw invalidFilter();
    return node;
  }

  #or(): FilterNode {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): FilterNode {
    let left = this.#not();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): FilterNode {
    return this.#takeWord('not') ? { kind: 'not', operand: this.#not() } : this.#primary();
  }

  #primary(): FilterNode {
    if (this.#takeMark('(')) {
      const node = this.#or();
      this.#expectMark(')');
      return node;
    }
    const name = this.#expectName();
    const lambda = /^(.+)\/(any|all)$/i.exec(name);
    if (lambda?.[1] && lambda[2] && this.#takeMark('('))
      return this.#lambda(lambda[1].split('/'), lambda[2].toLowerCase() === 'any' ? 'any' : 'all');
    if (this.#takeMark('(')) return this.#call(name);
    return this.#comparison(name.split('/'));
  }

  #lambda(path: Path, quantifier: 'any' | 'all'): FilterNode {
    if (this.#takeMark(')')) return { kind: 'lambda', quantifier, path };
    const variable = this.#expectName();
    this.#expectMark(':');
    const condition = this.#or();
    this.#expectMark(')');
    return { kind: 'lambda', quantifier, path, body: { variable, condition } };
  }

  #call(name: string): FilterNode {
    const path = this.#expectName().split('/');
    this.#expectMark(',');
    const literal = this.#literal();
    this.#expectMark(')');
    // Some clients write startswith(…) eq true.
    if (this.#takeWord('eq')) {
      const truth = this.#literal();
      if (truth.type !== 'boolean') throw invalidFilter();
      const call: FilterNode = { kind: 'call', name, path, literal };
      return truth.value ? call : { kind: 'not', operand: call };
    }
    return { kind: 'call', name, path, literal };
  }

  #comparison(path: Path): FilterNode {
    const operator = this.#expectName().toLowerCase();
    if (operator === 'in') return this.#in(path);
    if (!comparisons.includes(operator)) throw invalidFilter();
    return { kind: 'compare', operator: operator as Comparison, path, literal: this.#literal() };
  }

  #in(path: Path): FilterNode {
    this.#expectMark('(');
    const literals = [this.#literal()];
    while (this.#takeMark(',')) literals.push(this.#literal());
    this.#expectMark(')');
    return { kind: 'in', path, literals };
  }

  #literal(): Literal {
    const token = this.#peek();
    this.#at += 1;
    switch (token.kind) {
      case 'string':
        return { type: 'string', value: token.text.slice(1, -1).replaceAll("''", "'") };
      case 'guid':
      case 'date':
        return { type: token.kind, value: token.text };
      case 'number':
        return { type: 'number', value: Number(token.text) };
      case 'name':
        return toKeyword(token.text);
      case 'punctuation':
      case 'end':
        throw invalidFilter();
    }
  }

  #peek(): Token {
    return this.tokens[this.#at] ?? end;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeMark(mark: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'punctuation' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw invalidFilter();
  }

  #expectName(): string {
    const token = this.#peek();
    if (token.kind !== 'name') throw invalidFilter();
    this.#at += 1;
    return token.text;
  }
}

function toKeyword(text: string): Literal {
  switch (text.toLowerCase()) {
    case 'true':
      return { type: 'boolean', value: true };
    case 'false':
      return { type: 'boolean', value: false };
    case 'null':
      return { type: 'null', value: null };
    default:
      throw invalidFilter();
  }
}
