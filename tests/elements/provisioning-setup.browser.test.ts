import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/provisioning-setup.js';
import type { ProvisioningSetup } from '../../src/define/provisioning-setup.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { withSync } from '../support/directory-sync.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { TrafficWatch } from '../support/watch-traffic.js';

async function show(parameters: TenantParameters, text: string): Promise<ProvisioningSetup> {
  const page = await renderInTenant(html`<provisioning-setup></provisioning-setup>`, {
    users: 30,
    ...parameters,
  });
  const el = page.provider.querySelector('provisioning-setup') as ProvisioningSetup;
  await until(() => textOf(el).includes(text), text);
  return el;
}

const stamp = { at: '2026-11-20T10:00:00.000Z', by: 'adele' };

describe('<provisioning-setup>', () => {
  afterEach(() => document.body.replaceChildren());

  it('begins with signing in', async () => {
    const el = await show({ signedOut: true }, 'Set up Office 365 for your users');
    expect(textOf(el)).to.contain('Nothing changes in your tenant until you publish');
    expect(el.shadowRoot?.querySelectorAll('details[open]').length).to.equal(1);
  });

  it('folds what is done and opens what comes next', async () => {
    const el = await show({ tenant: 'contoso' }, '1 step left');
    const steps = [...(el.shadowRoot?.querySelectorAll<HTMLDetailsElement>('[part="step"] > details') ?? [])];
    expect(steps.map((step) => step.open)).to.deep.equal([false, false, true]);
  });

  it('is done when a workspace is published', async () => {
    const workspace = createWorkspace('ws-1', 'Sales desk', stamp);
    const el = await show(
      {
        tenant: 'contoso',
        prepare: async ({ store }) => {
          const published = {
            ...workspace,
            published: workspace.draft,
            lastPublish: { ...stamp, publishId: 'p1' },
          };
          await store.workspaces.put(published, { etag: null });
        },
      },
      'Office 365 is set up',
    );
    expect(textOf(el)).to.match(/1 workspace ?, 1 published/);
    el.shadowRoot?.querySelector<HTMLElement>('#workspace > summary')?.click();
    await until(() => textOf(el).includes('Add people'), 'what comes next');
    setTimeout(() => control(el.shadowRoot as ShadowRoot, 'Add people').click());
    const { detail } = await oneEvent<CustomEvent<{ step: string }>>(el, 'o365-step-requested');
    expect(detail.step).to.equal('subscribe');
  });

  it('says that a cloud-only tenant has no directory, without standing in the way', async () => {
    const el = await show({ tenant: 'cloud-only' }, 'Not connected');
    expect(textOf(el)).to.contain('Create a workspace');
  });

  it('says in a few words what each step reached', async () => {
    const el = await show({ tenant: 'contoso' }, 'Contoso, as Ingrid Halvorsen');
    expect(textOf(el)).to.match(/synchronized .* ago/);
  });

  it('opens the directory when its synchronization stopped', async () => {
    const el = await show({ tenant: 'contoso', prepare: withSync({ hoursAgo: 31 }) }, 'Needs attention');
    expect(el.shadowRoot?.querySelector<HTMLDetailsElement>('#directory')?.open).to.equal(true);
  });

  it('keeps the directory open while it is read again after a failure', async () => {
    const watch = new TrafficWatch();
    const el = await show(
      {
        tenant: 'contoso',
        faults: [{ kind: 'status', path: '/organization', method: 'GET', status: 403 }],
        prepare: (page) => watch.attach(page),
      },
      'Needs attention',
    );
    const directory = el.shadowRoot?.querySelector<HTMLDetailsElement>('#directory');
    await until(() => directory?.querySelector('directory-connect')?.shadowRoot, 'the element');
    await until(() => textOf(directory as Element).includes('Try again'), 'the failure');
    const held = watch.hold(/^\/organization/);
    control(directory as HTMLElement, 'Try again').click();
    await until(() => held.asked.length > 0, 'asked again');
    await el.updateComplete;
    expect(directory?.open).to.equal(true);
    held.release();
    await until(() => textOf(directory as Element).includes('Try again'), 'the failure again');
    expect(directory?.open).to.equal(true);
  });

  it('leads to the permission of the second step first, and past it on request', async () => {
    const el = await show({ tenant: 'contoso', scopes: ['User.Read'] }, '2 steps left');
    const open = (): string[] =>
      [...(el.shadowRoot?.querySelectorAll('details[open]') ?? [])].map(({ id }) => id);
    expect(open()).to.deep.equal(['directory']);
    await until(() => textOf(el).includes('Request permission'), 'the permission');
    control(el.shadowRoot as ShadowRoot, 'Next: Create and publish a workspace').click();
    expect(open()).to.deep.equal(['directory', 'workspace']);
    control(el.shadowRoot as ShadowRoot, 'Request permission').click();
    await until(() => textOf(el).includes('1 step left'), 'given');
    await until(() => open().join() === 'workspace', 'the next step');
  });

  it('claims nothing while it is still being read', async () => {
    const watch = new TrafficWatch();
    let release = (): void => undefined;
    const el = await show(
      {
        tenant: 'contoso',
        prepare: (page) => {
          watch.attach(page);
          ({ release } = watch.hold(/^\/organization/));
        },
      },
      'Get started with Office 365',
    );
    await until(() => watch.open > 0, 'asked');
    await el.updateComplete;
    expect(textOf(el)).not.to.match(/Set up|left|Later|Create/);
    release();
    await until(() => textOf(el).includes('1 step left'), 'what’s left');
  });

  it('tells that the workspaces could not be read, and does not call it none', async () => {
    let mend = (): void => undefined;
    const prepare = ({ store: { workspaces } }: TenantPage): void => {
      const { list } = workspaces;
      mend = () => (workspaces.list = list);
      workspaces.list = () =>
        Promise.reject(new ProvisioningError('service-unavailable', 'The portal is down.'));
    };
    const el = await show({ tenant: 'contoso', prepare }, '1 step needs attention');
    const step = el.shadowRoot?.querySelector('#workspace') as HTMLDetailsElement;
    expect(step.open).to.equal(true);
    expect(textOf(step))
      .to.contain('Microsoft can’t respond right now')
      .and.not.to.contain('Create a workspace');
    mend();
    control(step, 'Try again').click();
    await until(() => textOf(step).includes('Create a workspace'), 'there is none');
  });

  it('opens the first step when Microsoft wants the person to sign in again', async () => {
    const failToken = (): Error => new ProvisioningError('sign-in-again', 'The session has ended.');
    const el = await show({ tenant: 'contoso', failToken }, 'Needs attention');
    const step = el.shadowRoot?.querySelector('#connect') as HTMLDetailsElement;
    await until(() => step.open, 'opens');
    await until(() => textOf(step).includes('Microsoft requires you to sign in again'), 'shows why');
    expect(textOf(el)).not.to.contain('Done');
  });

  it('asks for nothing that a folded step would show', async () => {
    const watch = new TrafficWatch();
    const el = await show({ tenant: 'contoso', prepare: (page) => watch.attach(page) }, '1 step left');
    await until(() => watch.open === 0, 'calm');
    expect(watch.count(/^\/domains/)).to.equal(0);
    el.shadowRoot?.querySelector<HTMLElement>('#directory > summary')?.click();
    await until(() => watch.count(/^\/domains/) === 1, 'asks when it is opened');
  });

  it('shows the words of the portal in a step', async () => {
    const page = await renderInTenant(
      html`<provisioning-setup><p slot="connect">Ask Kim for the account.</p></provisioning-setup>`,
      { signedOut: true },
    );
    const words = page.provider.querySelector('p') as HTMLElement;
    await until(() => words.assignedSlot && words.checkVisibility(), 'the words');
  });

  it('is walked through with the keyboard alone', async () => {
    const el = await show({ tenant: 'contoso' }, '1 step left');
    const root = el.shadowRoot as ShadowRoot;
    const steps: string[] = [];
    root.querySelector<HTMLElement>('#connect > summary')?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(el).includes('Tenant ID'), 'the first step');
    const reach = async (name: string): Promise<void> => {
      for (let presses = 0; root.activeElement !== control(root, name); presses += 1) {
        if (presses > 20) throw new Error(`The tab key does not reach ${name}`);
        await sendKeys({ press: 'Tab' });
      }
    };
    await reach('Next: Connect the directory');
    await sendKeys({ press: 'Enter' });
    expect(root.querySelector<HTMLDetailsElement>('#directory')?.open).to.equal(true);
    expect(root.activeElement?.parentElement?.id).to.equal('directory');
    await until(() => textOf(el).includes('primary'), 'the second step');
    await reach('Next: Create and publish a workspace');
    await sendKeys({ press: 'Enter' });
    await reach('Create a workspace');
    el.addEventListener('o365-step-requested', ({ detail }) => steps.push(detail.step));
    await sendKeys({ press: 'Enter' });
    expect(steps).to.deep.equal(['workspace']);
  });

  it('tells the page where the administrator wants to go', async () => {
    const el = await show({ tenant: 'contoso' }, 'Create a workspace');
    setTimeout(() => control(el.shadowRoot as ShadowRoot, 'Create a workspace').click());
    const { detail } = await oneEvent<CustomEvent<{ step: string }>>(el, 'o365-step-requested');
    expect(detail.step).to.equal('workspace');
  });

  it('says that nobody else sees what is stored, and does not where others do', async () => {
    const alone = await show({ tenant: 'contoso' }, '1 step left');
    expect(textOf(alone)).to.contain('stored only in this browser');
    document.body.replaceChildren();
    const store = memoryStore({ shares: { workspaces: true } });
    const shared = await show({ tenant: 'contoso', store }, '1 step left');
    expect(textOf(shared)).not.to.contain('only in this browser');
  });

  it('passes the accessibility audit', async () => {
    const el = await show({ tenant: 'contoso' }, '1 step left');
    await expect(el).shadowDom.to.be.accessible();
  });
});
