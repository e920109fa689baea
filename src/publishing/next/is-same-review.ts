import type { ChangeSet, GroupChange } from '../../model/publish/change-set.js';
import { toCanonicalJson } from '../../store/canonical-json.js';
import type { Review } from '../review/review.js';

/**
 * Whether two reviews say that the same happens to the same people, with the same to look at: who confirmed the one has
 * confirmed the other. When it was read, how licenses are counted and in which order people come says nothing of that.
 */
export function isSameReview(a: Review, b: Review): boolean {
  return describe(a.changeSet) === describe(b.changeSet);
}

function describe(changeSet: ChangeSet): string {
  const { kind, route, workspaceId = null, changes, blocked, warnings, leftOut, open, notes } = changeSet;
  const { unproven, group } = changeSet;
  return toCanonicalJson([
    [kind, route, workspaceId],
    sortTexts(
      changes.map(({ userId, steps, needs, frees, wave, anyway = [] }) =>
        toCanonicalJson([userId, steps, sortTexts(needs), sortTexts(frees), wave, anyway]),
      ),
    ),
    sortTexts(blocked.map(toCanonicalJson)),
    sortTexts(
      warnings.map(({ kind: warned, skuId, userIds }) =>
        toCanonicalJson([warned, skuId, sortTexts(userIds)]),
      ),
    ),
    sortTexts(leftOut),
    sortTexts(open.map(({ userId, waitsFor }) => toCanonicalJson([userId, waitsFor]))),
    sortTexts(notes.map(toCanonicalJson)),
    sortTexts(unproven),
    group ? describeGroup(group) : null,
  ]);
}

function describeGroup(group: GroupChange): unknown {
  const { groupId, add, remove, bystanders, strangers, isLast } = group;
  return [
    groupId ?? null,
    sortTexts(add.map(toCanonicalJson)),
    sortTexts(remove),
    sortTexts(bystanders),
    sortTexts(strangers.map(({ userId }) => userId)),
    isLast ?? false,
  ];
}

function sortTexts(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
