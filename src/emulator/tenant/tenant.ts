import type { EmulatorClock } from '../clock.js';
import type { CloudName } from '../cloud.js';
import {
  EntityCollection,
  groupKind,
  servicePrincipalKind,
  userKind,
  type EntityKind,
  type TrackedRelationship,
  type WireObject,
} from '../collection/index.js';
import { listAssignedPlans, listProvisionedPlans } from '../licensing/assigned-plans.js';
import { Links, ReplicatedMap, type Link, type Replicas } from '../replicas/index.js';
import {
  hidesMembers,
  type AdministrativeUnitEntity,
  type AppRoleAssignmentEntity,
  type ConnectorGroupEntity,
  type DeletedGroupEntity,
  type DeletedUserEntity,
  type DirectoryRoleEntity,
  type DomainEntity,
  type GroupEntity,
  type ServicePrincipalEntity,
  type SkuEntity,
  type SubscriptionEntity,
  type UserEntity,
} from './entities.js';
import type { Random } from './random.js';

export interface OrganizationFacts {
  readonly displayName: string;
  readonly countryLetterCode: string;
  readonly country: string;
  readonly city: string;
  readonly createdDateTime: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly onPremisesLastSyncDateTime: string | null;
}

/** A user or group as it was when it was deleted. */
export interface DeletedObject {
  readonly entity: UserEntity | GroupEntity;
  readonly membership: readonly Link[];
  readonly ownership: readonly Link[];
  readonly apps: readonly AppRoleAssignmentEntity[];
}

/** An open extension and the app that made it. */
export interface StoredExtension {
  readonly appId: string;
  readonly body: WireObject;
}

/**
 * Everything the emulated tenant holds. Its rules live in the folders beside; this keeps the data and its indexes: as
 * written, for the rules, and as the replicas show it, for what reads answer (`read…`, `list…`, `seen`).
 */
export class Tenant {
  readonly users: EntityCollection<UserEntity>;
  /** Those who can be restored. */
  readonly deletedUsers: EntityCollection<DeletedUserEntity>;
  readonly groups: EntityCollection<GroupEntity>;
  readonly deletedGroups: EntityCollection<DeletedGroupEntity>;
  /** Of what can be restored, all that came with it. */
  readonly deleted = new Map<string, DeletedObject>();
  readonly servicePrincipals: EntityCollection<ServicePrincipalEntity>;
  readonly roles = new Map<string, DirectoryRoleEntity>();
  readonly administrativeUnits = new Map<string, AdministrativeUnitEntity>();
  readonly skus: ReplicatedMap<string, SkuEntity>;
  readonly subscriptions: SubscriptionEntity[] = [];
  /** Countries (ISO 3166-1 alpha-2) where a SKU is not sold, by its id. */
  readonly notSoldIn = new Map<string, ReadonlySet<string>>();
  readonly domains: DomainEntity[] = [];
  readonly appRoleAssignments: ReplicatedMap<string, AppRoleAssignmentEntity>;
  readonly connectorGroups: ConnectorGroupEntity[] = [];
  /** Extensions by the id of their host, then by name. */
  readonly extensions: ReplicatedMap<string, ReadonlyMap<string, StoredExtension>>;
  /** Mail addresses that more than one user has, in lower case: they keep a mailbox from being licensed. */
  readonly sharedAddresses = new Set<string>();
  /** From groups, roles and administrative units to their direct members. */
  readonly membership: Links;
  /** From groups to their owners. */
  readonly ownership: Links;
  displayConcealedNames = true;

  constructor(
    readonly id: string,
    readonly clock: EmulatorClock,
    readonly random: Random,
    readonly organization: OrganizationFacts,
    readonly replicas: Replicas,
    readonly cloud: CloudName = 'global',
  ) {
    const options = { clock, replicas };
    this.skus = new ReplicatedMap(replicas);
    this.appRoleAssignments = new ReplicatedMap(replicas);
    this.extensions = new ReplicatedMap(replicas);
    const record = (relationship: 'members' | 'owners') => (source: string, id: string, present: boolean) => {
      if (this.#hides(relationship, source)) return;
      this.groups.recordLink(source, { relationship, id, present });
    };
    this.membership = new Links(replicas, record('members'));
    this.ownership = new Links(replicas, record('owners'));
    this.users = new EntityCollection(userKind, {
      ...options,
      derived: {
        assignedPlans: (user) => listAssignedPlans(this.skus, user.licenseAssignmentStates),
        provisionedPlans: (user) => listProvisionedPlans(this.skus, user.licenseAssignmentStates),
        onPremisesDistinguishedName: (user) =>
          user.onPremisesSyncEnabled ? toDistinguishedName(user) : null,
        onPremisesUserPrincipalName: (user) => (user.onPremisesSyncEnabled ? user.userPrincipalName : null),
        securityIdentifier: (user) => toSecurityIdentifier(user.id),
        identities: (user) => [
          {
            signInType: 'userPrincipalName',
            issuer: this.initialDomain,
            issuerAssignedId: user.userPrincipalName,
          },
        ],
      },
      expansions: {
        memberOf: (user, select) =>
          this.listDirectoryObjects(this.membership.seen.sources.get(user.id) ?? [], select),
      },
    });
    this.deletedUsers = new EntityCollection<DeletedUserEntity>(userKind, options);
    this.groups = new EntityCollection(groupKind, {
      ...options,
      derived: {
        hasMembersWithLicenseErrors: (group) => this.listMembersWithLicenseErrors(group.id).length > 0,
        securityIdentifier: (group) => toSecurityIdentifier(group.id),
      },
      tracked: {
        members: this.#track('members', this.membership),
        owners: this.#track('owners', this.ownership),
      },
      expansions: {
        members: (group, select) =>
          hidesMembers(group)
            ? []
            : this.listDirectoryObjects(this.membership.seen.targets.get(group.id) ?? [], select),
        owners: (group, select) =>
          this.listDirectoryObjects(this.ownership.seen.targets.get(group.id) ?? [], select),
        extensions: (group) =>
          [...(this.extensions.seen.get(group.id)?.values() ?? [])].map(({ body }) => body),
      },
    });
    this.deletedGroups = new EntityCollection<DeletedGroupEntity>(groupKind, options);
    this.servicePrincipals = new EntityCollection(servicePrincipalKind, options);
  }

  /** Ids of a group's or role's direct members. */
  get members(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.membership.targets;
  }

  /** The groups and roles an object is a direct member of. */
  get memberOf(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.membership.sources;
  }

  get owners(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.ownership.targets;
  }

  get initialDomain(): string {
    return this.domains.find((domain) => domain.isInitial)?.id ?? '';
  }

  get defaultDomain(): string {
    return this.domains.find((domain) => domain.isDefault)?.id ?? '';
  }

  /** The user with this id or user principal name. */
  findUser(key: string): UserEntity | undefined {
    return this.users.get(key) ?? (key.includes('@') ? this.users.find('userPrincipalName', key) : undefined);
  }

  /** The user with this id or user principal name, as reads see it. */
  readUser(key: string): UserEntity | undefined {
    return (
      this.users.read(key) ?? (key.includes('@') ? this.users.readBy('userPrincipalName', key) : undefined)
    );
  }

  /** True when a service plan is active in the tenant. */
  hasPlan(...servicePlanIds: readonly string[]): boolean {
    for (const sku of this.skus.values())
      if (sku.capabilityStatus === 'Enabled' || sku.capabilityStatus === 'Warning')
        if (sku.servicePlans.some((plan) => servicePlanIds.includes(plan.servicePlanId))) return true;
    return false;
  }

  addMember(groupId: string, memberId: string): void {
    this.membership.add(groupId, memberId);
  }

  removeMember(groupId: string, memberId: string): void {
    this.membership.delete(groupId, memberId);
  }

  addOwner(groupId: string, ownerId: string): void {
    this.ownership.add(groupId, ownerId);
  }

  /** Ids of the users whose license from this group failed, as reads see them. */
  listMembersWithLicenseErrors(groupId: string): string[] {
    if ((this.groups.read(groupId)?.assignedLicenses.length ?? 0) === 0) return [];
    return [...(this.membership.seen.targets.get(groupId) ?? [])].filter((id) =>
      this.users
        .read(id)
        ?.licenseAssignmentStates.some(
          (state) => state.assignedByGroup === groupId && state.state !== 'Active',
        ),
    );
  }

  /** Expansions and delta do not know who asks: they never tell hidden members. */
  #hides(relationship: 'members' | 'owners', groupId: string): boolean {
    return relationship === 'members' && hidesMembers(this.groups.get(groupId));
  }

  #track(relationship: 'members' | 'owners', links: Links): TrackedRelationship {
    return {
      idsOf: (id) => (this.#hides(relationship, id) ? [] : (links.behind.targets.get(id) ?? [])),
      typeOf: (id) =>
        this.groups.get(id) ? 'group' : this.servicePrincipals.get(id) ? 'servicePrincipal' : 'user',
      byDefault: relationship === 'members',
    };
  }

  /** Users, groups, roles and service principals as `directoryObject`s, with their type. */
  listDirectoryObjects(ids: Iterable<string>, select?: readonly string[]): WireObject[] {
    const query = new URLSearchParams(select ? { $select: select.join() } : {});
    const objects: WireObject[] = [];
    for (const id of ids) {
      const object = this.readDirectoryObject(id, query);
      if (object) objects.push(object);
    }
    return objects;
  }

  /** One object of any kind, with its `@odata.type`; properties its kind lacks are left out of `$select`. */
  readDirectoryObject(id: string, query: URLSearchParams): WireObject | undefined {
    const user = this.users.read(id);
    if (user) return describe('user', this.users.project(user, narrow(query, userKind)));
    const group = this.groups.read(id);
    if (group) return describe('group', this.groups.project(group, narrow(query, groupKind)));
    const role = this.roles.get(id);
    if (role) return describe('directoryRole', pickSelected(role, query));
    const unit = this.administrativeUnits.get(id);
    if (unit) return describe('administrativeUnit', pickSelected(unit, query));
    const app = this.servicePrincipals.read(id);
    if (app)
      return describe(
        'servicePrincipal',
        this.servicePrincipals.project(app, narrow(query, servicePrincipalKind)),
      );
    return undefined;
  }

  has(id: string): boolean {
    return (
      this.users.get(id) !== undefined ||
      this.groups.get(id) !== undefined ||
      this.servicePrincipals.get(id) !== undefined
    );
  }
}

/** Applies `$select` to an object that no collection keeps. */
export function pickSelected(object: object, query: URLSearchParams): WireObject {
  const select = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!select || select.includes('*')) return { ...object };
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => name === 'id' || select.includes(name)),
  );
}

function toDistinguishedName(user: UserEntity): string {
  const components = (user.onPremisesDomainName ?? '').split('.').map((part) => `DC=${part}`);
  const name = user.displayName.replace(/[,+"\\<>;=]/g, (special) => `\\${special}`);
  return `CN=${name},OU=${user.department ?? 'Users'},${components.join(',')}`;
}

function toSecurityIdentifier(id: string): string {
  const parts = id.replaceAll('-', '').match(/.{8}/g) ?? [];
  return `S-1-12-1-${parts.map((part) => Number.parseInt(part, 16)).join('-')}`;
}

function describe(type: string, object: WireObject): WireObject {
  return { '@odata.type': `#microsoft.graph.${type}`, ...object };
}

/** `$select` without the properties that this kind does not have. */
function narrow(query: URLSearchParams, kind: EntityKind): URLSearchParams {
  const select = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!select) return new URLSearchParams();
  const known = select.filter((name) => name in kind.properties);
  return new URLSearchParams({ $select: ['id', ...known.filter((name) => name !== 'id')].join() });
}
