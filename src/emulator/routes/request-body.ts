import type { WireObject } from '../collection/index.js';
import { GraphFault } from '../graph-error.js';
import type { GraphCall } from './route.js';

/**
 * The JSON object that a request brings.
 *
 * @param names - The properties that the route knows, as Graph spells them: they are taken in any case, at any depth.
 * @throws {GraphFault} 400 when the body is not a JSON object
 */
export function readBody(call: GraphCall, names: readonly string[]): WireObject {
  if (typeof call.body !== 'object' || call.body === null || Array.isArray(call.body))
    throw new GraphFault(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return spellObject(call.body as WireObject, spelling);
}

function spellObject(object: WireObject, spelling: ReadonlyMap<string, string>): WireObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      spelling.get(name.toLowerCase()) ?? name,
      spell(value, spelling),
    ]),
  );
}

function spell(value: unknown, spelling: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => spell(item, spelling));
  return typeof value === 'object' && value !== null ? spellObject(value as WireObject, spelling) : value;
}
