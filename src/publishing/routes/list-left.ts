import type { LicenseAssignment } from '../../model/holding/user.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import { sameIds } from '../../model/same-ids.js';

interface Licenses {
  readonly add: readonly LicenseAdd[];
  readonly remove: readonly string[];
}

type Held = LicenseAdd & Partial<Pick<LicenseAssignment, 'state'>>;

/**
 * What of licenses is still to write, compared with what the holder had of them when it was reviewed. A plan that somebody
 * assigned or changed meanwhile is not touched: it is no longer what was reviewed.
 *
 * @param heldOf - what the holder has of a plan now
 * @returns undefined when somebody changed it
 */
export function listLeft<T extends Licenses>(
  licenses: T,
  before: readonly LicenseAdd[],
  heldOf: (skuId: string) => Held | undefined,
): T | undefined {
  const isSame = (held: Held, license: LicenseAdd | undefined): boolean =>
    license !== undefined && sameIds(held.disabledPlans, license.disabledPlans);
  const add: LicenseAdd[] = [];
  for (const license of licenses.add) {
    const held = heldOf(license.skuId);
    if (held && held.state !== 'Error' && isSame(held, license)) continue;
    const earlier = before.find(({ skuId }) => skuId === license.skuId);
    if (held ? !isSame(held, earlier) : earlier) return undefined;
    add.push(license);
  }
  return { ...licenses, add, remove: licenses.remove.filter(heldOf) };
}
