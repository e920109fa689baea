import type { GroupChange } from '../model/publish-plan.js';
import type { Step } from '../model/step.js';
import type { PlannedChange, PlannedGroup } from '../store/journal-entry.js';
import { listGained, listLost, toDirectWork } from './group-work.js';
import type { RecordedChange } from './journal.js';

/** A change as the store keeps it: step by step. */
export function toPlannedChange(change: RecordedChange): PlannedChange {
  const { userId, wave, anyway, before, setUsageLocation, group, byGroup } = change;
  const direct = toDirectWork(change);
  const gained = listGained(change);
  const lost = listLost(change);
  const steps: Step[] = [
    ...(setUsageLocation ? [{ kind: 'set-country' as const, country: setUsageLocation }] : []),
    ...(direct.addLicenses.length + direct.removeLicenses.length > 0
      ? [
          {
            kind: 'write-licenses' as const,
            add: direct.addLicenses,
            changed: direct.changedPlans,
            remove: direct.removeLicenses,
          },
        ]
      : []),
    ...change.removeServices.map(({ assignmentId, ...service }) => ({
      kind: 'take-service' as const,
      service,
      ...(assignmentId === undefined ? {} : { assignmentId }),
    })),
    ...change.addServices.map((service) => ({ kind: 'give-service' as const, service })),
    ...(group ? [{ kind: group }] : []),
    ...(byGroup
      ? [
          {
            kind: 'await-microsoft' as const,
            add: gained,
            changed: change.changedPlans.filter((skuId) => byGroup.includes(skuId)),
            remove: lost,
          },
        ]
      : []),
  ];
  const { licenses, services, usageLocation } = before;
  return {
    userId,
    steps,
    wave,
    ...(anyway ? { anyway } : {}),
    before: { licenses, services, ...(usageLocation ? { country: usageLocation } : {}) },
  };
}

/** What `toPlannedChange` was made from. */
export function fromPlannedChange({ userId, steps, wave, anyway, before }: PlannedChange): RecordedChange {
  const ofKind = <K extends Step['kind']>(kind: K) =>
    steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  const [location] = ofKind('set-country');
  const [awaited] = ofKind('await-microsoft');
  const written = [...ofKind('write-licenses'), ...(awaited ? [awaited] : [])];
  const group = ofKind('join').length > 0 ? 'join' : ofKind('leave').length > 0 ? 'leave' : undefined;
  const { licenses, services, country } = before;
  return {
    userId,
    addLicenses: written.flatMap(({ add }) => add),
    removeLicenses: written.flatMap(({ remove }) => remove),
    changedPlans: written.flatMap(({ changed }) => changed),
    addServices: ofKind('give-service').map(({ service }) => service),
    removeServices: ofKind('take-service').map(({ service, assignmentId }) => ({
      ...service,
      ...(assignmentId === undefined ? {} : { assignmentId }),
    })),
    ...(location ? { setUsageLocation: location.country } : {}),
    wave,
    ...(anyway ? { anyway } : {}),
    ...(group ? { group } : {}),
    ...(awaited ? { byGroup: [...awaited.add.map(({ skuId }) => skuId), ...awaited.remove] } : {}),
    before: { licenses, services, ...(country ? { usageLocation: country } : {}) },
  };
}

export function toPlannedGroup({
  groupId,
  addLicenses,
  removeLicenses,
  before,
  bystanders,
}: GroupChange): PlannedGroup {
  return { ...(groupId ? { groupId } : {}), add: addLicenses, remove: removeLicenses, before, bystanders };
}

export function fromPlannedGroup({ groupId, add, remove, before, bystanders }: PlannedGroup): GroupChange {
  return { ...(groupId ? { groupId } : {}), addLicenses: add, removeLicenses: remove, before, bystanders };
}
