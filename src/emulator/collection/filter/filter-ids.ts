import type { FilterNode } from './filter-node.js';

/** The ids of `id eq 'a' or id eq 'b'`; undefined when the filter is anything else. */
export function listIds(node: FilterNode): string[] | undefined {
  if (node.kind === 'or') {
    const [left, right] = [listIds(node.left), listIds(node.right)];
    return left && right && [...left, ...right];
  }
  const named = node.kind === 'compare' && node.operator === 'eq' && node.path.join('/') === 'id';
  return named && (node.literal.type === 'string' || node.literal.type === 'guid')
    ? [node.literal.value]
    : undefined;
}
