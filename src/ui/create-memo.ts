/** Remembers the last result of a function: the same arguments give the same object again, without the work. */
export function createMemo<Arguments extends readonly unknown[], Result>(
  compute: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  let last: { readonly given: Arguments; readonly result: Result } | undefined;
  return (...given) => {
    if (!last || last.given.some((value, index) => value !== given[index]))
      last = { given, result: compute(...given) };
    return last.result;
  };
}
