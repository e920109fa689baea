import type { EntityKind } from '../entity-kind.js';
import type { Entity } from '../entity.js';
import { toKey } from '../property-value.js';
import type { IndexSet } from '../rows/index-set.js';
import { intersectRows, uniteRows, type ValueIndex } from '../rows/value-index.js';
import type { FilterNode, Path } from './filter-node.js';

/** Rows that may match, in ascending order; `exact` when they all do. */
export interface Candidates {
  readonly rows: readonly number[];
  readonly exact: boolean;
}

/**
 * Narrows a filter to candidate rows by the indexes; undefined when only looking at every row can tell.
 *
 * @param derived - Properties that are worked out, hence not indexed.
 */
export function planFilter<T extends Entity>(
  node: FilterNode,
  kind: EntityKind,
  indexes: IndexSet<T>,
  derived: ReadonlySet<string>,
): Candidates | undefined {
  const plan = (inner: FilterNode): Candidates | undefined => planFilter(inner, kind, indexes, derived);
  switch (node.kind) {
    case 'and':
      return narrow(plan(node.left), plan(node.right));
    case 'or': {
      const [left, right] = [plan(node.left), plan(node.right)];
      if (!left || !right) return undefined;
      return { rows: uniteRows([left.rows, right.rows]), exact: left.exact && right.exact };
    }
    case 'compare':
    case 'in':
    case 'call':
      return derived.has(node.path[0] ?? '') ? undefined : planLeaf(node, node.path, kind, indexes);
    case 'lambda': {
      const condition = node.body?.condition;
      if (!condition || derived.has(node.path[0] ?? '')) return undefined;
      if (condition.kind !== 'compare' && condition.kind !== 'in' && condition.kind !== 'call')
        return undefined;
      return planLeaf(condition, [...node.path, ...condition.path.slice(1)], kind, indexes);
    }
    case 'not':
      return undefined;
  }
}

function planLeaf<T extends Entity>(
  node: FilterNode & { kind: 'compare' | 'in' | 'call' },
  path: Path,
  kind: EntityKind,
  indexes: IndexSet<T>,
): Candidates | undefined {
  const [property = ''] = path;
  const type = kind.properties[property];
  // Relationships, such as owners/$count, are not properties and have no index.
  if (!type || type === 'date' || type === 'object') return undefined;
  if (path.at(-1) === '$count') return planCount(node, indexes.byCount(property));
  const key = path.join('/');
  if (node.kind === 'in') {
    const keys = node.literals.map((literal) => toKey(literal.value) ?? '');
    return { rows: uniteRows(keys.map((each) => indexes.byValue(key).get(each))), exact: true };
  }
  const wanted = toKey(node.literal.value);
  if (wanted === undefined) return undefined;
  if (node.kind === 'call')
    return node.name.toLowerCase() === 'startswith'
      ? { rows: indexes.byValue(key).startingWith(wanted), exact: true }
      : undefined;
  return node.operator === 'eq' ? { rows: indexes.byValue(key).get(wanted), exact: true } : undefined;
}

function planCount(node: FilterNode, index: ValueIndex): Candidates | undefined {
  if (node.kind !== 'compare') return undefined;
  const wanted = String(node.literal.value);
  if (node.operator === 'eq') return { rows: index.get(wanted), exact: true };
  const others = [...index.inOrder(false)].filter(({ key }) => key !== wanted);
  return { rows: uniteRows(others.map(({ rows }) => rows)), exact: true };
}

function narrow(left: Candidates | undefined, right: Candidates | undefined): Candidates | undefined {
  if (left && right) return { rows: intersectRows(left.rows, right.rows), exact: left.exact && right.exact };
  const known = left ?? right;
  return known && { rows: known.rows, exact: false };
}
