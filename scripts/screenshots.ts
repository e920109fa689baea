// Makes the pictures of the documentation: walks through the sample portal as an administrator does and writes
// docs/*.png, one for each screen. `docs/screens.md` shows them all.
import { mkdirSync, statSync } from 'node:fs';
import { startPortal } from '../demo/server/start-portal.js';
import { Admin } from '../tests/e2e/admin.js';
import { choosePeople } from '../tests/e2e/choose-people.js';

interface Look {
  readonly scheme?: 'light' | 'dark';
  /** CSS pixels. */
  readonly width?: number;
  /** How much of a long screen is shown, in CSS pixels. */
  readonly height?: number;
}

const margin = 12;

mkdirSync('docs', { recursive: true });
const portal = await startPortal({ tenant: 'contoso', users: 1000 });
const people = await choosePeople(portal.tenant.emulator);
const admin = await Admin.open(portal.url);
const { page } = admin;
await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);

/** One picture of what a selector names, from its top. */
async function take(name: string, selector: string, look: Look = {}): Promise<void> {
  const { scheme = 'light', width = 1180, height = 720 } = look;
  await page.setViewport({ width, height: height + 2 * margin });
  await page.evaluate(
    (shown, value) => {
      document.documentElement.dataset['scheme'] = value;
      // What is focused has a ring, and a pointer on something tints it.
      document.querySelector('main')?.scrollIntoView();
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      (focused as HTMLElement | null)?.blur();
      document.querySelector(shown)?.scrollIntoView();
    },
    selector,
    scheme,
  );
  await page.mouse.move(1, 1);
  // What is read and what is drawn comes later than the words.
  await page.waitForFunction(
    (shown) => {
      const isUndrawn = (canvas: HTMLCanvasElement): boolean => {
        const { width, height } = canvas;
        const pixels = width * height > 0 && canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
        const fits = canvas.clientHeight === canvas.parentElement?.clientHeight;
        return !fits || !pixels || pixels.every((value) => value === 0);
      };
      const waits = (node: ParentNode): boolean => [...node.querySelectorAll('*')].some(isWaiting);
      const isWaiting = (element: Element): boolean =>
        element.matches('.skeleton') ||
        (element instanceof HTMLCanvasElement && isUndrawn(element)) ||
        (element.shadowRoot !== null && waits(element.shadowRoot));
      const element = document.querySelector(shown);
      return element && !isWaiting(element) && !waits(element);
    },
    {},
    selector,
  );
  // Two frames: what measures itself has answered, and is drawn.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))),
  );
  const box = await page.$eval(selector, (element) => {
    const { left, top, width: boxWidth, height: boxHeight } = element.getBoundingClientRect();
    return { x: left + scrollX, y: top + scrollY, width: boxWidth, height: boxHeight };
  });
  const file = `docs/${name}.png`;
  await page.screenshot({
    path: file,
    clip: {
      x: Math.max(0, box.x - margin),
      y: Math.max(0, box.y - margin),
      width: Math.min(width, box.width + 2 * margin),
      height: Math.min(height, box.height) + 2 * margin,
    },
  });
  console.log(`${file} ${Math.ceil(statSync(file).size / 1024)} kB`);
}

await admin.sees('#connect', /no credentials are stored/);
await take('connect-signed-out', '#connect');
await admin.press('button', 'Sign in with Microsoft', '#connect');
await admin.pressText(portal.people[0] ?? '');
await admin.press('button', 'Accept');
for (const section of ['#connect', '#directory', '#workspaces']) {
  if (section === '#workspaces') await admin.press('button', 'Create a workspace', section);
  await admin.press(
    'button',
    section === '#connect' ? 'Request all permissions now' : 'Request permission',
    section,
  );
  await admin.press('button', 'Accept');
}
await admin.sees('#connect', /Assign licenses.*Granted/);
await take('connect', '#connect');
await admin.sees('#directory', /2 of 2 active/);
await take('directory', '#directory');

await admin.fill('textbox', 'Name', 'Sales desk', '#workspaces');
await page.keyboard.press('Tab');
await admin.press('checkbox', 'Office 365 E3', '#workspaces');
await admin.press('checkbox', 'Salesforce', '#workspaces');
await admin.press('radio', 'From a list', '#subscribe');
await admin.fill(
  'textbox',
  'Usernames, email addresses, or IDs, one per line',
  people.map(({ userPrincipalName }) => userPrincipalName).join('\n'),
  '#subscribe',
);
await admin.press('button', 'Check the list', '#subscribe');
await admin.press('button', 'Add 25 subscribers', '#subscribe');
await admin.sees('workspace-editor', /Draft saved/);
await take('workspaces', 'workspace-list');
await take('workspace-editor', 'workspace-editor');
await take('subscribe', '#subscribe');
await admin.sees('#publish', /This affects 24 people/);
await take('portal', '#publish');
await take('portal-dark', '#publish', { scheme: 'dark' });
await take('publish-phone', '#publish', { width: 360, height: 1200 });

await page.setViewport({ width: 1280, height: 1000 });
await admin.press('button', /^Set 1 to /, '#publish');
await admin.press('button', 'Publish to 25 people', '#publish');
await admin.press('button', 'Request permission', '#publish');
await admin.press('button', 'Accept');
await admin.sees('#publish', /This affects 25 people\./);
await admin.press('button', 'Publish to 25 people', '#publish');
await admin.sees('#publish', /Sales desk is published/);
await take('published', '#publish');
await admin.sees('#users', /of 1,000 people/);
await take('users', '#users');
await admin.sees('#usage', /licenses are assigned/);
await take('usage', 'license-usage-chart');
await take('savings', 'license-insights');
await take('activity', '#activity');

// The same in one element.
await page.setViewport({ width: 1280, height: 1000 });
await page.$eval('main', (main) => {
  const section = document.createElement('section');
  section.append(document.createElement('provisioning-console'));
  main.replaceChildren(section);
});
await admin.sees('provisioning-console', /Office 365 is set up/);
await take('console', 'section');
await take('console-phone', 'section', { width: 360 });

await admin.close();
await portal.stop();
process.exit(0);
