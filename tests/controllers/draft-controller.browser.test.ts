import { expect } from '@open-wc/testing';
import type { WorkspaceSelection } from '../../src/context/workspace-selection.js';
import { DraftController } from '../../src/controllers/draft-controller.js';
import { ProviderController } from '../../src/controllers/provider-controller.js';
import { ProvisioningError } from '../../src/model/errors.js';
import type { Workspace } from '../../src/model/workspace/workspace.js';
import { DrawnHost, showInTenant } from '../support/drawn-host.js';
import type { TenantPage, TenantParameters } from '../support/in-tenant.js';
import { readsPeople } from '../support/people.js';
import { until } from '../support/until.js';
import { makeWorkspace, openAs, planOf, userIds, withWorkspaces } from '../support/workspaces.js';

const create = (
  host: DrawnHost,
  provider: ProviderController,
  getId: () => string,
  onOpen: () => void,
): DraftController => new DraftController(host, provider, getId, onOpen);

const selectionOf = (provider: ProviderController): WorkspaceSelection | undefined =>
  provider.session?.workspaces.selection;

/** An element that shows the name and the description of a workspace. */
class Stage {
  id = 'sales';
  /** How often another workspace was opened. */
  opened = 0;
  /** Descriptions in the order in which they were stored. */
  readonly written: string[] = [];
  /** What keeps the store from taking anything. */
  trouble: ProvisioningError | undefined;
  page!: TenantPage;
  readonly host = new DrawnHost();
  readonly provider = new ProviderController(this.host);
  readonly draft = create(
    this.host,
    this.provider,
    () => this.id,
    () => (this.opened += 1),
  );

  constructor() {
    this.host.draw = () => {
      const { workspace } = this.draft;
      return workspace ? `${workspace.draft.name}: ${workspace.draft.description}` : this.draft.state.status;
    };
  }

  async stored(id = 'sales'): Promise<Workspace | undefined> {
    return (await this.page.store.workspaces.get(id))?.workspace;
  }

  describe(description: string, typing = false): void {
    this.draft.edit([{ kind: 'describe', description }], { typing });
  }

  async show(id: string, text: string): Promise<void> {
    this.id = id;
    this.host.requestUpdate();
    await until(() => this.host.text === text, text);
  }

  /** A colleague changes the description in the store. */
  async describeElsewhere(description: string): Promise<string> {
    const [by = ''] = userIds(this.page.emulator, 1);
    const theirs = openAs(this.page, by).workspaces;
    const stored = await theirs.get('sales');
    if (!stored) throw new Error('gone');
    const { workspace, etag } = stored;
    const edited = { at: '2026-11-28T08:00:00.000Z', by };
    await theirs.put({ ...workspace, edited, draft: { ...workspace.draft, description } }, { etag });
    return by;
  }

  /** Sees what is written, and keeps it from being written where the test says so. */
  watch({ store: { workspaces } }: TenantPage): void {
    const { put } = workspaces;
    workspaces.put = (workspace, options) => {
      if (this.trouble) return Promise.reject(this.trouble);
      this.written.push(workspace.draft.description ?? '');
      return put.call(workspaces, workspace, options);
    };
  }
}

const of = (id: string, name: string): Workspace =>
  makeWorkspace({ id, name, draft: { description: 'new' } });

async function start(parameters: TenantParameters = {}, text = 'Sales: new'): Promise<Stage> {
  const stage = new Stage();
  stage.page = await showInTenant(stage.host, {
    ...parameters,
    prepare: async (page) => {
      await withWorkspaces(() => [of('sales', 'Sales'), of('finance', 'Finance')])(page);
      stage.watch(page);
      await parameters.prepare?.(page);
    },
  });
  await until(() => stage.host.text === text, text);
  return stage;
}

/** Pauses that begin meanwhile and are not called off; each ends when it is called. */
function holdPauses(work: () => void): readonly (() => void)[] {
  const pauses = new Map<number, () => void>();
  let begun = 0;
  const { setTimeout: set, clearTimeout: clear } = window;
  Object.assign(window, {
    setTimeout: (end: () => void) => {
      begun += 1;
      pauses.set(begun, end);
      return begun;
    },
    clearTimeout: (id: number) => pauses.delete(id),
  });
  try {
    work();
  } finally {
    Object.assign(window, { setTimeout: set, clearTimeout: clear });
  }
  return [...pauses.values()];
}

describe('DraftController', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the workspace of its id, and knows the others', async () => {
    const { draft } = await start();
    expect(draft.others.map(({ id }) => id)).to.deep.equal(['finance']);
  });

  it('shows the selected one where it has no id, and follows the selection', async () => {
    const stage = await start();
    await stage.show('', 'ready');
    const { opened } = stage;
    selectionOf(stage.provider)?.select('finance');
    await until(() => stage.host.text === 'Finance: new', 'the selected one');
    expect(stage.opened).to.equal(opened + 1);
  });

  it('tells when another one is shown, and only then', async () => {
    const stage = await start();
    const { opened } = stage;
    stage.describe('soon');
    await stage.host.updateComplete;
    expect(stage.opened).to.equal(opened);
    await stage.show('finance', 'Finance: new');
    expect(stage.opened).to.equal(opened + 1);
  });

  it('shows none where there is none of its id', async () => {
    const stage = await start();
    await stage.show('gone', 'ready');
    expect(stage.draft.workspace).to.equal(undefined);
    expect(stage.draft.others).to.have.length(2);
  });

  it('shows an edit at once, and stores it at once', async () => {
    const stage = await start();
    stage.describe('soon');
    await stage.host.updateComplete;
    expect(stage.host.text).to.equal('Sales: soon');
    await until(() => stage.draft.session?.unsaved === false, 'stored');
    expect((await stage.stored())?.draft.description).to.equal('soon');
  });

  it('shows what is typed at once, and stores it once, after the last keystroke', async () => {
    const stage = await start();
    const due = holdPauses(() => {
      for (const text of ['s', 'so', 'soon']) stage.describe(text, true);
    });
    await stage.host.updateComplete;
    expect([stage.host.text, stage.written]).to.deep.equal(['Sales: soon', []]);
    expect(due).to.have.length(1);
    for (const end of due) end();
    await until(() => stage.draft.session?.unsaved === false, 'stored');
    expect(stage.written).to.deep.equal(['soon']);
  });

  it('stores what is typed at once for whoever goes on with it, and says of which workspace', async () => {
    const stage = await start();
    stage.describe('soon', true);
    expect(await stage.draft.store()).to.equal('sales');
    expect((await stage.stored())?.draft.description).to.equal('soon');
  });

  it('says that the store did not take it, and keeps it', async () => {
    const stage = await start();
    stage.trouble = new ProvisioningError('storage-full', 'Full.');
    stage.describe('soon', true);
    expect(await stage.draft.store()).to.equal(undefined);
    expect(stage.draft.session?.problem?.code).to.equal('storage-full');
    expect(stage.host.text).to.equal('Sales: soon');
    stage.trouble = undefined;
    expect(await stage.draft.store()).to.equal('sales');
  });

  it('stores what was typed when another one is shown, in the one that it was typed for', async () => {
    const stage = await start();
    stage.describe('soon', true);
    await stage.show('finance', 'Finance: new');
    await until(() => stage.written.length > 0, 'stored');
    expect((await stage.stored())?.draft.description).to.equal('soon');
    expect((await stage.stored('finance'))?.draft.description).to.equal('new');
  });

  it('stores what was typed when the page is left', async () => {
    const stage = await start();
    stage.describe('soon', true);
    dispatchEvent(new Event('pagehide'));
    await Promise.resolve();
    expect(stage.draft.session?.saving).to.equal(true);
    await until(() => stage.draft.session?.unsaved === false, 'stored');
  });

  it('stores what was typed when the element is taken off the page, and hears nothing more', async () => {
    const stage = await start();
    const { session } = stage.draft;
    const selection = selectionOf(stage.provider);
    stage.describe('soon', true);
    stage.host.remove();
    expect(stage.draft.session).to.equal(undefined);
    await until(() => session?.unsaved === false, 'stored');
    await stage.host.updateComplete;
    const { updates } = stage.host;
    selection?.select('finance');
    await stage.describeElsewhere('later');
    dispatchEvent(new Event('pagehide'));
    await stage.host.updateComplete;
    expect([stage.host.updates, stage.written]).to.deep.equal([updates, ['soon']]);
  });

  it('changes nothing that the portal does not let the administrator change', async () => {
    const stage = await start({ can: (action) => action !== 'edit' });
    stage.describe('soon');
    await stage.host.updateComplete;
    expect(stage.host.text).to.equal('Sales: new');
    expect(stage.draft.session?.problem?.code).to.equal('not-allowed');
    expect(stage.draft.session?.unsaved).to.equal(false);
  });

  it('shows what a colleague changes', async () => {
    const stage = await start();
    await stage.describeElsewhere('theirs');
    await until(() => stage.host.text === 'Sales: theirs', 'what the colleague wrote');
  });

  it('asks where a colleague changed the same, and goes on with what is chosen', async () => {
    const stage = await start();
    stage.describe('mine', true);
    const by = await stage.describeElsewhere('theirs');
    await stage.draft.flush();
    expect(stage.draft.session?.clash?.theirs.edited.by).to.equal(by);
    expect(stage.host.text).to.equal('Sales: mine');
    await stage.draft.settle('theirs');
    await until(() => stage.host.text === 'Sales: theirs', 'theirs');
    expect(stage.draft.session?.clash).to.equal(undefined);
  });

  it('says what is called how in a clash', async () => {
    const stage = await start(readsPeople);
    const { skuId } = planOf('SPE_F1');
    expect(stage.draft.clashNames.plan(skuId)).to.equal(skuId);
    stage.describe('mine', true);
    const by = await stage.describeElsewhere('theirs');
    await stage.page.auth.getToken(readsPeople.scopes);
    await stage.draft.flush();
    await until(() => stage.draft.actors.find(by).status === 'named', 'the colleague');
    await until(() => stage.draft.clashNames.plan(skuId) !== skuId, 'the plan');
  });

  it('shows nothing once signed out, and nothing of it to another account', async () => {
    const stage = await start({ otherPerson: { name: 'Alex', username: 'alex@contoso.example' } });
    stage.trouble = new ProvisioningError('storage-full', 'Full.');
    stage.describe('mine');
    await until(() => stage.draft.session?.problem, 'not stored');
    await stage.page.auth.signOut();
    await until(() => stage.host.text === 'waiting', 'nothing');
    expect([stage.draft.session, stage.draft.others]).to.deep.equal([undefined, []]);
    await stage.page.auth.signIn({ switchAccount: true });
    await until(() => stage.host.text === 'Sales: new', 'as it is stored');
  });

  it('reads the workspaces again', async () => {
    let reads = 0;
    const stage = await start({
      prepare: ({ store: { workspaces } }) => {
        const { list } = workspaces;
        workspaces.list = (options) => {
          reads += 1;
          return list.call(workspaces, options);
        };
      },
    });
    const before = reads;
    await stage.draft.refetch();
    expect(reads).to.equal(before + 1);
  });
});
