import * as v from 'valibot';
import type { Step } from '../../model/publish/step.js';
import type { PlannedChange, PlannedGroup } from '../journal/journal-entry.js';
import { count, id, ids, licenseAdd, service } from './fields.js';

const step = v.variant('kind', [
  v.object({ kind: v.literal('set-country'), country: id }),
  v.object({ kind: v.literal('write-licenses'), add: v.array(licenseAdd), changed: ids, remove: ids }),
  v.object({ kind: v.literal('give-service'), service }),
  v.object({
    kind: v.literal('take-service'),
    service: v.object({ ...service.entries, assignmentId: v.exactOptional(id) }),
  }),
  v.object({ kind: v.literal('join') }),
  v.object({ kind: v.literal('leave') }),
  v.object({ kind: v.literal('ask-again') }),
  v.object({ kind: v.literal('await-microsoft'), add: v.array(licenseAdd), changed: ids, remove: ids }),
]) satisfies v.GenericSchema<unknown, Step>;

export const plannedChange = v.object({
  userId: id,
  steps: v.array(step),
  needs: v.exactOptional(ids),
  frees: v.exactOptional(ids),
  wave: count,
  anyway: v.exactOptional(v.array(v.tuple([id, id]))),
  before: v.object({
    licenses: v.array(licenseAdd),
    services: v.array(service),
    country: v.exactOptional(id),
  }),
}) satisfies v.GenericSchema<unknown, PlannedChange>;

export const plannedGroup = v.object({
  groupId: v.exactOptional(id),
  add: v.array(licenseAdd),
  remove: ids,
  before: v.array(licenseAdd),
  bystanders: ids,
}) satisfies v.GenericSchema<unknown, PlannedGroup>;
