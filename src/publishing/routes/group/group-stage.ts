import { toProvisioningError, type ErrorCode } from '../../../model/errors.js';
import { toPlan } from '../../../model/holding/entitlement.js';
import { groupHolder } from '../../../model/holding/holder.js';
import type { GroupChange } from '../../../model/publish/change-set.js';
import type { LicenseAdd } from '../../../model/publish/step.js';
import { assignGroupLicenseWrite, getGroupLicensing } from '../../../services/groups/group-licensing.js';
import { createWorkspaceGroup, getGroupByUniqueName } from '../../../services/groups/groups.js';
import { writeLicensesScopes } from '../../../services/licenses/licenses.js';
import type { Carrying } from '../../loop/carrying.js';
import { isSessionError } from '../../loop/early-stop.js';
import { sendToGraph } from '../../loop/send.js';
import type { Comparison, StageRules } from '../../loop/stage.js';
import { isEmptyChange } from '../../review/people/person-draft.js';
import { listLeft } from '../list-left.js';
import { ifKnown } from './if-known.js';

/** What the workspace's group is to carry. */
export interface GroupItem extends Pick<GroupChange, 'add' | 'remove' | 'before'> {
  readonly groupId: string;
  /** It was just made: not everybody knows of it. */
  readonly isNew: boolean;
}

const passingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-found',
  'license-not-held',
  'conflict',
]);

/** Puts the plans on the group, and takes those off that it is to carry no longer, in one write. */
export function createGroupRules(carrying: Carrying): StageRules<GroupItem> {
  const { graph, recent } = carrying.parts;
  return {
    send: sendToGraph(carrying.parts, writeLicensesScopes),
    portion: 1,
    async look([item]) {
      if (!item) return undefined;
      const { groupId, isNew } = item;
      const licenses = await carrying.look(async (options) => {
        const asked = getGroupLicensing(graph, groupId, options);
        const { licenses: read } = await (isNew ? ifKnown(asked, { licenses: [] }) : asked);
        return recent.showOnGroup({ groupId, members: new Set(), licenses: read }).licenses;
      });
      return licenses && ((each) => compareGroup(each, licenses));
    },
    toUnits: (items) =>
      items.map((item) => ({
        ...assignGroupLicenseWrite(item.groupId, item.add, item.remove),
        items: [item],
      })),
    claimOf: ({ groupId, add, remove, before }) => ({
      holder: groupHolder(groupId),
      step: 'write-licenses',
      // What it carried before is not ours, whatever its apps are now.
      gives: add
        .filter(({ skuId }) => !before.some((each) => each.skuId === skuId))
        .map(({ skuId }) => toPlan(skuId)),
      takes: remove.map(toPlan),
    }),
    mayPass: (_item, { code }) => passingCodes.has(code),
  };
}

function compareGroup(item: GroupItem, licenses: readonly LicenseAdd[]): Comparison<GroupItem> {
  const left = listLeft(item, item.before, (id) => licenses.find(({ skuId }) => skuId === id));
  if (!left) return { status: 'changed' };
  return isEmptyChange(left) ? { status: 'done' } : { status: 'todo', item: left };
}

/** How long to wait, in milliseconds, before looking for a group whose making was not answered. */
const findDelaysMs = [2_000, 5_000, 10_000, 20_000, 30_000] as const;

/**
 * Makes the workspace's group. Its name is on record before, so that it is found again when the answer is lost.
 *
 * @param name - what nobody can guess
 * @returns undefined when it could not be made; the publish is stopped then
 */
export async function makeGroup(
  carrying: Carrying,
  name: string,
  workspaceName: string,
): Promise<string | undefined> {
  const { graph, subject } = carrying.parts;
  await carrying.record((recorder) => recorder.append([{ kind: 'group', name }]));
  for (let attempt = 0; !carrying.stopped; attempt += 1)
    try {
      const { id } = await createWorkspaceGroup(
        graph,
        { uniqueName: name, name: workspaceName },
        { subject },
      );
      return id;
    } catch (thrown) {
      const error = toProvisioningError(thrown);
      if (isSessionError(error) && (await carrying.pause(error))) continue;
      const delayMs = findDelaysMs[attempt];
      if (delayMs === undefined || !(error.open || error.retryable)) {
        carrying.stop(error);
        break;
      }
      await carrying.sleep(delayMs);
      const made = await carrying.look((options) => getGroupByUniqueName(graph, name, options));
      if (made) return made.id;
    }
  return undefined;
}
