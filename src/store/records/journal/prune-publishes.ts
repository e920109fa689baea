import type { PublishHead, PublishSummary } from '../../journal/journal-entry.js';
import { findOpenClaims, type KnownPublish } from '../../journal/open-claims.js';
import { readUnlessDamaged } from '../../schema/record.js';
import type { Rows } from '../database.js';
import { getField } from '../store-parts.js';
import { deletePublishes, listEntriesOfEach, listPublishRows, readPublish } from './publish-rows.js';

/** A publish that can be read. */
interface ReadablePublish extends KnownPublish {
  readonly summary: PublishSummary;
}

/**
 * Forgets publishes that finished before a date (ISO 8601, UTC). Never one that left something open; nor what the last
 * publish of a workspace is undone from: that publish, and those that it resumed or retried; nor what proves a stored
 * workspace's published content and group.
 *
 * @returns how many
 */
export async function prunePublishes(tables: Rows, before: string): Promise<number> {
  const publishes = await readPublishes(tables);
  const summaries = publishes.map(({ summary }) => summary);
  const kept = new Set([
    ...findOpenClaims(publishes).publishes,
    ...findUndoable(summaries),
    ...(await findProofs(tables, summaries)),
  ]);
  const limit = Date.parse(before);
  const old = publishes.filter(
    ({ publishId, summary: { finished } }) =>
      finished && Date.parse(finished.at) < limit && !kept.has(publishId),
  );
  await deletePublishes(
    tables,
    old.map(({ publishId }) => publishId),
  );
  return old.length;
}

/** All publishes that can be read, the one started first first. */
export async function readPublishes(tables: Rows): Promise<readonly ReadablePublish[]> {
  const found: ReadablePublish[] = [];
  const rows = await listPublishRows(tables);
  const entriesOf = await listEntriesOfEach(
    tables,
    rows.map(({ publishId }) => publishId),
  );
  for (const publish of rows) {
    const read = readUnlessDamaged(() => readPublish(publish, entriesOf(publish.publishId)));
    if (read) found.push({ publishId: publish.publishId, ...read });
  }
  return found;
}

/** Of every workspace the publish that finished last, with all that it stands on. */
function findUndoable(summaries: readonly PublishSummary[]): ReadonlySet<string> {
  const heads = new Map(summaries.map(({ head }) => [head.publishId, head]));
  const last = new Map<string | undefined, PublishHead>();
  for (const { head, finished } of summaries) if (finished) last.set(head.workspaceId, head);
  const kept = new Set<string>();
  for (const head of last.values())
    for (let each: PublishHead | undefined = head; each && !kept.has(each.publishId);) {
      kept.add(each.publishId);
      each = each.of === undefined ? undefined : heads.get(each.of);
    }
  return kept;
}

/** Of every workspace that is stored, readable or not, the publish that it names and the last one that has its group. */
async function findProofs(tables: Rows, summaries: readonly PublishSummary[]): Promise<readonly string[]> {
  const withGroup = new Map<string | undefined, string>();
  for (const { head, group } of summaries) if (group) withGroup.set(head.workspaceId, head.publishId);
  const stored = await tables.list('workspaces');
  return stored.flatMap(({ key, value }) => {
    const named = getField(getField(getField(value, 'workspace'), 'lastPublish'), 'publishId');
    const proofs = [named, withGroup.get(String(key[0]))];
    return proofs.filter((each) => typeof each === 'string');
  });
}
