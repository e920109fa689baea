import * as v from 'valibot';
import type { Entitlement } from '../../model/holding/entitlement.js';
import type { Holder } from '../../model/holding/holder.js';
import type { PublishKind } from '../../model/publish/publish-kind.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import type { WorkspaceService } from '../../model/workspace/workspace.js';

/** Ids of the directory, of ours and of portals. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

export const publishKind = v.picklist(['publish', 'undo', 'reclaim']) satisfies v.GenericSchema<
  unknown,
  PublishKind
>;

export const ids = v.array(id);

/** A number of things, or a number in a row of them. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** ISO 8601, UTC. */
export const moment = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

/** A day, ISO 8601. */
export const day = v.pipe(v.string(), v.isoDate());

/** Words for people. What is too long is cut, never refused; halves of characters are left out. */
export const text = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.transform((words) => words.slice(0, maxLength).replaceAll(/\p{Cs}/gu, '')),
  );

export const service = v.object({
  providerId: id,
  serviceId: id,
  optionId: v.exactOptional(id),
}) satisfies v.GenericSchema<unknown, WorkspaceService>;

/** A license to give. */
export const licenseAdd = v.object({ skuId: id, disabledPlans: ids }) satisfies v.GenericSchema<
  unknown,
  LicenseAdd
>;

export const entitlement = v.variant('kind', [
  v.object({ kind: v.literal('plan'), skuId: id }),
  v.object({ kind: v.literal('service'), ...service.entries }),
  v.object({ kind: v.literal('membership'), groupId: id }),
]) satisfies v.GenericSchema<unknown, Entitlement>;

export const holder = v.variant('kind', [
  v.object({ kind: v.literal('user'), userId: id }),
  v.object({ kind: v.literal('group'), groupId: id }),
]) satisfies v.GenericSchema<unknown, Holder>;
