import { portalConnectionStrings, type PortalConnectionStrings } from './en/store/portal-connection.js';
import type { Format } from './format.js';
import { buildStrings } from './strings.js';

/** What is said where the portal has to be connected first: apart from an element's own words, as all say it. */
export function portalConnectionWords(format: Format): PortalConnectionStrings {
  return buildStrings('portal-connection', portalConnectionStrings, format);
}
