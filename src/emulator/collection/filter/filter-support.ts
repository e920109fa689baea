import type { EntityKind, FilterRule, PropertyType, Support } from '../entity-kind.js';
import { advancedOperator, unknownProperty, unsupportedClause, unsupportedQuery } from '../query-fault.js';
import type { FilterNode, Literal, Path } from './filter-node.js';
import { invalidFilter } from './filter-tokenizer.js';

/** Values or clauses that one `or` or `in` may hold. */
const maxAlternatives = 15;

const edmTypes: Readonly<Record<string, string>> = {
  string: 'Edm.String',
  guid: 'Edm.Guid',
  boolean: 'Edm.Boolean',
  date: 'Edm.DateTimeOffset',
  number: 'Edm.Int32',
};

const extensionProperty = /^extension_[0-9a-f]{32}_\w+$/i;

/** A path with its lambda variables resolved. */
interface Target {
  readonly property: string;
  /** As in the support table: `assignedLicenses/skuId`. */
  readonly key: string;
  readonly type: string;
  readonly rule: FilterRule;
}

interface Scope {
  readonly variable: string;
  readonly path: Path;
}

/**
 * Refuses what Graph refuses: unknown properties, wrong literals, operators a property does not support, and those
 * it supports only in advanced queries.
 *
 * @throws {GraphFault} 400 `BadRequest` or `Request_UnsupportedQuery`
 */
export function checkFilter(node: FilterNode, kind: EntityKind, advanced: boolean): void {
  new FilterCheck(kind, advanced).check(node, undefined);
  checkSignInActivity(node, kind);
}

/** The property paths a filter names, lambda bodies left out. */
export function listFilterPaths(node: FilterNode): Path[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [...listFilterPaths(node.left), ...listFilterPaths(node.right)];
    case 'not':
      return listFilterPaths(node.operand);
    case 'compare':
    case 'in':
    case 'call':
    case 'lambda':
      return [node.path];
  }
}

class FilterCheck {
  constructor(
    private readonly kind: EntityKind,
    private readonly advanced: boolean,
  ) {}

  check(node: FilterNode, scope: Scope | undefined): void {
    switch (node.kind) {
      case 'or':
        checkAlternatives(countAlternatives(node));
        this.check(node.left, scope);
        return this.check(node.right, scope);
      case 'and':
        this.check(node.left, scope);
        return this.check(node.right, scope);
      case 'not':
        if (!this.#allows('advanced')) throw advancedOperator('not');
        return this.check(node.operand, scope);
      case 'compare':
        return this.#checkComparison(node, scope);
      case 'in':
        return this.#checkIn(node, scope);
      case 'call':
        return this.#checkCall(node, scope);
      case 'lambda':
        return this.#checkLambda(node, scope);
    }
  }

  #checkComparison(node: FilterNode & { kind: 'compare' }, scope: Scope | undefined): void {
    if (node.path.at(-1) === '$count') return this.#checkCount(node);
    const target = this.#resolve(node.path, scope);
    const { operator, literal } = node;
    const ordered = operator !== 'eq' && operator !== 'ne';
    const support = ordered ? target.rule.range : literal.type === 'null' ? target.rule.null : target.rule.eq;
    if (!support) throw unsupportedClause(this.kind, target.property);
    checkLiteral(target, literal, operator);
    if (operator === 'ne' && !this.#allows('advanced')) throw advancedOperator('ne');
    this.#require(support, target);
  }

  #checkIn(node: FilterNode & { kind: 'in' }, scope: Scope | undefined): void {
    const target = this.#resolve(node.path, scope);
    if (!target.rule.eq) throw unsupportedClause(this.kind, target.property);
    for (const literal of node.literals) {
      if (literal.type === 'null') throw invalidFilter();
      checkLiteral(target, literal, 'eq');
    }
    checkAlternatives(node.literals.length);
    this.#require(target.rule.eq, target);
  }

  #checkCall(node: FilterNode & { kind: 'call' }, scope: Scope | undefined): void {
    const name = node.name.toLowerCase();
    if (name !== 'startswith' && name !== 'endswith')
      throw unsupportedQuery(
        `Unsupported property filter clause operator '${name.charAt(0).toUpperCase()}${name.slice(1)}'.`,
      );
    const target = this.#resolve(node.path, scope);
    if (node.literal.type !== 'string') throw invalidFilter();
    const support = name === 'startswith' ? target.rule.startsWith : target.rule.endsWith;
    if (!support) throw unsupportedClause(this.kind, target.property);
    if (name === 'endswith' && !this.#allows(support)) throw advancedOperator('endsWith');
    this.#require(support, target);
  }

  #checkLambda(node: FilterNode & { kind: 'lambda' }, scope: Scope | undefined): void {
    const [property = ''] = node.path;
    if (scope || node.path.length !== 1) throw invalidFilter();
    if (!this.#typeOf(property).endsWith('[]')) throw invalidFilter();
    if (node.quantifier === 'all' || !node.body) throw unsupportedClause(this.kind, property);
    this.check(node.body.condition, { variable: node.body.variable, path: node.path });
  }

  /** `assignedLicenses/$count eq 0` */
  #checkCount(node: FilterNode & { kind: 'compare' }): void {
    const [property = ''] = node.path;
    const related = this.kind.relationships.includes(property);
    if (!related && !this.#typeOf(property).endsWith('[]')) throw invalidFilter();
    const allowed = this.kind.filters?.[property]?.counts ?? [];
    const { operator, literal } = node;
    if (literal.type !== 'number') throw invalidFilter();
    const supported = (operator === 'eq' || operator === 'ne') && allowed.includes(literal.value);
    if (node.path.length !== 2 || !supported || !this.#allows('advanced'))
      throw unsupportedClause(this.kind, property);
  }

  #resolve(path: Path, scope: Scope | undefined): Target {
    const inScope = scope && path[0] === scope.variable;
    const full = inScope ? [...scope.path, ...path.slice(1)] : path;
    const [property = ''] = full;
    if (scope && !inScope) throw invalidFilter();
    const type = this.#typeOf(property);
    if (type.endsWith('[]') !== Boolean(inScope)) throw invalidFilter();
    const key = full.join('/');
    const rule = this.#ruleOf(key, type);
    return { property, key, type: rule.type ?? elementType(type, full), rule };
  }

  #typeOf(property: string): PropertyType {
    const type = this.kind.properties[property];
    if (type) return type;
    if (this.kind.directory && extensionProperty.test(property)) return 'string';
    throw unknownProperty(this.kind, property, 'Invalid filter clause');
  }

  #ruleOf(key: string, type: PropertyType): FilterRule {
    if (this.kind.directory && extensionProperty.test(key)) return { eq: 'default', startsWith: 'default' };
    if (this.kind.filters) return this.kind.filters[key] ?? {};
    if (type === 'object' || type === 'object[]') return {};
    const text: FilterRule = type.startsWith('string') ? { startsWith: 'default' } : {};
    return { eq: 'default', range: 'default', null: 'default', ...text };
  }

  #allows(support: Support): boolean {
    return support === 'default' || this.advanced || !this.kind.directory;
  }

  #require(support: Support, target: Target): void {
    if (!this.#allows(support)) throw unsupportedClause(this.kind, target.property);
  }
}

function elementType(type: PropertyType, path: Path): string {
  if (path.length > 1) return 'string';
  return type.replace('[]', '');
}

function checkLiteral(target: Target, literal: Literal, operator: string): void {
  if (literal.type === 'null' || literal.type === target.type) return;
  const kinds: Readonly<Record<string, string>> = {
    eq: 'Equal',
    ne: 'NotEqual',
    ge: 'GreaterThanOrEqual',
    gt: 'GreaterThan',
    le: 'LessThanOrEqual',
    lt: 'LessThan',
  };
  throw invalidFilter(
    `A binary operator with incompatible types was detected. Found operand types '${String(edmTypes[target.type])}' and '${String(edmTypes[literal.type])}' for operator kind '${String(kinds[operator])}'.`,
  );
}

function countAlternatives(node: FilterNode): number {
  return node.kind === 'or' ? countAlternatives(node.left) + countAlternatives(node.right) : 1;
}

function checkAlternatives(count: number): void {
  if (count > maxAlternatives)
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${String(count)}. Max allowed: ${String(maxAlternatives)}.`,
    );
}

/** Sign-in activity lives in another store: it cannot be combined with other properties. */
function checkSignInActivity(node: FilterNode, kind: EntityKind): void {
  const properties = new Set(listFilterPaths(node).map((path) => path[0]));
  if (properties.has('signInActivity') && properties.size > 1)
    throw unsupportedClause(kind, 'signInActivity');
}
