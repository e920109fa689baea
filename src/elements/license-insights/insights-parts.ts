import type { StringsController } from '../../controllers/strings-controller.js';
import type { Finding, FindingItem, KeptItem } from '../../insights/finding.js';
import type { InsightsStrings } from '../../localization/en/usage/license-insights.js';
import type { Actor } from '../../model/actor.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import type { ReclaimItem } from '../../model/publish/change-set.js';
import type { Keep, KeepTarget } from '../../model/usage/keep.js';

/** What a keep form is being filled in for. */
export interface KeepDraft {
  /** Where the form is: the finding, or the list of what is kept. */
  readonly place: string;
  readonly target: KeepTarget;
  readonly reason: string;
  readonly until: string;
  /** Whether it changes one that is there. */
  readonly existing: boolean;
  /** Whether it was sent without a reason. */
  readonly incomplete: boolean;
}

/** What the parts of this element render with. */
export interface InsightsParts {
  readonly strings: StringsController<InsightsStrings>;
  readonly plans: ReadonlyMap<string, Plan>;
  /** The name of a plan that the tenant lists no more, or its id. */
  readonly nameFormer: (skuId: string) => string;
  readonly groupNames: ReadonlyMap<string, string>;
  /** Who decided to keep something, by object id. */
  readonly findActor: (id: string) => Actor;
  readonly money: ((amount: number) => string) | undefined;
  readonly inactiveDays: number;
  readonly unknownSignIns: number;
  readonly now: Date;
  readonly directoryReadAt: Date;
  readonly signInsReadAt: Date | undefined;
  readonly reportAsOf: Date | undefined;
  readonly opened: ReadonlySet<string>;
  /** People of a finding that are listed. */
  readonly shown: (finding: Finding) => number;
  readonly isSelected: (finding: Finding, item: FindingItem) => boolean;
  readonly draft: KeepDraft | undefined;
  readonly onOpen: (finding: Finding) => void;
  readonly onShowMore: (finding: Finding) => void;
  readonly onSelect: (finding: Finding, userId: string) => void;
  /** Whether the host lets the administrator take licenses back. */
  readonly mayReclaim: boolean;
  readonly onReclaim: (items: readonly ReclaimItem[]) => void;
  readonly onShowUsers: (skuId: string) => void;
  readonly onRemind: (finding: Finding) => void;
  readonly onDraft: (draft: KeepDraft | undefined) => void;
  readonly onKeep: () => void;
  readonly onEndKeep: (target: KeepTarget) => void;
}

/** One person of a finding with all the licenses that it is about. */
export interface PersonRow {
  readonly user: DirectoryUser;
  readonly items: readonly (FindingItem | KeptItem)[];
  /** Set when they are kept on purpose. */
  readonly keep?: Keep;
}

/** The people of a finding, kept ones last. Somebody of whom only some licenses are kept appears twice. */
export function listPeople({ items, kept }: Pick<Finding, 'items' | 'kept'>): readonly PersonRow[] {
  return [...groupByPerson(items), ...groupByPerson(kept)];
}

function groupByPerson(items: readonly (FindingItem | KeptItem)[]): PersonRow[] {
  const rows = new Map<string, { user: DirectoryUser; items: (FindingItem | KeptItem)[]; keep?: Keep }>();
  for (const item of items) {
    const row = rows.get(item.user.id);
    if (row) row.items.push(item);
    else
      rows.set(item.user.id, {
        user: item.user,
        items: [item],
        ...('keep' in item ? { keep: item.keep } : {}),
      });
  }
  return [...rows.values()];
}

/**
 * Whether a license can be taken back from here. What a group gives can only be left; a direct license beside it frees
 * nothing, so it is taken where that is put in order.
 */
export function canReclaim({ kind }: Finding, { direct, groupIds }: FindingItem): boolean {
  if (kind === 'assignment-error') return false;
  return direct && (kind === 'direct-and-group' || groupIds.length === 0);
}

/** The licenses of the selected people that can be taken back. */
export function listReclaimable(
  finding: Finding,
  isSelected: InsightsParts['isSelected'],
): readonly ReclaimItem[] {
  return finding.items
    .filter((item) => canReclaim(finding, item) && isSelected(finding, item))
    .map(({ user, skuId }) => ({ userId: user.id, skuId }));
}

/** What a plan is called, also when the tenant does not have it any more. */
export function nameOf(
  { plans, nameFormer }: Pick<InsightsParts, 'plans' | 'nameFormer'>,
  skuId: string | undefined,
): string {
  return skuId === undefined ? '' : (plans.get(skuId)?.name ?? nameFormer(skuId));
}
