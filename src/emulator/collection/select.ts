import { GraphFault } from '../graph-error.js';
import type { EntityKind } from './entity-kind.js';
import { badRequest, unknownProperty } from './query-fault.js';

const extensionProperty = /^(extension_[0-9a-f]{32}_\w+|[a-z][A-Za-z0-9]*_[A-Za-z]\w*)$/i;
const prefix = 'Parsing OData Select and Expand failed';

/**
 * The properties to return, in the caller's order; without `$select`, the kind's default.
 *
 * @throws {GraphFault} 400 `BadRequest` for an unknown property, 501 `NotImplemented` on a list for one that can only
 * be read on a single entity
 */
export function parseSelect(
  kind: EntityKind,
  select: string | null,
  read: 'list' | 'single',
): readonly string[] {
  if (select === null) return kind.defaultSelect ?? listDefaults(kind);
  const names = new Set<string>();
  for (const part of select.split(',')) {
    const [name = ''] = part.trim().split('/');
    if (name === '*') for (const each of listDefaults(kind)) names.add(each);
    else names.add(checkName(kind, name, read));
  }
  // Sign-in activity comes from another store, joined by id, so the id comes along.
  if (names.has('signInActivity')) names.add('id');
  return [...names];
}

/** True when a query reads sign-in activity, which has its own page size, quota, scope and license. */
export function readsSignInActivity(
  query: URLSearchParams,
  filtered: readonly (readonly string[])[] | undefined,
): boolean {
  const selected = query.get('$select')?.split(',') ?? [];
  return (
    selected.some((name) => name.trim().split('/')[0] === 'signInActivity') ||
    (filtered ?? []).some(([property]) => property === 'signInActivity')
  );
}

const defaults = new WeakMap<EntityKind, readonly string[]>();

function listDefaults(kind: EntityKind): readonly string[] {
  let names = defaults.get(kind);
  if (!names) {
    const left = new Set([...(kind.selectOnly ?? []), ...(kind.hidden ?? [])]);
    names = Object.keys(kind.properties).filter((name) => !left.has(name));
    defaults.set(kind, names);
  }
  return names;
}

function checkName(kind: EntityKind, name: string, read: 'list' | 'single'): string {
  if (read === 'list' && kind.singleOnly?.includes(name))
    throw new GraphFault(501, 'NotImplemented', 'This operation target is not yet supported.');
  if (kind.properties[name] || extensionProperty.test(name)) return name;
  if (kind.relationships.includes(name))
    throw badRequest(`${prefix}: '${name}' is a relationship; use $expand.`);
  throw unknownProperty(kind, name, prefix);
}
