import { sameIds } from '../../../model/same-ids.js';
import type { LicenseAdd } from '../../../model/step.js';
import { directLicense, type DirectoryUser } from '../../../model/user.js';
import { isWorking } from '../../../model/working-licenses.js';
import type { Comparison } from '../../loop/stage.js';
import type { StepItem } from '../step-item.js';

type Item = StepItem<'write-licenses'>;

/**
 * What of a person's direct licenses is still to write, compared with what was there when it was reviewed. A plan that
 * somebody assigned or changed meanwhile is not touched: it is no longer what was reviewed.
 */
export function compareLicenses(item: Item, user: DirectoryUser): Comparison<Item> {
  if (user.licensesUnknown) return { status: 'unreadable' };
  const { change, step } = item;
  const add: LicenseAdd[] = [];
  for (const license of step.add) {
    const held = directLicense(user, license.skuId);
    const before = change.before.licenses.find(({ skuId }) => skuId === license.skuId);
    if (held && isWorking(held) && sameIds(held.disabledPlans, license.disabledPlans)) continue;
    const isAsBefore = held
      ? before !== undefined && sameIds(held.disabledPlans, before.disabledPlans)
      : before === undefined;
    if (!isAsBefore) return { status: 'changed' };
    add.push(license);
  }
  const remove = step.remove.filter((skuId) => directLicense(user, skuId));
  if (add.length + remove.length === 0) return { status: 'done' };
  const changed = step.changed.filter((skuId) => add.some((license) => license.skuId === skuId));
  return { status: 'todo', item: { change, step: { kind: 'write-licenses', add, changed, remove } } };
}
