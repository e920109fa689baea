import type { UserChange } from '../../model/publish/change-set.js';
import {
  journalSchemaVersion,
  type JournalEntry,
  type PlannedChange,
  type PublishHead,
} from '../../store/journal/journal-entry.js';
import type { Review, ReviewTopic } from '../review/review.js';

/** Entries with more changes than this are hard to store in one piece. */
const changesPerEntry = 1_000;

/** What the journal has to know before the first request leaves. */
export function listFirstEntries(
  { topic, changeSet }: Review,
  about: Pick<PublishHead, 'publishId' | 'by' | 'startedAt'>,
): JournalEntry[] {
  const { changes, group, notes } = changeSet;
  const { workspace } = topic;
  const { content, contentBefore } = listContents(topic);
  const of = topic.kind === 'undo' ? topic.record.head.publishId : topic.of;
  const head: PublishHead = {
    schemaVersion: journalSchemaVersion,
    ...about,
    ...(workspace?.id ? { workspaceId: workspace.id } : {}),
    workspaceName: workspace?.draft.name ?? '',
    kind: topic.kind,
    reverts: topic.kind === 'undo',
    route: changeSet.route,
    ...(of === undefined ? {} : { of }),
    peopleCount: changes.length,
    blockedCount: changeSet.blocked.length,
  };
  const assigned = changeSet.licenses.map(({ skuId, assignedBefore }) => [skuId, assignedBefore] as const);
  const entries: JournalEntry[] = [
    {
      kind: 'started',
      head,
      ...(content ? { content } : {}),
      ...(contentBefore ? { contentBefore } : {}),
    },
    { kind: 'planned', changes: [], assigned: Object.fromEntries(assigned) },
  ];
  if (group) {
    const { memberCount: _count, strangers: _strangers, isLast: _last, ...planned } = group;
    entries.push({ kind: 'planned', group: planned, changes: [] });
  }
  for (let at = 0; at < changes.length; at += changesPerEntry)
    entries.push({ kind: 'planned', changes: changes.slice(at, at + changesPerEntry).map(toPlanned) });
  if (notes.length > 0) entries.push({ kind: 'noted', notes });
  return entries;
}

/** What becomes the published content when the publish is through, and what it is now. */
export function listContents(topic: ReviewTopic) {
  if (topic.kind === 'reclaim') return {};
  const { draft, deleting, published: contentBefore } = topic.workspace;
  const content = topic.kind === 'undo' ? topic.record.contentBefore : deleting ? undefined : draft;
  return { content, contentBefore };
}

/** Ids only; nothing personal. */
function toPlanned({ userId, steps, needs, frees, wave, anyway, before }: UserChange): PlannedChange {
  return { userId, steps, needs, frees, wave, ...(anyway ? { anyway } : {}), before };
}
