import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { ProvisioningError } from '../model/errors.js';
import {
  addGroupExtension,
  listGroupExtensions,
  removeGroupExtension,
  type GroupExtension,
} from '../services/group-extensions.js';
import { deleteGroup } from '../services/groups.js';
import { decodeRecord, type GraphRecord, type StoredSubscribers } from './graph-record.js';

/** One version of a workspace, stored as an open extension whose name ends in its number. */
export interface Revision {
  readonly number: number;
  readonly record: GraphRecord;
}

const namePrefix = 'com.o365provisioning.workspace.';

/** The versions stored with a group, the current one last. There are two at most. */
export async function readRevisions(
  graph: GraphClient,
  groupId: string,
  options: CallOptions = {},
): Promise<readonly Revision[]> {
  const extensions = await listGroupExtensions(graph, groupId, options);
  const revisions = await Promise.all(extensions.filter(isRevision).map(toRevision));
  return revisions.sort((a, b) => a.number - b.number);
}

/**
 * Stores a version under its number. Graph lets only one have a number: who comes second wrote on top of an old version.
 *
 * @returns whether this version is the current one now
 */
export async function addRevision(
  graph: GraphClient,
  groupId: string,
  { number, record }: Revision,
  data: string,
): Promise<boolean> {
  let refusal: ProvisioningError | undefined;
  try {
    await addGroupExtension(graph, groupId, { name: `${namePrefix}${number}`, values: { data } });
  } catch (thrown) {
    if (!(thrown instanceof ProvisioningError && ['conflict', 'request-refused'].includes(thrown.code)))
      throw thrown;
    refusal = thrown;
  }
  const revisions = await readShownRevisions(graph, groupId);
  const stored = revisions.find((each) => each.number === number);
  // A conflict may be the echo of our own write, sent twice because the first answer got lost; `stored` tells.
  if (refusal?.code === 'conflict' && !stored) return false;
  if (refusal && !stored) throw refusal;
  const current = revisions.at(-1);
  const ours = stored === undefined || stored.record.nonce === record.nonce;
  return ours && (current === undefined || current.number <= number);
}

/** What Graph shows of the versions: nothing yet of a group that was made a moment ago. */
async function readShownRevisions(graph: GraphClient, groupId: string): Promise<readonly Revision[]> {
  try {
    return await readRevisions(graph, groupId);
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && thrown.code === 'not-found') return [];
    throw thrown;
  }
}

/** Removes the versions before the current one, and the rosters that only they use. */
export async function removeOldRevisions(
  graph: GraphClient,
  groupId: string,
  revisions: readonly Revision[],
): Promise<void> {
  const current = revisions.at(-1);
  if (!current) return;
  const inUse = new Set(listRosters(current.record));
  for (const { number, record } of revisions.slice(0, -1)) {
    for (const roster of listRosters(record)) if (!inUse.has(roster)) await deleteGroup(graph, roster);
    await removeGroupExtension(graph, groupId, `${namePrefix}${number}`);
  }
}

/** The rosters that a version uses. */
export function listRosters({ draft, published }: GraphRecord): string[] {
  const all = [draft, published].flatMap((stored: StoredSubscribers | undefined) => stored?.roster ?? []);
  return [...new Set(all)];
}

function isRevision({ name }: GroupExtension): boolean {
  return name.startsWith(namePrefix) && /^\d{1,9}$/.test(name.slice(namePrefix.length));
}

async function toRevision({ name, values }: GroupExtension): Promise<Revision> {
  return {
    number: Number(name.slice(namePrefix.length)),
    record: await decodeRecord(values['data'] ?? ''),
  };
}
