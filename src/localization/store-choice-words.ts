import { storeChoiceStrings, type StoreChoiceStrings } from './en/store/store-choice.js';
import type { Format } from './format.js';
import { buildStrings } from './strings.js';

/** What is said where it has to be chosen first where the workspaces are: apart from an element's own words, as all say it. */
export function storeChoiceWords(format: Format): StoreChoiceStrings {
  return buildStrings('store-choice', storeChoiceStrings, format);
}
