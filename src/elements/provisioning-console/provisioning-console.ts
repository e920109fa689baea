import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { consoleStrings } from '../../localization/en/provisioning-console.js';
import { elementStyles } from '../../theme/element.styles.js';
import {
  consoleTabs,
  hashOfTab,
  isConsoleTab,
  tabOfHash,
  tabParts,
  type ConsoleTab,
} from './console-tabs.js';
import { styles } from './provisioning-console.styles.js';

/**
 * @summary The whole product under tabs: get started, workspaces, subscribe and publish, user list, license usage, activity.
 * @tagname provisioning-console
 *
 * @slot start - Words of the portal's own above the first steps.
 * @fires {CustomEvent<{ tab: string }>} o365-tab-changed - The person opened another tab.
 * @csspart heading - The tenant's name.
 * @csspart tabs - The row of tabs.
 * @csspart panel - What the open tab shows.
 */
export class ProvisioningConsole extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Loads and registers the element of a tag; set where the console is registered, so that parts load when shown. */
  static loadPart: (tag: string) => Promise<unknown> = () => Promise.resolve();

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The open tab: `start`, `workspaces`, `subscribe`, `users`, `usage` or `activity`. */
  @property({ reflect: true }) tab: ConsoleTab = 'start';

  /** Keeps the open tab in the page's address (`#o365/users`) and follows it. */
  @property({ type: Boolean, attribute: 'deep-links' }) deepLinks = false;

  /** Whether the tab "Subscribe" shows the review of a publish. */
  @state() private reviewing = false;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-console', consoleStrings);
  private readonly tenant = new QueryController(this, () => this.shared.graph?.tenant);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#followAddress);
    if (this.deepLinks) this.#followAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#followAddress);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('deepLinks') && this.deepLinks) this.#followAddress();
    if (!isConsoleTab(this.tab)) this.tab = 'start';
    if (changed.has('tab')) for (const tag of tabParts[this.tab]) void ProvisioningConsole.loadPart(tag);
  }

  protected override render() {
    const { text } = this.strings;
    return html`<div
      class="stack"
      @o365-workspace-selected=${() => this.#open('workspaces')}
      @o365-review-requested=${() => this.#openReview()}
      @o365-plan-selected=${() => this.#open('users')}
    >
      <div class="row">
        ${icon('organization')}
        <div part="heading" class="label" role="heading" aria-level=${this.headingLevel}>
          ${this.tenant.value?.displayName ?? text.heading}
        </div>
        <span class="muted">${this.tenant.value?.defaultDomain ?? nothing}</span>
        ${
          this.shared.status === 'signed-in'
            ? html`<span class="badge ok">${icon('done')} ${text.connected}</span>`
            : html`<span class="badge outline">${icon('not-yet')} ${text.notConnected}</span>`
        }
      </div>
      <div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label=${text.tabsLabel}
        @keydown=${this.#moveAmongTabs}
      >
        ${consoleTabs.map(
          (tab) =>
            html`<button
              role="tab"
              id="tab-${tab}"
              aria-selected=${tab === this.tab ? 'true' : 'false'}
              aria-controls="panel"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => this.#open(tab)}
            >
              ${text.tabs[tab]}
            </button>`,
        )}
      </div>
      <div
        class="panel"
        part="panel"
        role="tabpanel"
        id="panel"
        aria-labelledby="tab-${this.tab}"
        tabindex="-1"
      >
        ${this.renderPanel()}
      </div>
    </div>`;
  }

  private renderPanel() {
    const { text } = this.strings;
    const { provider } = this;
    const level = Math.min(6, this.headingLevel + 1);
    switch (this.tab) {
      case 'start':
        return html`<slot name="start"></slot>
          <provisioning-setup
            provider=${provider}
            heading-level=${level}
            @o365-step-requested=${(event: CustomEvent<{ step: string }>) => this.#openStep(event.detail.step)}
          ></provisioning-setup>`;
      case 'workspaces':
        return html`<workspace-list provider=${provider} heading-level=${level}></workspace-list>
          <workspace-editor provider=${provider} heading-level=${level}></workspace-editor>`;
      case 'subscribe':
        return this.reviewing
          ? html`<div>
                <button class="button quiet" @click=${() => (this.reviewing = false)}>
                  ${icon('undo')} ${text.backToSubscribers}
                </button>
              </div>
              <publish-review provider=${provider} heading-level=${level}></publish-review>`
          : html`<user-subscriber provider=${provider} heading-level=${level}></user-subscriber>`;
      case 'users':
        return html`<user-list provider=${provider} heading-level=${level}></user-list>`;
      case 'usage':
        return html`<license-usage-chart provider=${provider} heading-level=${level}></license-usage-chart>
          <license-insights provider=${provider} heading-level=${level}></license-insights>`;
      case 'activity':
        return html`<activity-log provider=${provider} heading-level=${level}></activity-log>`;
    }
  }

  #open(tab: ConsoleTab): void {
    if (tab === this.tab) return;
    this.tab = tab;
    this.reviewing = false;
    if (this.deepLinks) history.pushState(null, '', hashOfTab(tab));
    emit(this, 'o365-tab-changed', { tab });
  }

  #openReview(): void {
    this.#open('subscribe');
    this.reviewing = true;
  }

  #openStep(step: string): void {
    if (step === 'workspace') this.#open('workspaces');
  }

  readonly #followAddress = (): void => {
    if (this.deepLinks) this.tab = tabOfHash(location.hash) ?? this.tab;
  };

  #moveAmongTabs(event: KeyboardEvent): void {
    const at = consoleTabs.indexOf(this.tab);
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const target =
      event.key === forward
        ? (at + 1) % consoleTabs.length
        : event.key === backward
          ? (at + consoleTabs.length - 1) % consoleTabs.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? consoleTabs.length - 1
              : -1;
    const tab = consoleTabs[target];
    if (!tab) return;
    event.preventDefault();
    this.#open(tab);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }
}
