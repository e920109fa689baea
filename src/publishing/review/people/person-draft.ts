import type { GrantNote } from '../../../model/holding/grant.js';
import type { DirectoryUser, LicenseAssignment } from '../../../model/holding/user.js';
import { isDirect, isWorking } from '../../../model/holding/working-licenses.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import type { OpenPerson } from '../../../model/publish/change-set.js';
import type {
  HeldBefore,
  LicenseAdd,
  LicenseChange,
  ServiceRemoval,
  Step,
} from '../../../model/publish/step.js';
import { bySku } from '../../../model/sort-order.js';
import type { WorkspaceService } from '../../../model/workspace/workspace.js';

/** What changes for one person, before it is put in order. */
export interface DraftParts {
  readonly direct: LicenseChange;
  /** What comes and goes with the workspace's group. */
  readonly throughGroup?: LicenseChange;
  readonly giveServices: readonly WorkspaceService[];
  readonly takeServices: readonly ServiceRemoval[];
  /** Two-letter country to set first; only what the administrator confirmed. */
  readonly country?: string;
  readonly move?: 'join' | 'leave';
  /** Microsoft could not give what the group carries, and now could. */
  readonly asksAgain?: boolean;
}

/** What one person needs, before licenses are counted. */
export interface PersonDraft {
  readonly user: DirectoryUser;
  readonly parts: DraftParts;
  /** What the person had of the plans and services concerned. */
  readonly before: HeldBefore;
  /** Plans of which the change takes a license from those available. */
  readonly needs: readonly string[];
  /** Plans of which the change gives a license back. */
  readonly frees: readonly string[];
  /** Licenses that work, direct and through groups, before and after. */
  readonly licensesBefore: readonly LicenseAdd[];
  readonly licensesAfter: readonly LicenseAdd[];
  /** Plans that the person held before and no workspace gave. */
  readonly heldBefore: readonly string[];
  /** Plans of the group of which the person does not have the apps as they were left. */
  readonly appsChanged?: readonly string[];
}

/** A draft with what stands in its way and what it changes in the record of who gave what. */
export interface ReviewedPerson {
  readonly draft: PersonDraft;
  readonly blocks: readonly BlockedUser[];
  readonly notes?: readonly GrantNote[];
  /** Pending from before. */
  readonly open?: OpenPerson | undefined;
}

export const noLicenses: LicenseChange = { add: [], changed: [], remove: [] };
export const noParts: DraftParts = { direct: noLicenses, giveServices: [], takeServices: [] };

export function isEmptyChange({ add, remove }: Pick<LicenseChange, 'add' | 'remove'>): boolean {
  return add.length + remove.length === 0;
}

/** Whether the draft changes anything in the tenant. */
export function changesAnything({ parts }: Pick<PersonDraft, 'parts'>): boolean {
  return (
    !isEmptyChange(parts.direct) ||
    !isEmptyChange(parts.throughGroup ?? noLicenses) ||
    parts.giveServices.length > 0 ||
    parts.takeServices.length > 0 ||
    parts.move !== undefined ||
    parts.asksAgain === true
  );
}

/** Works out what a change does to the licenses that a person holds and to those that are available. */
export function createDraft(
  user: DirectoryUser,
  parts: DraftParts,
  heldBefore: readonly string[] = [],
): PersonDraft {
  const { direct, throughGroup = noLicenses } = parts;
  const add = [...direct.add, ...throughGroup.add];
  const remove = [...new Set([...direct.remove, ...throughGroup.remove])];
  const working = user.licenses.filter(isWorking);
  const licensesBefore = working.map(toAdd).sort(bySku);
  const touched = new Set([...add.map((license) => license.skuId), ...remove]);
  const licensesAfter =
    touched.size === 0
      ? licensesBefore
      : [
          ...working.filter((license) => !isDirect(license) || !touched.has(license.skuId)).map(toAdd),
          ...add,
        ].sort(bySku);
  return {
    user,
    parts,
    before: {
      licenses: user.licenses
        .filter((license) => isDirect(license) && touched.has(license.skuId))
        .map(toAdd)
        .sort(bySku),
      services: parts.takeServices.map(toService),
      ...(user.usageLocation ? { country: user.usageLocation } : {}),
    },
    needs: add
      .map((license) => license.skuId)
      .filter((skuId) => !working.some((license) => license.skuId === skuId)),
    frees: remove.filter((skuId) => {
      const sources = working.filter((license) => license.skuId === skuId);
      return sources.length > 0 && sources.every(isDirect);
    }),
    licensesBefore,
    licensesAfter,
    heldBefore,
  };
}

/**
 * The parts in the order in which they are done. Who comes to have a plan through the group gives up the direct license
 * afterwards, and who goes over to direct licenses leaves the group when those are there: nobody is without in between.
 */
export function toSteps(parts: DraftParts): Step[] {
  const { direct, throughGroup, giveServices, takeServices, country, move, asksAgain } = parts;
  const write: Step[] = isEmptyChange(direct) ? [] : [{ kind: 'write-licenses', ...direct }];
  const group: Step[] = [
    ...(move ? [{ kind: move }] : []),
    ...(asksAgain ? [{ kind: 'ask-again' as const }] : []),
    ...(throughGroup ? [{ kind: 'await-microsoft' as const, ...throughGroup }] : []),
  ];
  return [
    ...(country ? [{ kind: 'set-country' as const, country }] : []),
    ...(move === 'leave' && direct.add.length > 0 ? [...write, ...group] : [...group, ...write]),
    ...takeServices.map((service) => ({ kind: 'take-service' as const, service })),
    ...giveServices.map((service) => ({ kind: 'give-service' as const, service })),
  ];
}

function toAdd({ skuId, disabledPlans }: LicenseAssignment): LicenseAdd {
  return { skuId, disabledPlans };
}

function toService({ providerId, serviceId, optionId }: ServiceRemoval): WorkspaceService {
  return { providerId, serviceId, ...(optionId === undefined ? {} : { optionId }) };
}
