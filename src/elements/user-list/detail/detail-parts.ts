import type { ProviderController } from '../../../controllers/provider-controller.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { UserListStrings } from '../../../localization/en/people/user-list.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { Plan } from '../../../model/plan/plan.js';
import type { ReclaimItem } from '../../../model/publish/change-set.js';
import type { StoredWorkspace } from '../../../store/store.js';
import type { DetailController } from './detail-controller.js';

/** What the details of a user render with. */
export interface DetailParts {
  readonly provider: ProviderController;
  readonly strings: StringsController<UserListStrings>;
  readonly detail: DetailController;
  readonly user: DirectoryUser;
  /** The plan that was opened, by SKU id; empty when none was. */
  readonly skuId: string;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly workspaces: readonly StoredWorkspace[];
  readonly onReclaim: (items: readonly ReclaimItem[]) => void;
  readonly onSubscribe: () => void;
  /** @param workspaceId - the workspace to leave, where it is known */
  readonly onUnsubscribe: (workspaceId?: string) => void;
  readonly onShowHolders: (skuId: string) => void;
  readonly onClose: () => void;
}

/** What a plan is called, also when the tenant does not have it any more. */
export function nameOfPlan(
  { plans, provider }: Pick<DetailParts, 'plans' | 'provider'>,
  skuId: string,
): string {
  return plans.get(skuId)?.name ?? provider.nameFormerPlan(skuId);
}
