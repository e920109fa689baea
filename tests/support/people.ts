import type { Emulator } from '../../src/emulator/index.js';

/** The administrator allowed reading people, plans and what else a workspace holds; every token says so. */
export const readsPeople = {
  scopes: ['User.Read.All', 'LicenseAssignment.Read.All', 'Organization.Read.All', 'Application.Read.All'],
} as const;

export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly mail: string | null;
  readonly department: string | null;
}

/** Everybody in an emulated tenant, as Graph lists them. */
export async function listPeople(emulator: Emulator): Promise<readonly Person[]> {
  const select = 'id,displayName,userPrincipalName,onPremisesSyncEnabled,mail,department';
  const answer = await callGraph(emulator, 'GET', `/users?$select=${select}&$top=999`);
  return ((await answer.json()) as { value: Person[] }).value;
}

/** Somebody of an emulated tenant who is not its administrator. */
export async function pickColleague(emulator: Emulator): Promise<Person> {
  const found = (await listPeople(emulator)).find(({ id }) => id !== emulator.tenant.administrator.id);
  if (!found) throw new Error('The administrator is alone.');
  return found;
}

/** Gives people names. Only those that are not synchronized can be renamed in the tenant. */
export async function renamePeople(emulator: Emulator, names: readonly string[]): Promise<void> {
  const free = (await listPeople(emulator)).filter(
    ({ id, onPremisesSyncEnabled }) => !onPremisesSyncEnabled && id !== emulator.tenant.administrator.id,
  );
  for (const [index, displayName] of names.entries())
    await callGraph(emulator, 'PATCH', `/users/${free[index]?.id ?? ''}`, { displayName });
}

export async function deletePerson(emulator: Emulator, id: string): Promise<void> {
  await callGraph(emulator, 'DELETE', `/users/${id}`);
}

/** Makes security groups with these names. */
export async function createGroups(emulator: Emulator, names: readonly string[]): Promise<void> {
  for (const [index, displayName] of names.entries())
    await callGraph(emulator, 'POST', '/groups', {
      displayName,
      mailEnabled: false,
      mailNickname: `test${index}`,
      securityEnabled: true,
    });
}

async function callGraph(emulator: Emulator, method: string, path: string, body?: object): Promise<Response> {
  const token = await emulator.issueToken({ scopes: ['User.ReadWrite.All', 'Group.ReadWrite.All'] });
  const answer = await emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}
