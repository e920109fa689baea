import { compareValues, readPath, toMoment } from '../property-value.js';
import type { Comparison, FilterNode, Literal, Path } from './filter-node.js';

/** Makes the function that reads a property of an entity, derived ones included. */
export type ReaderOf<T> = (path: Path) => (entity: T) => unknown;

type Predicate<T> = (entity: T) => boolean;

/**
 * Turns a checked filter into a test. Text compares without case; null is unequal to everything and in no order;
 * `not` is the plain opposite.
 */
export function compileFilter<T>(node: FilterNode, readerOf: ReaderOf<T>): Predicate<T> {
  switch (node.kind) {
    case 'and': {
      const [left, right] = [compileFilter(node.left, readerOf), compileFilter(node.right, readerOf)];
      return (entity) => left(entity) && right(entity);
    }
    case 'or': {
      const [left, right] = [compileFilter(node.left, readerOf), compileFilter(node.right, readerOf)];
      return (entity) => left(entity) || right(entity);
    }
    case 'not': {
      const operand = compileFilter(node.operand, readerOf);
      return (entity) => !operand(entity);
    }
    case 'compare':
      return compileComparison(node, readerOf);
    case 'in': {
      const tests = node.literals.map((literal) => compileTest('eq', literal));
      const read = readerOf(node.path);
      return (entity) => {
        const value = read(entity);
        return tests.some((test) => test(value));
      };
    }
    case 'call':
      return compileCall(node, readerOf);
    case 'lambda':
      return compileLambda(node, readerOf);
  }
}

function compileComparison<T>(node: FilterNode & { kind: 'compare' }, readerOf: ReaderOf<T>): Predicate<T> {
  const test = compileTest(node.operator, node.literal);
  const counts = node.path.at(-1) === '$count';
  const read = readerOf(counts ? node.path.slice(0, -1) : node.path);
  if (!counts) return (entity) => test(read(entity));
  return (entity) => {
    const items = read(entity);
    return test(Array.isArray(items) ? items.length : 0);
  };
}

function compileTest(operator: Comparison, literal: Literal): (value: unknown) => boolean {
  if (operator === 'ne') {
    const equals = compileTest('eq', literal);
    return (value) => !equals(value);
  }
  if (literal.type === 'null') return (value) => (value ?? null) === null;
  const order = literal.type === 'date' ? compileMoment(literal.value) : orderAgainst(literal.value);
  const holds: Readonly<Record<Exclude<Comparison, 'ne'>, (sign: number) => boolean>> = {
    eq: (sign) => sign === 0,
    ge: (sign) => sign >= 0,
    gt: (sign) => sign > 0,
    le: (sign) => sign <= 0,
    lt: (sign) => sign < 0,
  };
  const hold = holds[operator];
  return (value) => {
    const sign = order(value);
    return sign !== undefined && hold(sign);
  };
}

function orderAgainst(literal: string | number | boolean): (value: unknown) => number | undefined {
  const wanted = typeof literal === 'string' ? literal.toLowerCase() : literal;
  return (value) => compareValues(value, wanted);
}

function compileMoment(text: string): (value: unknown) => number | undefined {
  const wanted = toMoment(text) ?? Number.NaN;
  const [long, short] = Number.isNaN(wanted) ? ['', ''] : toZulu(wanted);
  return (value) => {
    // Nearly all dates are written alike, and then the texts sort as the moments do.
    if (typeof value === 'string' && value.endsWith('Z')) {
      if (value.length === short.length) return value < short ? -1 : value > short ? 1 : 0;
      if (value.length === long.length) return value < long ? -1 : value > long ? 1 : 0;
    }
    const moment = toMoment(value);
    return moment === undefined ? undefined : Math.sign(moment - wanted);
  };
}

/** A moment with milliseconds and, when it has none, also without. */
function toZulu(moment: number): [string, string] {
  const long = new Date(moment).toISOString();
  return [long, moment % 1000 === 0 ? long.replace('.000Z', 'Z') : ''];
}

function compileCall<T>(node: FilterNode & { kind: 'call' }, readerOf: ReaderOf<T>): Predicate<T> {
  const wanted = String(node.literal.value).toLowerCase();
  const ends = node.name.toLowerCase() === 'endswith';
  const read = readerOf(node.path);
  return (entity) => {
    const value = read(entity);
    if (typeof value !== 'string') return false;
    return ends ? value.toLowerCase().endsWith(wanted) : value.toLowerCase().startsWith(wanted);
  };
}

function compileLambda<T>(node: FilterNode & { kind: 'lambda' }, readerOf: ReaderOf<T>): Predicate<T> {
  const condition =
    node.body &&
    // The first segment is the variable; what follows is a path inside the item.
    compileFilter<unknown>(node.body.condition, (path) => {
      const inside = path.slice(1);
      return (item) => readPath(item, inside);
    });
  const read = readerOf(node.path);
  return (entity) => {
    const items = read(entity);
    if (!Array.isArray(items)) return false;
    return condition ? items.some(condition) : items.length > 0;
  };
}
