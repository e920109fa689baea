/**
 * Whether setting the one in the place of the other changes nothing: plain data says the same, and anything that can do
 * something (a function, an object with methods, an instance of a class) is the same one. Lists are compared one by one.
 */
export function isSameSetting(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => isSameSetting(each, b[index]));
  if (!isPlainData(a) || !isPlainData(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameSetting(a[key], b[key]))
  );
}

function isPlainData(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) &&
    !Object.values(value).some((each) => typeof each === 'function')
  );
}
