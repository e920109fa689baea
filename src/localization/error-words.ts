import { errorStrings, type ErrorStrings } from './en/errors.js';
import type { Format } from './format.js';
import { buildStrings } from './strings.js';

/** Title and remedy of every error code. Apart from an element's own words: they load with what can fail. */
export function errorWords(format: Format): ErrorStrings {
  return buildStrings('errors', errorStrings, format);
}
