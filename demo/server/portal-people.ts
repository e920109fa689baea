import { roleTemplates, type Emulator, type RoleName } from '../../src/emulator/index.js';
import type { Person } from '../identity/person.js';

/** The roles of the people who can sign in besides the tenant's global administrator. */
const otherRoles: readonly (RoleName | undefined)[] = [
  'License Administrator',
  'Global Reader',
  undefined,
  'Global Administrator',
];

interface UserWire {
  id: string;
  displayName: string;
  userPrincipalName: string;
}

/** People of the emulated tenant who can sign in: a global administrator first, then others with fewer rights. */
export async function listPortalPeople(emulator: Emulator): Promise<Person[]> {
  const { administrator } = emulator.tenant;
  const [admin] = await readUsers(
    emulator,
    `/users/${administrator.id}?$select=id,displayName,userPrincipalName`,
  );
  const others = await readUsers(
    emulator,
    `/users?$select=id,displayName,userPrincipalName&$filter=accountEnabled eq true and userType eq 'Member'&$top=10`,
  );
  const colleagues = others.filter(({ id }) => id !== administrator.id);
  return [
    ...(admin ? [toPerson(admin, 'Global Administrator')] : []),
    ...otherRoles.flatMap((role, index) => {
      const user = colleagues[index];
      return user ? [toPerson(user, role)] : [];
    }),
  ];
}

function toPerson({ id, displayName, userPrincipalName }: UserWire, role: RoleName | undefined): Person {
  return {
    id,
    displayName,
    userPrincipalName,
    roleIds: role ? [roleTemplates[role]] : [],
    note: role ?? 'No administrator role',
  };
}

async function readUsers(emulator: Emulator, path: string): Promise<UserWire[]> {
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  const answer = await emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const body = (await answer.json()) as { value?: UserWire[] } & UserWire;
  if (!answer.ok) throw new Error(`The emulated tenant answered ${answer.status}: ${JSON.stringify(body)}`);
  return body.value ?? [body];
}
