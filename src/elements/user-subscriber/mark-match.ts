import { html, type TemplateResult } from 'lit';

/** A text with the starts of words that match what was typed underlined. Nothing of it is ever taken for markup. */
export function markMatch(words: string, wanted: string): TemplateResult | string {
  const at = findStart(words, wanted);
  if (at < 0) return words;
  const end = at + wanted.trim().length;
  return html`${words.slice(0, at)}<mark>${words.slice(at, end)}</mark>${words.slice(end)}`;
}

/** Where a word starts with the text, or -1. Lengths must not change under folding, or the mark would be off. */
function findStart(words: string, wanted: string): number {
  const [haystack, needle] = [words.toLowerCase(), wanted.trim().toLowerCase()];
  if (needle === '' || haystack.length !== words.length) return -1;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(haystack.charAt(at - 1))) return at;
  return -1;
}
