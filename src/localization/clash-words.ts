import { clashStrings, type ClashStrings } from './en/workspace/draft-clash.js';
import type { Format } from './format.js';
import { buildStrings } from './strings.js';

/** What is said when two administrators changed the same: apart from an element's own words, as several elements say it. */
export function clashWords(format: Format): ClashStrings {
  return buildStrings('draft-clash', clashStrings, format);
}
