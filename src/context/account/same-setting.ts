import { replaceEqualDeep } from '@tanstack/query-core';

/**
 * Whether setting the one in the place of the other changes nothing: plain data says the same, and anything that can do
 * something (a function, an object with methods, an instance of a class) is the same one. Lists are compared one by one.
 */
export function isSameSetting(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => isSameSetting(each, b[index]));
  if (canDoSomething(a) || canDoSomething(b)) return a === b;
  return replaceEqualDeep(a, b) === a;
}

function canDoSomething(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  return Object.values(value).some((each) => typeof each === 'function');
}
