import type { EntityKind } from '../entity-kind.js';
import type { Entity } from '../entity.js';
import { unknownProperty, unsupportedClause } from '../query-fault.js';
import type { IndexSet } from '../rows/index-set.js';
import { intersectRows, uniteRows } from '../rows/value-index.js';
import type { SearchNode } from './search-parser.js';
import { listSearchWords } from './search-tokens.js';

const splitProperties = new Set(['displayName', 'description']);

/**
 * Refuses clauses on properties that cannot be searched.
 *
 * @throws {GraphFault} 400 `BadRequest` or `Request_UnsupportedQuery`
 */
export function checkSearch(node: SearchNode, kind: EntityKind): void {
  if (node.kind !== 'clause') {
    checkSearch(node.left, kind);
    return checkSearch(node.right, kind);
  }
  const type = kind.properties[node.property];
  if (!type) throw unknownProperty(kind, node.property, 'Invalid search clause');
  const rule = kind.filters?.[node.property];
  const searchable = type.startsWith('string') && (rule?.eq ?? rule?.startsWith);
  if (!searchable && !splitProperties.has(node.property)) throw unsupportedClause(kind, node.property);
}

/**
 * The rows a search finds, in ascending order. displayName and description match by the beginnings of their words,
 * in any order; every other property by its own beginning.
 */
export function planSearch<T extends Entity>(node: SearchNode, indexes: IndexSet<T>): readonly number[] {
  switch (node.kind) {
    case 'and':
      return intersectRows(planSearch(node.left, indexes), planSearch(node.right, indexes));
    case 'or':
      return uniteRows([planSearch(node.left, indexes), planSearch(node.right, indexes)]);
    case 'clause': {
      if (!splitProperties.has(node.property))
        return indexes.byValue(node.property).startingWith(node.text.toLowerCase());
      const words = listSearchWords(node.text).map((word) =>
        indexes.byWord(node.property).startingWith(word),
      );
      const [first = [], ...rest] = words.sort((a, b) => a.length - b.length);
      return rest.reduce((rows, word) => intersectRows(rows, word), first);
    }
  }
}
