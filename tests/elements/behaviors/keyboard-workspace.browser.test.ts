import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/define/user-subscriber.js';
import '../../../src/define/workspace-editor.js';
import '../../../src/define/workspace-list.js';
import type { Workspace } from '../../../src/model/workspace/workspace.js';
import { focused } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

/** What a screen reader would call the element that has the focus. */
function focusedName(): string {
  const element = focused();
  if (!element || element === document.body) return '';
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const root = element.getRootNode() as ShadowRoot;
  const labelledBy = element.getAttribute('aria-labelledby');
  const label = labelledBy
    ? root.getElementById(labelledBy)
    : element instanceof HTMLInputElement
      ? element.labels?.[0]
      : element;
  return (label?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Presses a key; nothing may lose the focus to the page. */
async function press(key: string): Promise<void> {
  await sendKeys({ press: key });
  expect(focused(), `after ${key}`).not.to.equal(document.body);
}

/** Moves on (or back) with the Tab key until the element of this name, inside the element of this tag, has the focus. */
async function tabTo(tag: string, name: RegExp, back = false): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 120; steps += 1) {
    if (back) await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    if (back) await sendKeys({ up: 'Shift' });
    const inside = focused()?.getRootNode() as ShadowRoot | undefined;
    if (inside?.host?.localName === tag && name.test(focusedName())) return;
    passed.push(focusedName());
  }
  throw new Error(`Tab never came to ${String(name)}, but to: ${passed.join(' | ')}`);
}

/** Waits until the store holds as many subscribers; gives the workspace. */
async function storesSubscribers({ store }: TenantPage, count: number): Promise<Workspace | undefined> {
  const read = async (): Promise<Workspace | undefined> =>
    (await store.workspaces.list()).workspaces[0]?.workspace;
  await waitUntil(
    async () => (await read())?.draft.subscribers.length === count,
    `${count} subscribers are stored`,
    { timeout: 10_000 },
  );
  return read();
}

const shows = (tag: string, text: RegExp): Promise<void> =>
  until(
    () => {
      const element = document.querySelector(tag);
      return element !== null && text.test(textOf(element));
    },
    `${tag} shows ${String(text)}`,
  );

describe('making a workspace by keyboard alone', () => {
  afterEach(() => document.body.replaceChildren());

  it('creates it, picks a plan, switches an app, subscribes three, takes one out and brings them back', async () => {
    const page = await renderInTenant(
      html`<workspace-list></workspace-list><workspace-editor></workspace-editor
        ><user-subscriber></user-subscriber>`,
      { tenant: 'contoso', users: 300 },
    );
    await shows('workspace-list', /No workspaces yet/);
    await shows('workspace-editor', /No workspace selected/);

    await tabTo('workspace-list', /^Create a workspace$/);
    await press('Enter');
    await shows('workspace-editor', /What this draft changes/);
    await shows('user-subscriber', /Subscribers of New workspace/);
    expect(focused(), 'the button went, the focus did not').not.to.equal(document.body);

    await tabTo('workspace-editor', /^Microsoft 365 E5$/);
    await press('Space');
    await shows('workspace-editor', /Microsoft 365 E5 added/);
    expect(focusedName()).to.equal('Microsoft 365 E5');

    await tabTo('workspace-editor', /^Apps in this plan/);
    await press('Enter');
    await tabTo('workspace-editor', /^Find an app in Microsoft 365 E5$/);
    await sendKeys({ type: 'plan 2' });
    await shows('workspace-editor', /Exchange Online/);
    await tabTo('workspace-editor', /^As is$/);
    while (!focused()?.closest('.app')?.textContent?.trim().startsWith('Exchange Online (Plan 2)'))
      await tabTo('workspace-editor', /^As is$/);
    await press('ArrowLeft');
    await shows('workspace-editor', /Also turned off: .*Defender for Office 365/);
    expect(focusedName()).to.equal('Off');

    await tabTo('user-subscriber', /^Name, email, or department$/);
    await sendKeys({ type: 'engineering' });
    await shows('user-subscriber', /Keep typing to narrow/);
    for (const count of [1, 2, 3]) {
      await press('Enter');
      await shows('user-subscriber', new RegExp(`${count} after the next publish`));
      if (count < 3) await press('ArrowDown');
    }
    await press('Escape');

    await tabTo('user-subscriber', /^Select all 3$/);
    await sendKeys({ press: 'Tab' });
    expect(focused()?.getAttribute('role')).to.equal('row');
    await press('Delete');
    await shows('user-subscriber', /was removed/);
    expect(focused()?.closest('[role="row"]'), 'the next row').to.exist;
    await storesSubscribers(page, 2);

    await tabTo('user-subscriber', /^Undo$/, true);
    await press('Enter');
    await shows('user-subscriber', /3 after the next publish/);
    const workspace = await storesSubscribers(page, 3);
    expect(workspace?.draft.plans).to.have.length(1);
    expect(Object.values(workspace?.draft.plans[0]?.apps ?? {})).to.deep.equal(['off', 'off']);
  });
});
