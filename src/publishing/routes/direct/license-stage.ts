import { ProvisioningError, type ErrorCode } from '../../../model/errors.js';
import { toPlan } from '../../../model/holding/entitlement.js';
import { userHolder } from '../../../model/holding/holder.js';
import { directLicense, type DirectoryUser } from '../../../model/holding/user.js';
import { assignLicenseWrite, writeLicensesScopes } from '../../../services/licenses/licenses.js';
import { usersPerRequest } from '../../../services/users/users.js';
import type { Carrying } from '../../loop/carrying.js';
import { sendToGraph } from '../../loop/send.js';
import type { Comparison, StageRules } from '../../loop/stage.js';
import { listLeft } from '../list-left.js';
import type { StepItem } from '../step-item.js';
import { lookAtPeople } from './look-at-people.js';

type Item = StepItem<'write-licenses'>;

/** Writes each person's direct licenses in one `assignLicense`. */
export function createLicenseRules(carrying: Carrying): StageRules<Item> {
  /** Who has a country, as last seen. */
  const located = new Set<string>();
  return {
    send: sendToGraph(carrying.parts, writeLicensesScopes),
    portion: usersPerRequest,
    look: (items) =>
      lookAtPeople(carrying, items, (item, user) => {
        if (user.usageLocation) located.add(user.id);
        return compare(item, user);
      }),
    toUnits: (items) =>
      items.map((item) => ({
        ...assignLicenseWrite(item.change.userId, item.step.add, item.step.remove),
        items: [item],
      })),
    claimOf: (item) => ({
      holder: userHolder(item.change.userId),
      step: 'write-licenses',
      gives: listNew(item).map(toPlan),
      takes: item.step.remove.map(toPlan),
    }),
    skuIdsOf: listNew,
    mayPass: (item, { code }) => isPassing(item, code),
    explain(item, error) {
      // One text of Microsoft's is about several causes: the one that it names is not true of who has a country.
      if (error.code !== 'usage-location-missing' || !located.has(item.change.userId)) return error;
      return new ProvisioningError('request-refused', error.message, {
        ...(error.status === undefined ? {} : { status: error.status }),
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        cause: error,
      });
    },
  };
}

function compare({ change, step }: Item, user: DirectoryUser): Comparison<Item> {
  if (user.licensesUnknown) return { status: 'unreadable' };
  const left = listLeft(step, change.before.licenses, (skuId) => directLicense(user, skuId));
  if (!left) return { status: 'changed' };
  if (left.add.length + left.remove.length === 0) return { status: 'done' };
  const changed = step.changed.filter((id) => left.add.some(({ skuId }) => skuId === id));
  return { status: 'todo', item: { change, step: { ...left, changed } } };
}

/** What was written a moment ago may not be known everywhere: a country, a license taken or freed. */
function isPassing({ change, step }: Item, code: ErrorCode): boolean {
  if (code === 'usage-location-missing') return change.steps.some(({ kind }) => kind === 'set-country');
  if (code === 'no-licenses-left') return change.wave > 0;
  return code === 'license-not-held' && step.remove.length > 0;
}

function listNew({ step }: Item): string[] {
  return step.add.map(({ skuId }) => skuId).filter((skuId) => !step.changed.includes(skuId));
}
