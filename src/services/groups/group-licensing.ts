import * as v from 'valibot';
import type { CallOptions, GraphClient, GraphWrite } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { largestPage } from '../../microsoft/request-limits.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import { graphId, optionalText, readAnswer, readAnswerPages } from '../read-answer.js';
import { readGroupsScopes } from './groups.js';

/** How far Microsoft is with handing a group's licenses to its members. */
export type GroupLicensingState = 'queued' | 'in-progress' | 'complete';

/** The plans that a group gives its members. */
export interface GroupLicensing {
  readonly licenses: readonly LicenseAdd[];
  /** Undefined when the group never carried licenses. */
  readonly state?: GroupLicensingState;
}

const states: Readonly<Record<string, GroupLicensingState>> = {
  QueuedForProcessing: 'queued',
  ProcessingInProgress: 'in-progress',
  ProcessingComplete: 'complete',
};

/** Without its licenses the answer is unreadable: that a group gives nothing is something else. */
const groupLicensingSchema = v.object({
  assignedLicenses: v.array(v.object({ skuId: graphId, disabledPlans: v.array(v.string()) })),
  licenseProcessingState: v.nullish(v.object({ state: optionalText })),
});

/**
 * The write that gives plans to a group and takes them, with complete lists of disabled apps.
 * Graph answers 202 at once; its own machines then license the members, usually within minutes.
 *
 * Needs LicenseAssignment.ReadWrite.All, and Entra ID P1 or an equivalent plan in the tenant.
 *
 * @see https://learn.microsoft.com/graph/api/group-assignlicense
 */
export function assignGroupLicenseWrite(
  groupId: string,
  add: readonly LicenseAdd[],
  remove: readonly string[],
): GraphWrite {
  return {
    method: 'POST',
    path: `/groups/${pathSegment(groupId)}/assignLicense`,
    body: { addLicenses: add, removeLicenses: remove },
    key: groupId,
  };
}

/**
 * Reads which plans a group gives and how far Microsoft is.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-get
 */
export async function getGroupLicensing(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<GroupLicensing> {
  const query = buildQuery({ select: ['id', 'assignedLicenses', 'licenseProcessingState'] });
  const answer = await graph.get<unknown>(`/groups/${pathSegment(groupId)}${query}`, {
    scopes: readGroupsScopes,
    ...options,
  });
  const wire = readAnswer(groupLicensingSchema, answer, "group's licenses");
  const state = states[wire.licenseProcessingState?.state ?? ''];
  return {
    licenses: wire.assignedLicenses,
    ...(state ? { state } : {}),
  };
}

/**
 * Lists the ids of the members to whom Microsoft could not give all of the group's plans.
 * The reasons are in each user's own license assignments.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list-memberswithlicenseerrors
 */
export async function listMembersWithLicenseErrors(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<readonly string[]> {
  const path = `/groups/${pathSegment(groupId)}/membersWithLicenseErrors${buildQuery({ select: ['id'], top: largestPage.directory })}`;
  const pages = graph.pages<unknown>(path, { scopes: readGroupsScopes, ...options });
  const ids: string[] = [];
  for await (const page of readAnswerPages(v.object({ id: graphId }), pages, "list of a group's members"))
    ids.push(...page.items.map((item) => item.id));
  return ids;
}
