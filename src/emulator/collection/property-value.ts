/** Reads `onPremisesExtensionAttributes/extensionAttribute1` and the like; a collection on the way is flattened. */
export function readPath(item: unknown, path: readonly string[]): unknown {
  let value = item;
  for (const segment of path) {
    if (Array.isArray(value)) value = value.flatMap((each) => toList(readPath(each, [segment])));
    else if (typeof value === 'object' && value !== null) value = (value as Record<string, unknown>)[segment];
    else return undefined;
  }
  return value;
}

/** How a value is kept in an index: lower case, as Graph compares without case. Null and objects have no key. */
export function toKey(value: unknown): string | undefined {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}

/** -1, 0 or 1; undefined where the two cannot be ordered. Dates compare by their moment. */
export function compareValues(left: unknown, right: string | number | boolean): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right);
  if (typeof left === 'boolean' || typeof right === 'boolean') return left === right ? 0 : undefined;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The moment of a date text, in milliseconds; a date alone is its midnight in UTC. */
export function toMoment(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
