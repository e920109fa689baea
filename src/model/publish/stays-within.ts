import { serviceKey } from '../workspace/workspace.js';
import type { ChangeSet, GroupChange, PublishWarning } from './change-set.js';
import type { LicenseAdd, Step } from './step.js';

/**
 * Whether a review changes nothing beyond what was confirmed in an earlier one of the same topic: nobody has a step that was
 * not confirmed for that very person, the group gets and loses nothing more, and nobody loses or is touched who was not named.
 */
export function staysWithin(rest: ChangeSet, confirmed: ChangeSet): boolean {
  const isSameTopic =
    rest.kind === confirmed.kind &&
    rest.workspaceId === confirmed.workspaceId &&
    rest.route === confirmed.route;
  return (
    isSameTopic &&
    changesNobodyElse(rest, confirmed) &&
    groupStaysWithin(rest.group, confirmed.group) &&
    rest.warnings.every((warning) => wasWarned(warning, confirmed.warnings))
  );
}

function changesNobodyElse(rest: ChangeSet, confirmed: ChangeSet): boolean {
  const stepsBefore = new Map(confirmed.changes.map(({ userId, steps }) => [userId, steps]));
  return rest.changes.every(({ userId, steps }) => {
    const known = new Set(stepsBefore.get(userId)?.flatMap(listEffects));
    return steps.flatMap(listEffects).every((effect) => known.has(effect));
  });
}

function groupStaysWithin(rest: GroupChange | undefined, confirmed: GroupChange | undefined): boolean {
  if (!rest) return true;
  if (!confirmed) return false;
  // A group that was still to be made has an id afterwards.
  const isSameGroup = confirmed.groupId === undefined || confirmed.groupId === rest.groupId;
  return (
    isSameGroup &&
    isPartOf(rest.add.map(licenseKey), confirmed.add.map(licenseKey)) &&
    isPartOf(rest.remove, confirmed.remove) &&
    isPartOf(rest.bystanders, confirmed.bystanders)
  );
}

function wasWarned({ kind, skuId, userIds }: PublishWarning, confirmed: readonly PublishWarning[]): boolean {
  const before = confirmed.find((each) => each.kind === kind && each.skuId === skuId);
  return isPartOf(userIds, before?.userIds ?? []);
}

/** What a step does, each thing as a text of its own: a write that is left may carry less than the one confirmed. */
function listEffects(step: Step): string[] {
  switch (step.kind) {
    case 'set-country':
      return [`${step.kind} ${step.country}`];
    case 'give-service':
    case 'take-service':
      return [`${step.kind} ${serviceKey(step.service)}`];
    case 'write-licenses':
    case 'await-microsoft':
      return [
        ...step.add.map((license) => `${step.kind} + ${licenseKey(license)}`),
        ...step.remove.map((skuId) => `${step.kind} - ${skuId}`),
      ];
    case 'join':
    case 'leave':
    case 'ask-again':
      return [step.kind];
  }
}

function licenseKey({ skuId, disabledPlans }: LicenseAdd): string {
  return [skuId, ...[...disabledPlans].sort()].join(' ');
}

function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  const known = new Set(whole);
  return part.every((each) => known.has(each));
}
