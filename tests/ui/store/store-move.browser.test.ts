import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/define/activity-log.js';
import type { ActivityLog } from '../../../src/define/activity-log.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { ContentRecord } from '../../../src/store/content/content-record.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { Store } from '../../../src/store/store.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { keepInBrowser, openBrowserStore, toId } from '../../support/kept-in-browser.js';
import { until } from '../../support/until.js';
import { makeWorkspace, withWorkspaces } from '../../support/workspaces.js';

const held = 'Still stored only in this browser: 3 workspaces and 2 publishes.';

/** Each has a tenant of its own: what is in this browser outlives a test. */
let seed = 9_000;

async function show(
  parameters: TenantParameters = {},
  text = held,
): Promise<{ readonly el: ActivityLog; readonly root: ShadowRoot; readonly page: TenantPage }> {
  const page = await renderInTenant(html`<activity-log></activity-log>`, {
    seed: (seed += 1),
    store: memoryStore({ shares: { workspaces: true, journal: true } }),
    ...parameters,
    prepare: async (prepared) => {
      await keepInBrowser(prepared);
      await parameters.prepare?.(prepared);
    },
  });
  const el = page.provider.querySelector('activity-log') as ActivityLog;
  await until(() => textOf(el).includes(text), text);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

const dialogOf = (root: ShadowRoot): HTMLDialogElement | null => root.querySelector('dialog.store-move');

/** Presses the button, and confirms. */
async function move(root: ShadowRoot): Promise<void> {
  control(root, 'Move them…').click();
  await until(() => dialogOf(root)?.open, 'the question');
  control(dialogOf(root) as ParentNode, 'Move them').click();
}

const namesIn = async ({ workspaces }: Store): Promise<readonly string[]> =>
  (await workspaces.list()).workspaces.map(({ workspace }) => workspace.draft.name).sort();

describe('moving what this browser holds', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks first, says what happens, then moves everything and shows it', async () => {
    const { el, root, page } = await show();
    expect(textOf(el)).to.contain('Nothing published yet');
    control(root, 'Move them…').click();
    await until(() => dialogOf(root)?.open, 'the question');
    expect(textOf(dialogOf(root) as Element))
      .to.contain('Colleagues will see them.')
      .and.contain('no one gets or loses');
    await expect(el).shadowDom.to.be.accessible();
    control(dialogOf(root) as ParentNode, 'Move them').click();
    await until(() => textOf(el).includes('Moved 3 workspaces and 2 publishes.'), 'the result');
    expect(dialogOf(root)).to.equal(null);
    await until(() => root.querySelectorAll('tbody > tr').length === 2, 'the publishes');
    expect(await namesIn(page.store)).to.deep.equal(['Field', 'Reception', 'Sales desk']);
    expect(await namesIn(openBrowserStore(page))).to.deep.equal([]);
    control(root, 'Close').click();
    await until(() => !textOf(el).includes('Moved'), 'it is closed');
    expect(textOf(el)).not.to.contain('stored only in this browser');
  });

  it('does not promise that colleagues see publishes where they do not', async () => {
    const { root } = await show({ store: memoryStore({ shares: { workspaces: true } }) });
    control(root, 'Move them…').click();
    await until(() => dialogOf(root)?.open, 'the question');
    expect(textOf(dialogOf(root) as Element)).to.contain('not the publishes');
  });

  it('moves nothing when the question is answered with no, or closed', async () => {
    const { root, page } = await show();
    control(root, 'Move them…').focus();
    control(root, 'Move them…').click();
    await until(() => dialogOf(root)?.open, 'the question');
    control(dialogOf(root) as ParentNode, 'Cancel').click();
    await until(() => !dialogOf(root), 'no question');
    expect(root.activeElement?.textContent).to.contain('Move them…');
    control(root, 'Move them…').click();
    await until(() => dialogOf(root)?.open, 'the question again');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(root), 'no question');
    expect(await namesIn(page.store)).to.deep.equal([]);
    expect(await namesIn(openBrowserStore(page))).to.have.length(3);
  });

  it('shows how far it is, keeps the focus, and goes on when the element is mounted again', async () => {
    let release = (): void => undefined;
    const { el, root, page } = await show({
      prepare({ store }) {
        const { put } = store.content;
        store.content.put = async (records, hold) => {
          if (records[0]?.kind === 'workspaces') await new Promise<void>((resolve) => (release = resolve));
          return put(records, hold);
        };
      },
    });
    await move(root);
    await until(() => /Moving… \d\d%/.test(textOf(el)), 'how far it is');
    expect(root.activeElement?.getAttribute('part')).to.equal('store-move');
    expect(root.querySelector('progress')?.position).to.be.within(0.1, 0.9);
    await expect(el).shadowDom.to.be.accessible();
    el.remove();
    const again = document.createElement('activity-log');
    page.provider.append(again);
    await until(() => /Moving… \d\d%/.test(textOf(again)), 'how far it is, in another element');
    release();
    await until(() => textOf(again).includes('Moved 3 workspaces'), 'the result');
  });

  it('says that a publish is under way, and tries again', async () => {
    const { el, root, page } = await show();
    const hold = await page.store.lease.take('colleague');
    await move(root);
    await until(() => textOf(el).includes('A publish is in progress. Wait until it finishes.'), 'why not');
    await expect(el).shadowDom.to.be.accessible();
    expect(await namesIn(openBrowserStore(page))).to.have.length(3);
    await page.store.lease.release(hold);
    control(root, 'Try again').click();
    await until(() => textOf(el).includes('Moved 3 workspaces'), 'the result');
  });

  it('says why it did not work, and goes on where it stopped', async () => {
    let broken = true;
    const { el, root, page } = await show({
      prepare({ store }) {
        const { put } = store.content;
        store.content.put = (records, hold) =>
          broken && records[0]?.kind === 'workspaces'
            ? Promise.reject(new ProvisioningError('offline', 'The connection broke.'))
            : put(records, hold);
      },
    });
    await move(root);
    await until(() => textOf(el).includes('The move didn’t finish'), 'the failure');
    expect(textOf(el)).to.contain('You’re offline').and.contain('Nothing is lost');
    expect(await namesIn(openBrowserStore(page))).to.have.length(3);
    broken = false;
    control(root, 'Try again').click();
    await until(() => textOf(el).includes('Moved 3 workspaces and 2 publishes.'), 'the result');
    expect(await namesIn(page.store)).to.have.length(3);
  });

  it('names what stays, because something else is in its place', async () => {
    const theirs = makeWorkspace({ id: toId('Field'), name: 'Field force' });
    const { el, root, page } = await show({ prepare: withWorkspaces(() => [theirs]) });
    await move(root);
    await until(() => textOf(el).includes('Moved 2 workspaces and 2 publishes.'), 'the result');
    expect(textOf(el)).to.contain('Still in this browser').and.contain('the workspace “Field”');
    expect(await namesIn(page.store))
      .to.include('Field force')
      .and.not.include('Field');
    expect(await namesIn(openBrowserStore(page))).to.deep.equal(['Field']);
  });

  it('offers what is left when another tab changed it', async () => {
    const { el, page } = await show();
    const other = openBrowserStore(page);
    for (const { workspace, etag } of (await other.workspaces.list()).workspaces)
      if (workspace.draft.name !== 'Sales desk') await other.workspaces.delete(workspace.id, { etag });
    await until(
      () => textOf(el).includes('Still stored only in this browser: 1 workspace and 2 publishes.'),
      'the rest',
    );
  });

  it('offers nothing to whom the portal does not let edit, nor where others do not see it either', async () => {
    const refused = await show({ can: (action) => action !== 'edit' }, 'Nothing published yet');
    expect(textOf(refused.el)).not.to.contain('stored only in this browser');
    document.body.replaceChildren();
    const alone = await show({ store: memoryStore() }, 'stored only in this browser');
    expect(textOf(alone.el)).not.to.contain('Still stored');
    control(alone.root, 'How to share them').click();
    expect(textOf(alone.el)).to.contain('docs/store.md');
  });

  it('says so where what this browser holds cannot be read, and reads it again', async () => {
    const later: ContentRecord = {
      kind: 'workspaces',
      key: ['later'],
      value: { etag: 'e1', workspace: { schemaVersion: 99 } },
    };
    const change = async (page: TenantPage, how: 'put' | 'delete'): Promise<void> => {
      const { content, lease } = openBrowserStore(page);
      const hold = await lease.take('later version');
      await content[how]([later], hold);
      await lease.release(hold);
    };
    const { el, root, page } = await show(
      { prepare: (prepared) => change(prepared, 'put') },
      'What’s stored in this browser can’t be read',
    );
    expect(textOf(el)).to.contain('Nothing published yet');
    await change(page, 'delete');
    control(root, 'Try again').click();
    await until(() => textOf(el).includes(held), 'what it holds');
  });
});
