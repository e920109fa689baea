import type { Portal } from '../../demo/server/start-portal.js';
import type { Admin } from './admin.js';
import type { Candidate } from './choose-people.js';

/** Signs in as one of the portal's people and gives every permission that the page asks for. */
export async function signIn(admin: Admin, portal: Portal, person = 0): Promise<void> {
  await startSigningIn(admin, portal, person);
  await requestAll(admin);
}

/** Signs in as one of the portal's people. */
export async function startSigningIn(admin: Admin, { people }: Portal, person: number): Promise<void> {
  await admin.press('button', 'Sign in with Microsoft', '#connect');
  await admin.pressText(people[person] ?? '');
  await admin.press('button', 'Accept');
}

/** Gives every permission that the page asks for. */
export async function requestAll(admin: Admin): Promise<void> {
  await admin.press('button', 'Request all permissions now', '#connect');
  await admin.press('button', 'Accept');
  await admin.sees('#connect', /Assign licenses.*Granted/);
}

/** Makes the workspace `Everybody` of one plan, pastes its subscribers as a list, and opens its review. */
export async function makeWorkspace(
  admin: Admin,
  planName: string,
  people: readonly Candidate[],
): Promise<void> {
  const count = new Intl.NumberFormat('en-US').format(people.length);
  await admin.press('button', 'Create a workspace', '#workspaces');
  await admin.fill('textbox', 'Name', 'Everybody', '#workspaces');
  await admin.page.keyboard.press('Tab');
  await admin.press('checkbox', planName, '#workspaces');
  await addSubscribers(admin, people);
  await admin.press('button', 'Review and publish', '#subscribe');
  await admin.sees('#publish', new RegExp(`This affects ${count} people`));
}

/** Pastes a list of people and subscribes them. */
export async function addSubscribers(admin: Admin, people: readonly Candidate[]): Promise<void> {
  await admin.press('radio', 'From a list', '#subscribe');
  await admin.paste(
    'Usernames, email addresses, or IDs, one per line',
    people.map(({ userPrincipalName }) => userPrincipalName).join('\n'),
    '#subscribe',
  );
  await admin.press('button', 'Check the list', '#subscribe');
  const count = new Intl.NumberFormat('en-US').format(people.length);
  await admin.press('button', `Add ${count} subscribers`, '#subscribe');
}
