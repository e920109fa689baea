import { storeMoveStrings, type StoreMoveStrings } from './en/store/store-move.js';
import type { Format } from './format.js';
import { buildStrings } from './strings.js';

/** What is said of what this browser holds and of moving it: apart from an element's own words, as several elements say it. */
export function storeMoveWords(format: Format): StoreMoveStrings {
  return buildStrings('store-move', storeMoveStrings, format);
}
