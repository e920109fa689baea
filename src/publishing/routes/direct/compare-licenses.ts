import type { LicenseAdd, ServiceRemoval } from '../model/publish-plan.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import type { RecordedChange } from './journal.js';
import { sameIds } from './same-ids.js';

/**
 * What of a change is still to do for a user as read now.
 *
 * - `done`: all of it took effect
 * - `todo`: `change` is what is left
 * - `changed`: somebody else changed one of the plans meanwhile, so the change is no longer what was reviewed
 */
export type LeftToDo<C extends RecordedChange = RecordedChange> =
  | { readonly status: 'done' }
  | { readonly status: 'todo'; readonly change: C }
  | { readonly status: 'changed'; readonly skuId: string };

/** @param services - service keys that the user has; leave out when not read: services are then to do again, which does no harm */
export function leftToDo<C extends RecordedChange>(
  change: C,
  user: DirectoryUser,
  services: ReadonlySet<string> = new Set(change.before.services.map(serviceKey)),
): LeftToDo<C> {
  const addLicenses: LicenseAdd[] = [];
  for (const add of change.addLicenses) {
    const held = directLicense(user, add.skuId);
    const before = change.before.licenses.find((license) => license.skuId === add.skuId);
    if (held && held.state !== 'Error' && sameIds(held.disabledPlans, add.disabledPlans)) continue;
    if (held ? !before || !sameIds(held.disabledPlans, before.disabledPlans) : before !== undefined)
      return { status: 'changed', skuId: add.skuId };
    addLicenses.push(add);
  }
  const removeLicenses = change.removeLicenses.filter((skuId) => directLicense(user, skuId));
  const addServices = change.addServices.filter((service) => !services.has(serviceKey(service)));
  const removeServices: readonly ServiceRemoval[] = change.removeServices.filter((service) =>
    services.has(serviceKey(service)),
  );
  if (addLicenses.length + removeLicenses.length + addServices.length + removeServices.length === 0)
    return { status: 'done' };
  const { setUsageLocation, ...rest } = change;
  const setsLocation = addLicenses.length > 0 && !user.usageLocation && setUsageLocation;
  return {
    status: 'todo',
    change: {
      ...(rest as C),
      ...(setsLocation ? { setUsageLocation } : {}),
      addLicenses,
      removeLicenses,
      changedPlans: change.changedPlans.filter((skuId) => addLicenses.some((add) => add.skuId === skuId)),
      addServices,
      removeServices,
    },
  };
}
