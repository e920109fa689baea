import type { AppInspector } from '../../../model/plan/app-inspector.js';
import type { PublishWarning } from '../../../model/publish/change-set.js';
import { noLicenses, type PersonDraft } from '../people/person-draft.js';

/** What the administrator should see before it happens: lost and smaller mailboxes, people left without any license, licenses held before. */
export function collectWarnings(
  applied: Iterable<PersonDraft>,
  everybody: Iterable<PersonDraft>,
  inspector: AppInspector,
): PublishWarning[] {
  const found = new Map<string, { kind: PublishWarning['kind']; skuId: string; userIds: string[] }>();
  const warn = (kind: PublishWarning['kind'], skuId: string, userId: string): void => {
    const id = `${kind} ${skuId}`;
    const warning = found.get(id);
    if (warning) warning.userIds.push(userId);
    else found.set(id, { kind, skuId, userIds: [userId] });
  };
  for (const draft of everybody)
    for (const skuId of draft.heldBefore) warn('held-before', skuId, draft.user.id);
  for (const draft of applied) {
    const { parts, licensesBefore, licensesAfter, user } = draft;
    const { direct, throughGroup = noLicenses } = parts;
    for (const skuId of draft.appsChanged ?? []) warn('apps-changed', skuId, user.id);
    const removed = [...direct.remove, ...throughGroup.remove];
    const touched = [...removed, ...direct.changed, ...throughGroup.changed];
    if (touched.length === 0) continue;
    const before = inspector.inspect(licensesBefore).mailbox;
    const after = inspector.inspect(licensesAfter).mailbox;
    if (after < before) {
      const skuId = touched.find((id) => gaveMailbox(draft, id, before, inspector)) ?? touched[0]!;
      warn(after === 0 ? 'mailbox-lost' : 'mailbox-shrinks', skuId, user.id);
    }
    if (licensesAfter.length === 0) warn('sole-license-removed', removed[0]!, user.id);
  }
  return [...found.values()]
    .map((warning) => ({ ...warning, userIds: warning.userIds.sort() }))
    .sort((a, b) => (`${a.kind} ${a.skuId}` < `${b.kind} ${b.skuId}` ? -1 : 1));
}

/** Whether the mailbox that the user had came from this plan. */
function gaveMailbox(draft: PersonDraft, skuId: string, size: number, inspector: AppInspector): boolean {
  const held = draft.licensesBefore.filter((license) => license.skuId === skuId);
  return inspector.inspect(held).mailbox === size;
}
