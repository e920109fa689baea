import { GraphFault } from '../graph-error.js';

/**
 * The ids in references such as `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
 *
 * @param value - One reference or an array of them; undefined for none.
 * @param hosts - Whose references are accepted: the Graph of this cloud, and the host that was asked.
 * @throws {GraphFault} 400 for anything else
 */
export function parseReferences(value: unknown, hosts: readonly string[]): string[] {
  if (value === undefined) return [];
  const references = Array.isArray(value) ? (value as unknown[]) : [value];
  return references.map((reference) => {
    const id = typeof reference === 'string' ? parseReference(reference, hosts) : undefined;
    if (id === undefined)
      throw new GraphFault(
        400,
        'BadRequest',
        'Invalid entity reference: an absolute URL of a directory object of this cloud is needed.',
      );
    return id;
  });
}

const pattern =
  /^https?:\/\/([^/]+)\/(?:v1\.0|beta)\/(?:directoryObjects|users|groups|servicePrincipals)[/(]'?([0-9a-f-]{36})/i;

function parseReference(reference: string, hosts: readonly string[]): string | undefined {
  const [, host = '', id] = pattern.exec(reference) ?? [];
  return hosts.includes(host.toLowerCase()) ? id?.toLowerCase() : undefined;
}
