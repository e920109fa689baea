import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StoreMoveController } from '../../controllers/store-move-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit, type PeopleDetail, type PlanDetail } from '../../events.js';
import { icon } from '../../icons.js';
import { consoleStrings } from '../../localization/en/provisioning-console.js';
import { elementStyles } from '../../theme/element.styles.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { renderMenu } from '../../ui/menu/menu.js';
import { menuStyles } from '../../ui/menu/menu.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isOneOf, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderSignInError } from '../../ui/states/element-state.js';
import { renderWhereStored } from '../../ui/store/render-where-stored.js';
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
 * @csspart header - The tenant, and the menu of the account.
 * @csspart heading - The tenant's name.
 * @csspart demo - The badge that says that the tenant is invented.
 * @csspart tabs - The row of tabs.
 * @csspart panel - What the open tab shows.
 * @csspart not-shared - The lines that say that nobody else sees what is stored.
 * @csspart store-move - What this browser still holds, and moving it to where others see it.
 */
export class ProvisioningConsole extends LitElement {
  static override styles = [...elementStyles, menuStyles, dialogStyles, styles];

  /** Loads and registers the element of a tag; set where the console is registered, so that parts load when shown. */
  static loadPart: (tag: string) => Promise<unknown> = () => Promise.resolve();

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** The open tab: `start`, `workspaces`, `subscribe`, `users`, `usage` or `activity`. */
  @checked(isOneOf(consoleTabs)) @property({ reflect: true }) tab: ConsoleTab = 'start';

  /** Keeps the open tab in the page's address (`#o365/users`) and follows it. */
  @property({ type: Boolean, attribute: 'deep-links' }) deepLinks = false;

  /** Whether the tab "Subscribe" shows the review of a publish. */
  @state() private reviewing = false;

  /** Whom the tab "User list" shows at first. */
  @state() private people: PeopleDetail & { readonly plans?: readonly string[] } = {};

  /** The tab that was open where the address named none. */
  #unlinked: { readonly hash: string; readonly tab: ConsoleTab } | undefined;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-console', consoleStrings);
  private readonly storeMove = new StoreMoveController(this, this.shared);
  private readonly tenant = new QueryController(this, this.shared, ({ graph }) => graph.tenant);

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

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('tab')) this.#revealTab();
  }

  protected override render() {
    const { text } = this.strings;
    return html`<div
      class="stack"
      @o365-workspace-selected=${this.#showWorkspace}
      @o365-review-requested=${() => this.#lead('subscribe', true)}
      @o365-plan-selected=${({ detail }: CustomEvent<PlanDetail>) => this.#leadToPeople({ plans: [detail.skuId] })}
      @o365-people-selected=${({ detail }: CustomEvent<PeopleDetail>) => this.#leadToPeople(detail)}
    >
      ${renderSettingProblems(this, this.strings)} ${this.renderHeader()}
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
      ${renderWhereStored({ provider: this.shared, strings: this.strings, storeMove: this.storeMove })}
    </div>`;
  }

  private renderHeader() {
    const { text } = this.strings;
    const { auth, signInError } = this.shared;
    const account = auth?.state.status === 'signed-in' ? auth.state.account : undefined;
    const items = [
      {
        label: text.switchAccount,
        icon: 'swap',
        run: () => void this.shared.signIn({ switchAccount: true }),
      },
      { label: text.signOut, icon: 'close', run: () => void this.shared.signOut() },
    ] as const;
    return html`<div class="row" part="header">
        ${icon('organization')}
        <div part="heading" class="label" role="heading" aria-level=${this.headingLevel}>
          ${this.tenant.value?.displayName ?? text.heading}
        </div>
        ${this.tenant.value ? html`<span class="muted">${this.tenant.value.defaultDomain}</span>` : nothing}
        ${auth?.isDemo ? html`<span part="demo" class="badge outline">${text.demo}</span>` : nothing}
        ${
          account
            ? html`${
                  signInError?.code === 'sign-in-again'
                    ? html`<span class="badge warn">${icon('attention')} ${text.signInAgain}</span>`
                    : html`<span class="badge ok">${icon('done')} ${text.connected}</span>`
                }
                <span class="push">
                  ${renderMenu(
                    'account',
                    text.account(account.name),
                    items,
                    html`${icon('person')} <bdi>${account.name}</bdi>`,
                  )}
                </span>`
            : html`<span class="badge outline">${icon('not-yet')} ${text.notConnected}</span>`
        }
      </div>
      ${
        // The first tab tells it itself.
        account && signInError && this.tab !== 'start'
          ? renderSignInError({ provider: this.shared, strings: this.strings }, signInError)
          : nothing
      }`;
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
            not-shared-hidden
            heading-level=${level}
            @o365-step-requested=${(event: CustomEvent<{ step: string }>) =>
              this.#lead(event.detail.step === 'subscribe' ? 'subscribe' : 'workspaces')}
          ></provisioning-setup>`;
      case 'workspaces':
        return html`<workspace-list provider=${provider} heading-level=${level}></workspace-list>
          <workspace-editor provider=${provider} heading-level=${level} tabindex="-1"></workspace-editor>`;
      case 'subscribe':
        return this.reviewing
          ? html`<div>
                <button class="button quiet" @click=${() => this.#lead('subscribe')}>
                  ${icon('undo')} ${text.backToSubscribers}
                </button>
              </div>
              <publish-review provider=${provider} heading-level=${level}></publish-review>`
          : html`<user-subscriber provider=${provider} heading-level=${level}>
              <button slot="none" class="button primary" @click=${() => this.#lead('workspaces')}>
                ${text.chooseWorkspace}
              </button>
            </user-subscriber>`;
      case 'users':
        return html`<user-list
          provider=${provider}
          heading-level=${level}
          .filters=${this.people}
        ></user-list>`;
      case 'usage':
        return html`<license-usage-chart provider=${provider} heading-level=${level}></license-usage-chart>
          <license-insights provider=${provider} heading-level=${level}></license-insights>`;
      case 'activity':
        return html`<activity-log
          provider=${provider}
          heading-level=${level}
          not-shared-hidden
        ></activity-log>`;
    }
  }

  #open(tab: ConsoleTab): void {
    this.reviewing = false;
    this.people = {};
    if (tab === this.tab) return;
    if (this.deepLinks) {
      if (!tabOfHash(location.hash)) this.#unlinked = { hash: location.hash, tab: this.tab };
      history.pushState(null, '', hashOfTab(tab));
    }
    this.tab = tab;
    emit(this, 'o365-tab-changed', { tab });
  }

  /** Goes where something in a panel leads to; the focus goes along. */
  #lead(tab: ConsoleTab, reviewing = false): void {
    const moved = tab !== this.tab || reviewing !== this.reviewing;
    this.#open(tab);
    this.reviewing = reviewing;
    if (moved)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#panel')?.focus());
  }

  /** The editor stands below the list, where nobody would see that it shows another workspace. */
  readonly #showWorkspace = (): void => {
    if (this.tab !== 'workspaces') return this.#lead('workspaces');
    const editor = this.renderRoot.querySelector<HTMLElement>('workspace-editor');
    editor?.scrollIntoView();
    editor?.focus({ preventScroll: true });
  };

  #leadToPeople(people: ProvisioningConsole['people']): void {
    this.#lead('users');
    this.people = people;
  }

  readonly #followAddress = (): void => {
    if (!this.deepLinks) return;
    const { hash } = location;
    const tab = tabOfHash(hash) ?? (hash === this.#unlinked?.hash ? this.#unlinked.tab : this.tab);
    if (tab !== this.tab) this.reviewing = false;
    this.tab = tab;
  };

  /** Scrolls the row of tabs, and nothing else, so that the open one is seen. */
  #revealTab(): void {
    const button = this.renderRoot.querySelector(`#tab-${this.tab}`);
    const row = button?.parentElement;
    if (!button || !row) return;
    const [tab, seen] = [button.getBoundingClientRect(), row.getBoundingClientRect()];
    if (tab.left < seen.left) row.scrollLeft -= seen.left - tab.left;
    else if (tab.right > seen.right) row.scrollLeft += tab.right - seen.right;
  }

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
