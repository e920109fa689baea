import { compareValues, readPath, toMoment } from '../property-value.js';
import type { Comparison, FilterNode, Literal, Path } from './filter-node.js';

/** Reads a property of an entity, derived ones included. */
export type Reader<T> = (entity: T, path: Path) => unknown;

type Predicate<T> = (entity: T) => boolean;

/**
 * Turns a checked filter into a test. Text compares without case; null is unequal to everything and in no order;
 * `not` is the plain opposite.
 */
export function compileFilter<T>(node: FilterNode, read: Reader<T>): Predicate<T> {
  switch (node.kind) {
    case 'and': {
      const [left, right] = [compileFilter(node.left, read), compileFilter(node.right, read)];
      return (entity) => left(entity) && right(entity);
    }
    case 'or': {
      const [left, right] = [compileFilter(node.left, read), compileFilter(node.right, read)];
      return (entity) => left(entity) || right(entity);
    }
    case 'not': {
      const operand = compileFilter(node.operand, read);
      return (entity) => !operand(entity);
    }
    case 'compare':
      return compileComparison(node, read);
    case 'in': {
      const tests = node.literals.map((literal) => compileTest('eq', literal));
      return (entity) => {
        const value = read(entity, node.path);
        return tests.some((test) => test(value));
      };
    }
    case 'call':
      return compileCall(node, read);
    case 'lambda':
      return compileLambda(node, read);
  }
}

function compileComparison<T>(node: FilterNode & { kind: 'compare' }, read: Reader<T>): Predicate<T> {
  const test = compileTest(node.operator, node.literal);
  if (node.path.at(-1) !== '$count') return (entity) => test(read(entity, node.path));
  const collection = node.path.slice(0, -1);
  return (entity) => {
    const items = read(entity, collection);
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
  return (value) => {
    const moment = toMoment(value);
    return moment === undefined ? undefined : Math.sign(moment - wanted);
  };
}

function compileCall<T>(node: FilterNode & { kind: 'call' }, read: Reader<T>): Predicate<T> {
  const wanted = String(node.literal.value).toLowerCase();
  const ends = node.name.toLowerCase() === 'endswith';
  return (entity) => {
    const value = read(entity, node.path);
    if (typeof value !== 'string') return false;
    return ends ? value.toLowerCase().endsWith(wanted) : value.toLowerCase().startsWith(wanted);
  };
}

function compileLambda<T>(node: FilterNode & { kind: 'lambda' }, read: Reader<T>): Predicate<T> {
  const condition =
    node.body &&
    // The first segment is the variable; what follows is a path inside the item.
    compileFilter<unknown>(node.body.condition, (item, path) => readPath(item, path.slice(1)));
  return (entity) => {
    const items = read(entity, node.path);
    if (!Array.isArray(items)) return false;
    return condition ? items.some(condition) : items.length > 0;
  };
}
