import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphClient } from '../../src/graph/graph-client.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { listAppAssignments, listEnterpriseApps } from '../../src/services/apps.js';
import { createGraphConnectorSource } from '../../src/services/connectors.js';
import { listGroupExtensions } from '../../src/services/groups/group-extensions.js';
import {
  getGroupLicensing,
  listMembersWithLicenseErrors,
} from '../../src/services/groups/group-licensing.js';
import { isMemberOf } from '../../src/services/groups/group-members.js';
import { getGroupNames } from '../../src/services/groups/group-names.js';
import { readGroupOwners } from '../../src/services/groups/group-owners.js';
import { readGroupSummary } from '../../src/services/groups/group-summary.js';
import * as groups from '../../src/services/groups/groups.js';
import { getLicenseDates } from '../../src/services/licenses/license-dates.js';
import { getAppStatuses } from '../../src/services/licenses/license-details.js';
import { listPlans } from '../../src/services/licenses/licenses.js';
import { listSubscriptions } from '../../src/services/licenses/subscriptions.js';
import * as organization from '../../src/services/organization.js';
import { readMailboxReport } from '../../src/services/reports.js';
import * as sync from '../../src/services/sync.js';
import { listDeletedUsers } from '../../src/services/users/deleted-users.js';
import { listMatchingUserIds, resolveUsers } from '../../src/services/users/resolve-users.js';
import { listSignIns } from '../../src/services/users/sign-ins.js';
import { suggestUsers } from '../../src/services/users/suggest-users.js';
import { listUserChanges, markUsers } from '../../src/services/users/user-changes.js';
import * as users from '../../src/services/users/users.js';
import { startGraphTenant } from '../support/graph-fixture.js';
import { guid } from '../support/sample-workspace.js';

/** The real pipeline in front of something that answers everything with 200 and the same. */
function connectTo(answer: () => Response): GraphClient {
  return startGraphTenant().connect(() => Promise.resolve(answer()));
}

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  const seen: unknown[] = [];
  for await (const page of pages) seen.push(page);
}

const reads: Readonly<Record<string, (graph: GraphClient) => Promise<unknown>>> = {
  listPlans,
  listUsers: (graph) => drain(users.listUsers(graph)),
  listHeldLicenses: (graph) => drain(users.listHeldLicenses(graph)),
  searchUsers: (graph) => users.searchUsers(graph, 'ann', 5),
  readUsersByIds: (graph) => users.readUsersByIds(graph, [guid(1)]),
  readDisabledHolders: (graph) => users.readDisabledHolders(graph, guid(1)),
  countUsers: users.countUsers,
  getGroupLicensing: (graph) => getGroupLicensing(graph, guid(1)),
  listMembersWithLicenseErrors: (graph) => listMembersWithLicenseErrors(graph, guid(1)),
  listGroupMembers: (graph) => drain(groups.listGroupMembers(graph, guid(1))),
  listTransitiveMembers: (graph) => drain(groups.listTransitiveMembers(graph, guid(1))),
  isMemberOf: (graph) => isMemberOf(graph, guid(1), guid(2)),
  getGroupByUniqueName: (graph) => groups.getGroupByUniqueName(graph, 'name'),
  listGroupsByPrefix: (graph) => groups.listGroupsByPrefix(graph, 'name'),
  searchGroups: (graph) => groups.searchGroups(graph, 'name', 5),
  getGroupNames: (graph) => getGroupNames(graph, [guid(1)]),
  readGroupOwners: (graph) => readGroupOwners(graph, guid(1)),
  readGroupSummary: (graph) => readGroupSummary(graph, guid(1)),
  getTenant: organization.getTenant,
  getDefaultUsageLocation: organization.getDefaultUsageLocation,
  listDomains: organization.listDomains,
  listEnterpriseApps,
  listAppAssignments: (graph) => listAppAssignments(graph, guid(1)),
  listConnectors: (graph) => createGraphConnectorSource(graph).list(),
  listDeletedUsers,
  listGroupExtensions: (graph) => listGroupExtensions(graph, guid(1)),
  getLicenseDates: (graph) => getLicenseDates(graph, guid(1)),
  getAppStatuses: (graph) => getAppStatuses(graph, guid(1)),
  readMailboxReport,
  resolveUsers: (graph) => resolveUsers(graph, [{ kind: 'id', value: guid(1) }]),
  listMatchingUserIds: (graph) => listMatchingUserIds(graph, 'ann'),
  listSignIns: (graph) => drain(listSignIns(graph)),
  listSubscriptions,
  suggestUsers: (graph) => suggestUsers(graph, [{ kind: 'address', value: 'annabel@contoso.com' }]),
  getDirectorySync: sync.getDirectorySync,
  getSyncSettings: sync.getSyncSettings,
  listSyncErrors: sync.listSyncErrors,
  countUserOrigins: sync.countUserOrigins,
  markUsers,
  listUserChanges: (graph) => listUserChanges(graph, '/users/delta?$deltatoken=x'),
};

const json =
  (body: unknown): (() => Response) =>
  () =>
    Response.json(body);

const secret = 'Ann of Contoso';

const answers: Readonly<Record<string, () => Response>> = {
  "a captive portal's page": () =>
    new Response(`<h1>${secret}</h1>`, { headers: { 'Content-Type': 'text/html' } }),
  'nothing at all': () => new Response(''),
  "a proxy's JSON": json({ status: 'blocked', user: secret }),
  '{}': json({}),
  null: json(null),
  '[]': json([]),
  'a number': json(42),
  'a text': json(secret),
  'a collection that is none': json({ value: { name: secret } }),
  'a collection of null': json({ value: [null] }),
  'a collection of texts': json({ value: [secret] }),
  'a count that is a text': json({ value: [], '@odata.count': secret }),
};

/** Where such an answer is no other shape to a read: it does not look at the count. */
const taken = ['isMemberOf a count that is a text'];

describe('an answer of another shape is an error with a code to', () => {
  for (const [name, read] of Object.entries(reads))
    it(name, async () => {
      for (const [what, answer] of Object.entries(answers)) {
        if (taken.includes(`${name} ${what}`)) continue;
        const thrown: unknown = await read(connectTo(answer)).catch((error: unknown) => error);
        expect(thrown, what).to.be.instanceOf(ProvisioningError);
        const { code, message } = thrown as ProvisioningError;
        expect(code, `${what}: ${message}`).to.equal('answer-unreadable');
        expect(message, what).not.to.contain(secret);
      }
    });
});
