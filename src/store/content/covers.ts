import { toCanonicalJson } from '../canonical-json.js';
import type { ContentRecord } from './content-record.js';

/**
 * Whether a record says all that another one of its key says, so that nothing is lost when the other one goes.
 *
 * A publish does so too when it went on from where the other one stands. Of the counts of one day, and of two notes that the
 * same combination was refused, one is as good as another. Etags say nothing.
 */
export function covers({ value: there }: ContentRecord, { kind, value: given }: ContentRecord): boolean {
  switch (kind) {
    case 'snapshots':
    case 'refusedPairs':
      return true;
    case 'publishes':
      return isSame(there, given) || continues(there, given);
    default:
      return isSame(withoutEtag(there), withoutEtag(given));
  }
}

/** Whether everything is the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return toCanonicalJson(a) === toCanonicalJson(b);
}

/** Whether a publish begins with all entries of the other, and none of these is missing. */
function continues(there: unknown, given: unknown): boolean {
  if (!isObject(there) || !isObject(given)) return false;
  const [longer, shorter] = [there['entries'], given['entries']];
  return (
    Array.isArray(longer) &&
    Array.isArray(shorter) &&
    shorter.length > 0 &&
    shorter.length === given['next'] &&
    longer.length === there['next'] &&
    shorter.every((entry, index) => isSame(entry, longer[index]))
  );
}

function withoutEtag(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { etag: _etag, ...rest } = value;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
