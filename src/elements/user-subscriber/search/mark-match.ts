import { html, type TemplateResult } from 'lit';
import { findWordStart } from '../../../ui/match-text.js';

/** A text with the start of the word that matches what was typed underlined. Nothing of it is ever taken for markup. */
export function markMatch(words: string, wanted: string): TemplateResult | string {
  const found = findWordStart(words, wanted);
  if (!found) return words;
  const [at, end] = found;
  return html`${words.slice(0, at)}<mark>${words.slice(at, end)}</mark>${words.slice(end)}`;
}
