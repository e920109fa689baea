// Makes the pictures of the README: walks through the sample portal and writes docs/portal.png and docs/portal-dark.png.
import { mkdirSync } from 'node:fs';
import { startPortal } from '../demo/server/start-portal.js';
import { Admin } from '../tests/e2e/admin.js';
import { choosePeople } from '../tests/e2e/choose-people.js';

mkdirSync('docs', { recursive: true });
const portal = await startPortal({ tenant: 'contoso', users: 1000 });
const people = await choosePeople(portal.tenant.emulator);
const admin = await Admin.open(portal.url);
await admin.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);

await admin.press('button', 'Sign in at Microsoft', '#connect');
await admin.pressText(portal.people[0] ?? '');
await admin.press('button', 'Accept');
for (const section of ['#connect', '#directory', '#workspaces']) {
  if (section === '#workspaces') await admin.press('button', 'Create a workspace', section);
  await admin.press(
    'button',
    section === '#connect' ? 'Ask for all of them now' : 'Ask for permission',
    section,
  );
  await admin.press('button', 'Accept');
}
await admin.fill('textbox', 'Name', 'Sales desk', '#workspaces');
await admin.page.keyboard.press('Tab');
await admin.press('checkbox', 'Office 365 E3', '#workspaces');
await admin.press('checkbox', 'Salesforce', '#workspaces');
await admin.press('radio', 'Paste or file', '#subscribe');
await admin.fill(
  'textbox',
  'User names, mail addresses or ids, one per line',
  people.map(({ userPrincipalName }) => userPrincipalName).join('\n'),
  '#subscribe',
);
await admin.press('button', 'Check the list', '#subscribe');
await admin.press('button', 'Add 25 subscribers', '#subscribe');
await admin.sees('#publish', /24 users change/);
await admin.sees('#usage', /licenses are assigned/);

for (const [scheme, file] of [
  ['light', 'docs/portal.png'],
  ['dark', 'docs/portal-dark.png'],
] as const) {
  await admin.page.evaluate((value) => {
    document.documentElement.dataset['scheme'] = value;
  }, scheme);
  // A picture from the workspace to the review: what the library is about.
  await admin.page.setViewport({ width: 1280, height: 900 });
  await admin.page.evaluate(() => document.getElementById('publish')?.scrollIntoView());
  await admin.page.screenshot({ path: file });
  console.log(file);
}

await admin.close();
await portal.stop();
process.exit(0);
