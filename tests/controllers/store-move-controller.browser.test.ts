import { expect } from '@open-wc/testing';
import { html, nothing } from 'lit';
import { ProviderController } from '../../src/controllers/provider-controller.js';
import { StoreMoveController } from '../../src/controllers/store-move-controller.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { DrawnHost, showInTenant } from '../support/drawn-host.js';
import type { TenantPage, TenantParameters } from '../support/in-tenant.js';
import { keepInBrowser, openBrowserStore } from '../support/kept-in-browser.js';
import { until } from '../support/until.js';

const create = (host: DrawnHost): StoreMoveController =>
  new StoreMoveController(host, new ProviderController(host));

/** Each has a tenant of its own: what is in this browser outlives a test. */
let seed = 9_500;

interface Shown {
  readonly host: DrawnHost;
  readonly move: StoreMoveController;
  readonly page: TenantPage;
  readonly dialog: () => HTMLDialogElement | null;
}

/** An element that says how the move stands, with the question where it is open. */
async function show(parameters: TenantParameters = {}, text = 'offered'): Promise<Shown> {
  const host = new DrawnHost();
  const move = create(host);
  host.draw = () => html`
    <div part="store-move" tabindex="-1">${move.state.status}</div>
    <button>Elsewhere</button>
    ${move.isAsking ? html`<dialog class="store-move"><button>Yes</button></dialog>` : nothing}
  `;
  const page = await showInTenant(host, {
    seed: (seed += 1),
    store: memoryStore({ shares: { workspaces: true, journal: true } }),
    ...parameters,
    prepare: async (prepared) => {
      await keepInBrowser(prepared);
      await parameters.prepare?.(prepared);
    },
  });
  await until(() => says(host, text), text);
  return { host, move, page, dialog: () => host.root.querySelector('dialog') };
}

const says = (host: DrawnHost, status: string): boolean =>
  host.root.querySelector('[part="store-move"]')?.textContent === status;

const countIn = async (page: TenantPage): Promise<readonly number[]> =>
  Promise.all(
    [openBrowserStore(page), page.store].map(
      async ({ workspaces }) => (await workspaces.list()).workspaces.length,
    ),
  );

describe('StoreMoveController', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks in a dialog before anything is moved', async () => {
    const { host, move, page, dialog } = await show();
    expect(dialog()).to.equal(null);
    move.ask();
    await until(() => dialog()?.open, 'the question');
    expect(dialog()?.matches(':modal')).to.equal(true);
    await host.updateComplete;
    expect(await countIn(page)).to.deep.equal([3, 0]);
  });

  it('gives the focus back when the answer is no', async () => {
    const { host, move, page, dialog } = await show();
    const button = host.root.querySelector('button');
    button?.focus();
    move.ask();
    await until(() => dialog()?.open, 'the question');
    expect(host.root.activeElement).not.to.equal(button);
    move.cancel();
    await until(() => !dialog(), 'no question');
    expect(host.root.activeElement).to.equal(button);
    expect(await countIn(page)).to.deep.equal([3, 0]);
  });

  it('moves everything, has the focus where that is told, and says so until it is closed', async () => {
    const { host, move, page, dialog } = await show();
    move.ask();
    await until(() => dialog()?.open, 'the question');
    move.start();
    await until(() => !dialog(), 'no question');
    expect(host.root.activeElement?.getAttribute('part')).to.equal('store-move');
    await until(() => says(host, 'moved'), 'moved');
    expect(await countIn(page)).to.deep.equal([0, 3]);
    move.close();
    await until(() => says(host, 'nothing'), 'closed');
    move.ask();
    await host.updateComplete;
    expect(move.isAsking).to.equal(false);
  });

  it('tries again what failed: the move is made once more', async () => {
    let isBroken = true;
    const { host, move, page } = await show({
      prepare: ({ store: { content } }) => {
        const { put } = content;
        content.put = (records, hold) =>
          isBroken
            ? Promise.reject(new ProvisioningError('offline', 'The connection broke.'))
            : put.call(content, records, hold);
      },
    });
    move.start();
    await until(() => says(host, 'failed'), 'failed');
    isBroken = false;
    move.retry();
    await until(() => says(host, 'moved'), 'moved');
    expect(await countIn(page)).to.deep.equal([0, 3]);
  });

  it('closes the question when it is off the page, and offers it anew when it is back', async () => {
    const { host, move, page, dialog } = await show();
    move.ask();
    await until(() => dialog()?.open, 'the question');
    host.remove();
    expect(move.isAsking).to.equal(false);
    expect(move.state.status).to.equal('nothing');
    const { updates } = host;
    const other = openBrowserStore(page);
    for (const { workspace, etag } of (await other.workspaces.list()).workspaces)
      if (workspace.draft.name === 'Reception') await other.workspaces.delete(workspace.id, { etag });
    await host.updateComplete;
    expect(host.updates).to.equal(updates);
    page.provider.append(host);
    await until(() => says(host, 'offered'), 'offered');
    expect(dialog()).to.equal(null);
  });

  it('offers nothing when nobody is signed in', async () => {
    const { host, page } = await show();
    await page.auth.signOut();
    await until(() => says(host, 'nothing'), 'nothing');
  });
});
