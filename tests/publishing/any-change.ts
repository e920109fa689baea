import fc from 'fast-check';
import type { PublishRoute, WorkspaceService } from '../../src/model/workspace.js';
import type { RecordedChange } from '../../src/publishing/journal.js';

export const skuIds = ['power-bi', 'visio', 'project', 'teams'];

export const services: readonly WorkspaceService[] = [
  { providerId: 'desktops', serviceId: 'standard' },
  { providerId: 'desktops', serviceId: 'large', optionId: 'gpu' },
];

/** Any change of a user, as a route may plan it. */
export function anyChange(userId: string, route: PublishRoute): fc.Arbitrary<RecordedChange> {
  const disabledPlans = fc.subarray(['app-1', 'app-2']);
  const anyPlans = fc
    .tuple(
      fc.array(fc.constantFrom('add', 'change', 'remove', 'none'), {
        minLength: skuIds.length,
        maxLength: skuIds.length,
      }),
      fc.array(disabledPlans, { minLength: skuIds.length, maxLength: skuIds.length }),
    )
    .map(([acts, apps]) => {
      const of = (...wanted: string[]): string[] =>
        skuIds.filter((_, index) => wanted.includes(acts[index] ?? ''));
      const toAdd = (skuId: string) => ({ skuId, disabledPlans: apps[skuIds.indexOf(skuId)] ?? [] });
      return {
        addLicenses: of('add', 'change').map(toAdd),
        changedPlans: of('change'),
        removeLicenses: of('remove'),
      };
    });
  const anyServices = fc
    .tuple(fc.constantFrom('add', 'remove', 'none'), fc.constantFrom('add', 'remove', 'none'), fc.boolean())
    .map(([...acts]) => ({
      addServices: services.filter((_, index) => acts[index] === 'add'),
      removeServices: services
        .filter((_, index) => acts[index] === 'remove')
        .map((service) => ({ ...service, ...(acts[2] ? { assignmentId: `${userId}-1` } : {}) })),
    }));
  const anyRest = fc.record(
    {
      setUsageLocation: fc.constantFrom('US', 'IS'),
      anyway: fc.constant([['app-1', 'app-2'] as const]),
    },
    { requiredKeys: [] },
  );
  const anyBefore = fc.record(
    {
      licenses: fc.constant([{ skuId: 'visio', disabledPlans: ['app-1'] }]),
      services: fc.subarray([...services]),
      usageLocation: fc.constantFrom('US', 'IS'),
    },
    { requiredKeys: ['licenses', 'services'] },
  );
  const anyDirect = fc
    .tuple(anyPlans, anyServices, anyRest, fc.record({ wave: fc.nat(2), before: anyBefore }))
    .map((parts): RecordedChange => Object.assign({ userId }, ...parts) as RecordedChange);
  if (route === 'direct') return anyDirect;
  return fc
    .tuple(
      anyDirect,
      fc.subarray(skuIds),
      fc.constantFrom('join' as const, 'leave' as const, undefined),
      fc.boolean(),
    )
    .map(([change, through, group, replaces]): RecordedChange => {
      const { addLicenses, removeLicenses, changedPlans } = change;
      const touched = [...addLicenses.map(({ skuId }) => skuId), ...removeLicenses];
      const byGroup = touched.filter((skuId) => through.includes(skuId));
      // What the group gives in place of a direct license is in both lists.
      const replaced = addLicenses
        .map(({ skuId }) => skuId)
        .filter((skuId) => replaces && byGroup.includes(skuId) && !changedPlans.includes(skuId));
      return {
        ...change,
        removeLicenses: [...removeLicenses, ...replaced],
        ...(group ? { group } : {}),
        byGroup,
      };
    });
}

/** The same change with everything in an order of its own: lists of plans and services have none. */
export function inOrder({ byGroup, ...change }: RecordedChange): RecordedChange {
  const bySku = <T extends { readonly skuId: string }>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  return {
    ...change,
    addLicenses: bySku(change.addLicenses),
    removeLicenses: [...change.removeLicenses].sort(),
    changedPlans: [...change.changedPlans].sort(),
    ...(byGroup ? { byGroup: [...byGroup].sort() } : {}),
  };
}
