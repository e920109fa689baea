import type { AppRole, ServicePrincipalEntity } from '../entities.js';
import type { Random } from '../random.js';
import type { Tenant } from '../tenant.js';

interface AppSeed {
  readonly name: string;
  readonly roles: readonly string[];
  readonly required: boolean;
  readonly homepage: string;
  readonly description: string;
}

const apps: readonly AppSeed[] = [
  {
    name: 'Salesforce',
    roles: ['Standard User', 'Sales Manager', 'Chatter Free User'],
    required: true,
    homepage: 'https://login.salesforce.com',
    description: 'Customer relationship management',
  },
  {
    name: 'ServiceNow',
    roles: ['ITIL', 'Requester'],
    required: true,
    homepage: 'https://www.servicenow.com',
    description: 'IT service management',
  },
  {
    name: 'Workday',
    roles: [],
    required: true,
    homepage: 'https://www.workday.com',
    description: 'Human resources and payroll',
  },
  {
    name: 'Citrix Virtual Apps',
    roles: ['Desktop User', 'Published App User'],
    required: true,
    homepage: 'https://workspace.cloud.com',
    description: 'Published desktops and apps',
  },
  {
    name: 'Adobe Creative Cloud',
    roles: ['User'],
    required: true,
    homepage: 'https://creativecloud.adobe.com',
    description: 'Design applications',
  },
  {
    name: 'Zoom',
    roles: ['Basic', 'Licensed'],
    required: false,
    homepage: 'https://zoom.us',
    description: 'Meetings',
  },
  {
    name: "O'Reilly Learning & <More>",
    roles: ['Learner'],
    required: true,
    homepage: 'https://learning.oreilly.com',
    description: 'Technical library',
  },
  {
    name: 'Expense Portal',
    roles: ['Submitter', 'Approver'],
    required: true,
    homepage: 'https://expenses.example',
    description: 'Travel and expenses',
  },
];

/** The tenant's enterprise applications, and some that are not for people. */
export function generateApps(tenant: Tenant): void {
  tenant.servicePrincipals.load(listApps(tenant.random));
}

function* listApps(random: Random): Generator<ServicePrincipalEntity> {
  for (const seed of apps) yield createApp(random, seed);
  yield {
    ...createApp(random, {
      name: 'Microsoft Graph',
      roles: [],
      required: false,
      homepage: '',
      description: '',
    }),
    appId: '00000003-0000-0000-c000-000000000000',
    homepage: null,
    description: null,
    tags: [],
    appRoles: [createRole(random, "Read all users' full profiles", 'User.Read.All', 'Application')],
  };
  yield {
    ...createApp(random, {
      name: 'Nightly Report Job',
      roles: [],
      required: false,
      homepage: '',
      description: '',
    }),
    servicePrincipalType: 'ManagedIdentity',
    homepage: null,
    description: null,
    tags: [],
  };
}

function createApp(random: Random, seed: AppSeed): ServicePrincipalEntity {
  const roles = seed.roles.map((role) => createRole(random, role, role.replace(/\W/g, ''), 'User'));
  const retired =
    seed.name === 'Zoom' ? [{ ...createRole(random, 'Legacy', 'Legacy', 'User'), isEnabled: false }] : [];
  return {
    id: random.guid(),
    appId: random.guid(),
    appDisplayName: seed.name,
    displayName: seed.name,
    description: seed.description,
    accountEnabled: true,
    appOwnerOrganizationId: random.guid(),
    appRoleAssignmentRequired: seed.required,
    appRoles: [...roles, ...retired],
    homepage: seed.homepage,
    servicePrincipalType: 'Application',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  };
}

function createRole(
  random: Random,
  displayName: string,
  value: string,
  member: 'User' | 'Application',
): AppRole {
  return {
    id: random.guid(),
    displayName,
    description: displayName,
    value,
    isEnabled: true,
    allowedMemberTypes: [member],
    origin: 'Application',
  };
}
