import { membersPerWrite } from '../../../microsoft/request-limits.js';
import type { ErrorCode, ProvisioningError } from '../../../model/errors.js';
import { toMembership } from '../../../model/holding/entitlement.js';
import { userHolder } from '../../../model/holding/holder.js';
import {
  addMembersWrites,
  removeMemberWrite,
  writeGroupMembersScopes,
} from '../../../services/groups/group-members.js';
import { readGroupMembers } from '../../../services/groups/licensed-group.js';
import type { Carrying } from '../../loop/carrying.js';
import { sendToGraph } from '../../loop/send.js';
import { trustAnswer, type Comparison, type StageRules } from '../../loop/stage.js';
import type { StepItem } from '../step-item.js';
import { ifKnown } from './if-known.js';

type Item = StepItem<'join'> | StepItem<'leave'>;

/** Not all of Microsoft's machines know at once that a group is there. */
const passingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'conflict']);

/** What Microsoft answers who is in the group already, or not in it: whether so, and by whom, a look shows. */
const movedCodes = { join: 'already-assigned', leave: 'not-found' } as const;

/** Lets people into the workspace's group and out of it. */
export function createMoveRules(
  carrying: Carrying,
  { groupId, isNew }: { readonly groupId: string; /** It was just made. */ readonly isNew: boolean },
): StageRules<Item> {
  const { graph, recent, recorder } = carrying.parts;
  const membership = toMembership(groupId);
  let isKnown = !isNew;
  return {
    send: sendToGraph(carrying.parts, writeGroupMembersScopes),
    // The whole group is read for each.
    portion: 8_000,
    async look() {
      const found = await carrying.look(async (options) => {
        const asked = readGroupMembers(graph, groupId, options);
        return { members: await (isNew ? ifKnown(asked, undefined) : asked) };
      });
      if (!found) return undefined;
      isKnown ||= found.members !== undefined;
      // Nobody can be in a group that nobody knows yet.
      const { members: read = new Set<string>() } = found;
      const shown = recent.showOnGroup({ groupId, members: read, licenses: [] }).members;
      return (item) => {
        const compare = (members: ReadonlySet<string>): Comparison<Item> =>
          members.has(item.change.userId) === (item.step.kind === 'join')
            ? { status: 'done' }
            : { status: 'todo', item };
        const isOurs = recorder.hasClaimed(userHolder(item.change.userId), item.step.kind);
        return trustAnswer(compare(read), compare(shown), isOurs);
      };
    },
    toUnits(items, alone) {
      const joining = items.filter(({ step }) => step.kind === 'join');
      const size = alone ? 1 : membersPerWrite;
      const joins = addMembersWrites(
        graph,
        groupId,
        joining.map(({ change }) => change.userId),
        size,
      );
      return [
        ...items
          .filter(({ step }) => step.kind === 'leave')
          .map((item) => ({ ...removeMemberWrite(groupId, item.change.userId), items: [item] })),
        ...joins.map((write, at) => ({ ...write, items: joining.slice(at * size, (at + 1) * size) })),
      ];
    },
    claimOf: (item) => ({
      holder: userHolder(item.change.userId),
      step: item.step.kind,
      gives: item.step.kind === 'join' ? [membership] : [],
      takes: item.step.kind === 'leave' ? [membership] : [],
    }),
    // What came from the group is gone when Microsoft has taken it.
    leavesOpen: ({ change, step }) =>
      step.kind === 'leave' && change.steps.some(({ kind }) => kind === 'await-microsoft'),
    mayPass: ({ step }, { code }: ProvisioningError, company) =>
      company === 1
        ? code === movedCodes[step.kind] || (isNew && passingCodes.has(code))
        : !isKnown && passingCodes.has(code),
  };
}
