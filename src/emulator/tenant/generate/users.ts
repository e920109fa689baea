import type { UserEntity } from '../entities.js';
import { departments } from '../people/departments.js';
import { hostileNames } from '../people/hostile-names.js';
import { NameDraw, type PersonName } from '../people/name-draw.js';
import { places, type Place } from '../people/places/index.js';
import { nameSharedMailbox } from '../people/shared-mailboxes.js';
import type { Random } from '../random.js';

export interface UserPlan {
  readonly count: number;
  readonly domain: string;
  readonly identity: 'hybrid' | 'federated' | 'cloud';
  readonly company: string;
  /** Milliseconds since the epoch: sign-ins and creations lie before it. */
  readonly now: number;
  readonly hasSignIns: boolean;
  /** Some names are as an attacker would write them. */
  readonly hostile: boolean;
}

const day = 86_400_000;
const weightedPlaces = spread(places.map((place) => [place, place.weight] as const));
const weightedDepartments = spread(departments.map((entry) => [entry, entry[1]] as const));

/** The administrator everybody is by default; always the first user. */
export function createAdministrator(random: Random, plan: UserPlan): UserEntity {
  const name = { given: 'Ingrid', surname: 'Halvorsen', full: 'Ingrid Halvorsen', alias: 'admin' };
  return {
    ...createUser(random, plan, { place: places[0], name, index: 0 }),
    department: 'IT',
    jobTitle: 'Identity Administrator',
    usageLocation: 'US',
    accountEnabled: true,
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: null,
    onPremisesImmutableId: null,
    onPremisesSamAccountName: null,
    onPremisesDomainName: null,
    signInActivity: plan.hasSignIns ? createSignIn(random, plan.now - 3_600_000) : undefined,
  };
}

/** The rest of the tenant's people: members, some guests, and shared mailboxes. */
export function* generateUsers(random: Random, plan: UserPlan): Generator<UserEntity> {
  const names = new NameDraw();
  for (let index = 1; index < plan.count; index += 1) {
    const place = random.pick(weightedPlaces);
    const user = createUser(random, plan, { place, name: names.draw(place, random), index });
    yield specialize(user, index, random, plan, names);
  }
}

interface Person {
  readonly place: Place;
  readonly name: PersonName;
  readonly index: number;
}

function createUser(random: Random, plan: UserPlan, person: Person): UserEntity {
  const { place, name, index } = person;
  const [department, , titles] = random.pick(weightedDepartments);
  const synced = plan.identity !== 'cloud' && !random.chance(0.06);
  const city = random.pick(place.cities);
  return {
    id: random.guid(),
    accountEnabled: !random.chance(0.05),
    displayName: name.full,
    givenName: name.given,
    surname: name.surname,
    otherMails: [],
    ...createAddresses(name.alias, plan, synced),
    userType: 'Member',
    externalUserState: null,
    jobTitle: random.pick(titles.split('|')),
    department,
    companyName: plan.company,
    employeeId: String(100_000 + index),
    officeLocation: `${city} ${random.integer(1, 9)}/${random.integer(100, 499)}`,
    city,
    country: place.country,
    usageLocation: random.chance(0.04) ? null : place.code,
    preferredLanguage: place.language,
    businessPhones: [`+1 555 01${String(index % 100).padStart(2, '0')}`],
    mobilePhone: null,
    createdDateTime: toIso(plan.now - random.integer(30, 2500) * day),
    onPremisesSyncEnabled: synced ? true : null,
    onPremisesLastSyncDateTime: synced ? toIso(plan.now - random.integer(5, 28) * 60_000) : null,
    onPremisesImmutableId: synced ? random.bytes() : null,
    onPremisesDomainName: synced ? `corp.${plan.domain}` : null,
    onPremisesProvisioningErrors: [],
    serviceProvisioningErrors: [],
    assignedLicenses: [],
    licenseAssignmentStates: [],
    signInActivity: createActivity(random, plan),
  };
}

function createAddresses(
  alias: string,
  plan: UserPlan,
  synced: boolean,
): Pick<
  UserEntity,
  'userPrincipalName' | 'mail' | 'mailNickname' | 'proxyAddresses' | 'onPremisesSamAccountName'
> {
  const address = `${alias}@${plan.domain}`;
  return {
    userPrincipalName: address,
    mail: address,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${address}`],
    onPremisesSamAccountName: synced ? alias.slice(0, 20) : null,
  };
}

/** Some people of every tenant are not ordinary: at fixed places in the list, so that small tenants have them too. */
function specialize(
  user: UserEntity,
  index: number,
  random: Random,
  plan: UserPlan,
  names: NameDraw,
): UserEntity {
  const hostile = plan.hostile ? hostileNames[(index - 7) / 10] : undefined;
  if (hostile !== undefined)
    return { ...user, displayName: hostile, givenName: hostile.slice(0, 64), surname: null };
  if (index % 50 === 13) return toGuest(user, plan);
  if (index % 40 === 9) return toSharedMailbox(user, nameSharedMailbox((index - 9) / 40), plan, names);
  if (index % 100 === 5) return { ...user, usageLocation: null, accountEnabled: true };
  if (index % 100 === 11) return { ...user, accountEnabled: false, signInActivity: undefined };
  if (index % 100 === 17 && user.onPremisesSyncEnabled)
    return {
      ...user,
      onPremisesProvisioningErrors: [
        {
          category: 'PropertyConflict',
          propertyCausingError: random.chance(0.5) ? 'ProxyAddress' : 'UserPrincipalName',
          value: user.userPrincipalName,
          occurredDateTime: toIso(plan.now - random.integer(1, 40) * day),
        },
      ],
    };
  return user;
}

function toGuest(user: UserEntity, plan: UserPlan): UserEntity {
  const mail = `${user.mailNickname}@partner.example`;
  return {
    ...user,
    userType: 'Guest',
    externalUserState: user.accountEnabled ? 'Accepted' : 'PendingAcceptance',
    userPrincipalName: `${mail.replace('@', '_')}#EXT#@${plan.domain.split('.')[0] ?? 'tenant'}.onmicrosoft.com`,
    mail,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    companyName: 'Partner',
    department: null,
    usageLocation: null,
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: null,
    onPremisesImmutableId: null,
    onPremisesSamAccountName: null,
    onPremisesDomainName: null,
  };
}

/** A mailbox several people open: sign-in is off, and often a license was left on it. */
function toSharedMailbox(user: UserEntity, name: string, plan: UserPlan, names: NameDraw): UserEntity {
  const alias = names.takeAlias(name.toLowerCase().replaceAll(' ', '.'));
  return {
    ...user,
    ...createAddresses(alias, plan, user.onPremisesSyncEnabled === true),
    displayName: name,
    givenName: null,
    surname: null,
    jobTitle: 'Shared mailbox',
    accountEnabled: false,
    signInActivity: undefined,
  };
}

function createActivity(random: Random, plan: UserPlan): UserEntity['signInActivity'] {
  const kind = random.next();
  if (!plan.hasSignIns || kind < 0.06) return undefined;
  const age =
    kind < 0.18 ? random.integer(91, 700) : kind < 0.3 ? random.integer(31, 90) : random.integer(0, 30);
  return createSignIn(random, plan.now - age * day - random.integer(0, day));
}

function createSignIn(random: Random, at: number): NonNullable<UserEntity['signInActivity']> {
  const time = toIso(at);
  const background = toIso(at + random.integer(0, 4 * 3_600_000));
  return {
    lastSignInDateTime: time,
    lastSignInRequestId: random.guid(),
    lastNonInteractiveSignInDateTime: background,
    lastNonInteractiveSignInRequestId: random.guid(),
    lastSuccessfulSignInDateTime: background,
    lastSuccessfulSignInRequestId: random.guid(),
  };
}

/** A time as Graph writes it: UTC, whole seconds. */
export function toIso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function spread<T>(entries: readonly (readonly [T, number])[]): T[] {
  return entries.flatMap(([value, weight]) => new Array<T>(weight).fill(value));
}
