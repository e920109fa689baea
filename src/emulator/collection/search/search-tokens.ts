/** A run of letters, a run of digits, or one symbol. */
const pieces = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}\s]/gu;

/** Where lower case turns to upper case: `helloWorld`. */
const caseChange = /(?<=\p{Ll})(?=\p{Lu})/u;

/** Capitalized or lower-case words of plain letters: nearly every name. They split at spaces only. */
const plainWords = /^[A-Z]?[a-z]+(?: [A-Z]?[a-z]+)*$/;

/** The words of a search text: each must begin some word of the value. */
export function listSearchWords(text: string): string[] {
  return (text.match(pieces) ?? []).flatMap((piece) => piece.split(caseChange)).map(toLower);
}

/**
 * The words under which a value is found: split at spaces, at symbols (which are words too), at digits and where
 * lower case turns to upper case. Words that only symbols separate are also found as one: `hello-world` by
 * `helloworld`.
 *
 * @see https://learn.microsoft.com/graph/search-query-parameter
 */
export function listValueWords(value: string): string[] {
  if (plainWords.test(value)) return [...new Set(value.toLowerCase().split(' '))];
  const words = new Set(listSearchWords(value));
  for (const chunk of value.split(/[\s\p{N}]+/u)) {
    const joined = chunk.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
    if (joined.length > 1) words.add(joined.join('').toLowerCase());
  }
  return [...words];
}

function toLower(text: string): string {
  return text.toLowerCase();
}
