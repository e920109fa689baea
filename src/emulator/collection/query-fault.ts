import { GraphFault } from '../graph-error.js';
import { toResourceName, type EntityKind } from './entity-kind.js';

/** The refusals a query can meet, in Graph's words. */

export function unsupportedClause(kind: EntityKind, property: string): GraphFault {
  return new GraphFault(
    400,
    'Request_UnsupportedQuery',
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${toResourceName(kind)}'.`,
  );
}

export function advancedOperator(operator: string): GraphFault {
  return new GraphFault(
    400,
    'Request_UnsupportedQuery',
    `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
  );
}

export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, 'Request_UnsupportedQuery', message);
}

export function unknownProperty(kind: EntityKind, property: string, prefix: string): GraphFault {
  return new GraphFault(
    400,
    'BadRequest',
    `${prefix}: Could not find a property named '${property}' on type 'microsoft.graph.${kind.name}'.`,
  );
}

export function badRequest(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
