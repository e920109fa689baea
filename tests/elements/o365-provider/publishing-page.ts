import { html, LitElement } from 'lit';
import type { WorkspaceServices } from '../../../src/context/workspace-services.js';
import { ProviderController } from '../../../src/controllers/provider-controller.js';
import type { PublishedDetail } from '../../../src/events.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch, type Held } from '../../support/watch-traffic.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';

/** Has what an element has of its provider. */
export class ProviderProbe extends LitElement {
  readonly provider = '';
  readonly shared = new ProviderController(this);

  get workspaces(): WorkspaceServices | undefined {
    return this.shared.session?.workspaces;
  }
}
customElements.define('provider-probe', ProviderProbe);

/** A page in which a publish runs until `held` is released. */
export interface PublishingPage {
  readonly page: TenantPage;
  readonly probe: ProviderProbe;
  readonly watch: TrafficWatch;
  /** The first answers to its writes: what they say is so in the tenant already. */
  readonly held: Held;
  readonly run: PublishRun;
}

const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };

/** What providers are told to remember and to talk to, so that another one works in the same tenant. */
export function copySettings({ provider }: TenantPage): HTMLElementTagNameMap['o365-provider'] {
  const { auth, transport, store } = provider;
  return Object.assign(document.createElement('o365-provider'), {
    auth,
    transport,
    store,
    policy: { ...policy },
  });
}

/** Waits until the services are there. */
export async function probeIn(root: ParentNode): Promise<ProviderProbe> {
  const probe = root.querySelector('provider-probe') as ProviderProbe;
  await until(() => probe.workspaces, 'services');
  return probe;
}

/** Shows a tenant in which a workspace gives a license to 200 people. */
export async function showTenant(
  parameters: TenantParameters = {},
): Promise<Omit<PublishingPage, 'held' | 'run'>> {
  const watch = new TrafficWatch();
  const addWorkspace = withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: { plans: [planOf('POWER_BI_STANDARD')], subscribers: userIds(emulator, 200) },
    }),
  ]);
  const page = await renderInTenant(html`<provider-probe></provider-probe>`, {
    tenant: 'contoso',
    users: 400,
    policy,
    ...parameters,
    async prepare(made) {
      watch.attach(made);
      await addWorkspace(made);
      await parameters.prepare?.(made);
    },
  });
  return { page, watch, probe: await probeIn(page.provider) };
}

/** Starts to publish it. */
export async function startPublish(parameters: TenantParameters = {}): Promise<PublishingPage> {
  const { page, watch, probe } = await showTenant(parameters);
  const { publisher } = probe.workspaces!;
  const held = watch.hold(/assignLicense/);
  const run = publisher.publish(await publisher.review('sales-desk'));
  await until(() => held.asked.length > 0, 'writes');
  return { page, probe, watch, held, run };
}

/** What the page is told about publishes, with the tag of whoever told it; `#document` for the document. */
export class Told {
  readonly events: { readonly from: string; readonly detail: PublishedDetail }[] = [];
  readonly #take = (event: CustomEvent<PublishedDetail>): void => {
    const from = event.composedPath()[0];
    const name = from instanceof Element ? from.id || from.localName : (from as Node).nodeName;
    this.events.push({ from: name, detail: event.detail });
  };

  constructor() {
    document.addEventListener('o365-published', this.#take);
  }

  stop(): void {
    document.removeEventListener('o365-published', this.#take);
  }
}
