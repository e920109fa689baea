import * as v from 'valibot';
import { blockReasons } from '../../model/publish/block.js';
import { exceptionKey, type Exception } from '../../model/workspace/exception.js';
import { workspaceLimits } from '../../model/workspace/workspace-limits.js';
import {
  workspaceSchemaVersion,
  type Workspace,
  type WorkspaceContent,
} from '../../model/workspace/workspace.js';
import { readRecord, type RecordFormat } from './record-format.js';

/** Ids of the directory and of ours end up in URLs and as property names: letters, digits, dots, dashes, underscores. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]{0,127}$/));

/** Ids that a portal made up; always escaped where they are used. */
const portalId = v.pipe(v.string(), v.minLength(1), v.maxLength(256), v.check(hasNoControls));

const oneLine = (maxLength: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxLength), v.check(hasNoControls));

const stamp = v.object({
  at: v.pipe(
    v.string(),
    v.maxLength(40),
    v.check((text) => text.endsWith('Z') && !Number.isNaN(Date.parse(text))),
  ),
  by: v.union([v.literal(''), id]),
});

const plan = v.object({
  skuId: id,
  apps: v.pipe(v.record(id, v.picklist(['on', 'off'])), v.maxEntries(workspaceLimits.appsPerPlan)),
});

const service = v.object({
  providerId: portalId,
  serviceId: portalId,
  optionId: v.exactOptional(portalId),
});

/** What a workspace gives and to whom. Subscribers and plans named twice count once. */
export const workspaceContentSchema = v.object({
  name: oneLine(workspaceLimits.nameLength),
  description: v.pipe(v.string(), v.maxLength(workspaceLimits.descriptionLength)),
  plans: v.pipe(
    v.array(plan),
    v.maxLength(workspaceLimits.plans),
    v.check((plans) => new Set(plans.map((each) => each.skuId)).size === plans.length),
  ),
  services: v.pipe(v.array(service), v.maxLength(workspaceLimits.services)),
  subscribers: v.pipe(
    v.array(id),
    v.maxLength(workspaceLimits.subscribers),
    v.transform((ids) => [...new Set(ids)]),
  ),
}) satisfies v.GenericSchema<unknown, WorkspaceContent>;

const exception = v.object({
  userId: id,
  kind: v.picklist(['left-out', 'assign-anyway']),
  reason: v.exactOptional(v.picklist(blockReasons)),
  ...stamp.entries,
}) satisfies v.GenericSchema<unknown, Exception>;

/** One of the same. What cannot be read is passed over: it keeps nobody from the workspace. */
const exceptions = v.pipe(
  v.fallback(v.array(v.fallback(v.nullable(exception), null)), []),
  v.maxLength(workspaceLimits.exceptions),
  v.transform((all): readonly Exception[] => {
    const readable = all.filter((each) => each !== null);
    return [...new Map(readable.map((each) => [exceptionKey(each), each])).values()];
  }),
);

const workspaceSchema = v.object({
  schemaVersion: v.literal(workspaceSchemaVersion),
  id,
  draft: workspaceContentSchema,
  published: v.exactOptional(workspaceContentSchema),
  edited: stamp,
  lastPublish: v.exactOptional(v.object({ ...stamp.entries, publishId: id })),
  deleting: v.exactOptional(v.boolean()),
  route: v.picklist(['direct', 'group']),
  groupId: v.exactOptional(id),
  exceptions: v.exactOptional(exceptions),
  acceptedGroup: v.exactOptional(v.object({ groupId: id, ...stamp.entries })),
}) satisfies v.GenericSchema<unknown, Workspace>;

/** How stored workspaces are read. Version 1 is the first, so there is nothing to upgrade yet. */
export const workspaceFormat: RecordFormat<Workspace> = {
  noun: 'workspace',
  versionKey: 'schemaVersion',
  version: workspaceSchemaVersion,
  schema: workspaceSchema,
  upgrades: {},
};

/**
 * Reads a stored or received workspace record. The value is fresh and holds known properties only.
 *
 * @throws {ProvisioningError} `record-unreadable`, `record-newer`
 */
export function parseWorkspace(record: unknown): Workspace {
  return readRecord(workspaceFormat, record);
}

function hasNoControls(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}
