import { GraphFault } from '../graph-error.js';
import type { EntityKind } from './entity-kind.js';
import type { Derivation, Entity, Expansion, WireObject } from './entity.js';
import { badRequest } from './query-fault.js';

/** Items of a relationship that one `$expand` returns; there is no next link. */
const maxExpanded = 20;

interface ExpandedRelationship<T extends Entity> {
  readonly name: string;
  readonly read: Expansion<T>;
  readonly select: readonly string[] | undefined;
}

/** Makes JSON of entities: the selected properties, and what is expanded. */
export class Projection<T extends Entity> {
  readonly #expanded: readonly ExpandedRelationship<T>[];

  /** @throws {GraphFault} 400 for an `$expand` that is not supported */
  constructor(
    private readonly kind: EntityKind,
    private readonly select: readonly string[],
    expand: string | null,
    private readonly derived: Readonly<Record<string, Derivation<T>>>,
    expansions: Readonly<Record<string, Expansion<T>>>,
  ) {
    this.#expanded = expand === null ? [] : parseExpand(kind, expand, expansions);
  }

  project(entity: T): WireObject {
    const wire: WireObject = {};
    for (const name of this.select) {
      const value = this.derived[name]?.(entity) ?? (entity as Readonly<Record<string, unknown>>)[name];
      if (this.kind.hidden?.includes(name)) continue;
      if (value !== undefined) wire[name] = value;
      else if (!this.kind.omitWhenAbsent?.includes(name)) wire[name] = this.#emptyValue(name);
    }
    for (const { name, read, select } of this.#expanded) {
      const value = read(entity, select);
      wire[name] = Array.isArray(value) ? value.slice(0, maxExpanded) : (value ?? null);
    }
    return wire;
  }

  #emptyValue(name: string): unknown {
    return this.kind.properties[name]?.endsWith('[]') ? [] : null;
  }
}

function parseExpand<T extends Entity>(
  kind: EntityKind,
  text: string,
  expansions: Readonly<Record<string, Expansion<T>>>,
): ExpandedRelationship<T>[] {
  const parts = text.split(/,(?![^(]*\))/);
  if (parts.length > 1 && kind.directory)
    throw new GraphFault(400, 'ExpandNotSupported', 'Only one relationship can be expanded in a request.');
  return parts.map((part) => {
    const match = /^\s*(\w+)(?:\(\$select=([\w,\s]+)\))?\s*$/.exec(part);
    const name = match?.[1];
    if (!name) throw badRequest(`Parsing OData Select and Expand failed: Syntax error in '${part}'.`);
    const read = expansions[name];
    if (read) return { name, read, select: match[2]?.split(',').map((each) => each.trim()) };
    if (!kind.relationships.includes(name))
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${kind.name}'.`,
      );
    throw new GraphFault(
      400,
      'ExpandNotSupported',
      `Expand is not supported for the relationship '${name}'.`,
    );
  });
}
