import { expect } from '@open-wc/testing';
import { resetMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/define/provisioning-console.js';
import { control, walk } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { clickWithMouse } from '../../support/mouse.js';
import { until } from '../../support/until.js';
import { count } from './list-page.js';

/** The list in a console, whose panel takes the focus wherever one clicks in it. */
async function showInConsole(): Promise<ShadowRoot> {
  const { provider } = await renderInTenant(
    html`<provisioning-console place="users"></provisioning-console>`,
    {
      tenant: 'contoso',
      users: 120,
    },
  );
  const list = (): ShadowRoot | null | undefined =>
    provider.querySelector('provisioning-console')?.shadowRoot?.querySelector('user-list')?.shadowRoot;
  await until(() => list() && count(list() as ShadowRoot) === 120, 'everybody');
  return list() as ShadowRoot;
}

function wordsOf(root: ShadowRoot, choice: string): Element {
  for (const element of walk(root))
    if (element.matches('label.check > bdi') && element.textContent === choice) return element;
  throw new Error(`No choice is named ${choice}.`);
}

describe('<user-list> menus', () => {
  afterEach(async () => {
    await resetMouse();
    document.body.replaceChildren();
  });

  it('take a click on the words of a choice, and stay open for the next', async () => {
    const root = await showInConsole();
    await clickWithMouse(control(root, 'State'));
    const [guests, failing] = [wordsOf(root, 'Guest'), wordsOf(root, 'Sign-in disabled')];
    await clickWithMouse(guests);
    await until(() => count(root) < 120, 'guests only');
    const few = count(root);
    expect(failing.checkVisibility(), 'still open').to.equal(true);
    await clickWithMouse(failing);
    await until(() => count(root) > few, 'those who cannot sign in too');
  });
});
