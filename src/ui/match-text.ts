/** What to look for in texts. Whoever searches types neither capitals nor accents: "muller" finds Müller. */
export interface TextSearch {
  /** Whether there is nothing to look for; everything matches then. */
  readonly isEmpty: boolean;
  /** Whether each word that was typed is in one of these texts. */
  readonly matches: (...texts: readonly (string | undefined)[]) => boolean;
  /** The same for texts that were folded before, as for long lists. */
  readonly matchesFolded: (folded: string) => boolean;
}

/** Letters that are no base letter with a mark, so that Unicode does not take them apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  '’': "'",
};
const letter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Text without anything to fold but capitals, as most is. */
const plain = /^[\x20-\x7e]*$/;

/** As one types it: no capitals, no accents, no marks that cannot be seen. */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(letter, (found) => letters[found] ?? found);
}

export function searchText(typed: string): TextSearch {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  const matchesFolded = (folded: string): boolean => words.every((word) => folded.includes(word));
  return {
    isEmpty: words.length === 0,
    matches: (...texts) => words.length === 0 || matchesFolded(foldText(texts.join(' '))),
    matchesFolded,
  };
}

/**
 * Where a word of a text starts with what was typed, as `[start, end]` of the text itself, which may be longer or shorter
 * than its folded form; undefined where none does.
 */
export function findWordStart(
  text: string,
  typed: string,
): readonly [start: number, end: number] | undefined {
  const needle = foldText(typed).trim();
  if (needle === '') return undefined;
  let folded = '';
  // For each unit of the folded text, where in the text it comes from.
  const from: number[] = [];
  let offset = 0;
  for (const character of text) {
    const part = foldText(character);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) from.push(offset);
    offset += character.length;
  }
  from.push(text.length);
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded.charAt(at - 1))) {
      let end = at + needle.length;
      // The last letter may fold to more than was typed: it belongs to it as a whole.
      while (end < folded.length && from[end] === from[end - 1]) end += 1;
      return [from[at] ?? 0, from[end] ?? text.length];
    }
  return undefined;
}
