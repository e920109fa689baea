/** Whether a path below the version, such as `/users/1/assignLicense`, is meant. */
export type PathPattern = (path: string) => boolean;

/** What a pattern may be, for who wrote another one. */
export const patternHelp =
  'is no pattern: literal segments, * for one whole segment, and ** as the last one for all that follows, such as /users/*/assignLicense or /groups/**';

/** Whether a text is a pattern: it begins with `/`, and a `*` stands alone in its segment, `**` at the end only. */
export function isPattern(text: string): boolean {
  const [before, ...segments] = text.split('/');
  return (
    before === '' &&
    segments.length > 0 &&
    segments.every(
      (segment, index) =>
        !segment.includes('*') || segment === '*' || (segment === '**' && index === segments.length - 1),
    )
  );
}

/**
 * Reads a pattern. Case does not matter; `/users/**` is everything below `/users`, not `/users` itself. Takes as long
 * as the path has segments, whatever the pattern.
 *
 * @throws {RangeError} when it is none
 */
export function readPattern(text: string): PathPattern {
  if (!isPattern(text)) throw new RangeError(`'${text}' ${patternHelp}`);
  const wanted = text.toLowerCase().split('/');
  const open = wanted.at(-1) === '**';
  if (open) wanted.pop();
  return (path) => {
    const segments = path.toLowerCase().split('/');
    return (
      (open ? segments.length > wanted.length : segments.length === wanted.length) &&
      wanted.every((segment, index) => segment === '*' || segment === segments[index])
    );
  };
}
