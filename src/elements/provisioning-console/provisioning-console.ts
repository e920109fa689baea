import { LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkspaceServices } from '../../context/workspace-services.js';
import { ActionController } from '../../controllers/action-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { SelectionController } from '../../controllers/selection-controller.js';
import { StoreMoveController } from '../../controllers/store-move-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import {
  emit,
  type PeopleDetail,
  type PlanDetail,
  type ReviewRequestDetail,
  type UserDetail,
  type WorkspaceDeletedDetail,
  type WorkspaceDetail,
} from '../../events.js';
import { icon } from '../../icons.js';
import { consoleStrings } from '../../localization/en/provisioning-console.js';
import { portalConnectionWords } from '../../localization/portal-connection-words.js';
import {
  isPlace,
  isSamePlace,
  placeFromText,
  placeToText,
  type ConsoleTab,
  type Place,
} from '../../model/address/place.js';
import { elementStyles } from '../../theme/element.styles.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { renderMenu } from '../../ui/menu/menu.js';
import { menuStyles } from '../../ui/menu/menu.styles.js';
import { html } from '../../ui/placing-html.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText, optional } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderErrorNotice, renderSignInError } from '../../ui/states/element-state.js';
import { renderWhereStored } from '../../ui/store/render-where-stored.js';
import { nameOf } from '../../ui/tag-names.js';
import { showsWorkspace, tabParts } from './console-tabs.js';
import { styles } from './provisioning-console.styles.js';
import { renderTabs, revealTab } from './render-tabs.js';

/** What is shown at a place that its address does not tell. */
interface Beside {
  /** The tab "Subscribe" shows the review of a publish. */
  readonly reviewing?: boolean;
  /** Whom the tab "User list" shows at first. */
  readonly people?: PeopleDetail & { readonly plans?: readonly string[] };
  /** What takes the focus, as something in a panel led here. */
  readonly focus?: 'panel' | 'workspace-editor';
}

const home: Place = { tab: 'start' };
const isPlaceOrText = optional({
  fits: (value) => isPlace(value) || isText.fits(value),
  wanted: 'a place, such as {"tab": "users"}, or its text',
});
const everybody = {};

/**
 * @summary The whole product under tabs: get started, workspaces, subscribe and publish, user list, license usage, activity.
 * @tagname provisioning-console
 *
 * @slot start - Words of the portal's own above the first steps.
 * @fires {CustomEvent<NavigateDetail>} o365-navigate - The console is about to go to another place. Cancel it where the page's own router goes there and sets `place`.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
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

  /**
   * What is shown: a tab, and what is open in it. As a text, `tab/workspace/id/user/id`, e.g. `users` or
   * `workspaces/workspace/4f0c`; what is no place is the first tab.
   */
  @checked(isPlaceOrText)
  @property({
    reflect: true,
    converter: { toAttribute: placeToText },
    hasChanged: (now: Place, before?: Place) => !before || !isSamePlace(now, before),
  })
  get place(): Place {
    return this.#place;
  }

  set place(place: Place | string | undefined) {
    this.#place = (typeof place === 'string' ? placeFromText(place) : place) ?? home;
  }

  @state() private beside: Beside = {};

  #place = home;
  /** Where the administrator wants to go, until the host goes there. */
  #next: { readonly place: Place; readonly beside: Beside } | undefined;
  #services: WorkspaceServices | undefined;
  #wasSignedIn = false;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-console', consoleStrings);
  private readonly storeMove = new StoreMoveController(this, this.shared);
  private readonly selection = new SelectionController(this, this.shared);
  /** The code of what the open tab shows. */
  private readonly parts = new ActionController(this);
  private readonly tenant = new QueryController(this, this.shared, ({ graph }) => graph.tenant);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('place')) this.#arrive(changed.get('place'));
    if (changed.has('place') || !this.hasUpdated) void this.parts.run(() => this.#loadParts());
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { status, session } = this.shared;
    const workspaces = session?.workspaces;
    const isElsewhere = changed.has('place') || (changed as PropertyValues).has('beside');
    if (isElsewhere || workspaces !== this.#services) this.#selectWorkspace(workspaces);
    this.#services = workspaces;
    if (changed.has('place')) revealTab(this.renderRoot, this.place.tab);
    if (isElsewhere) this.#focusLed();
    if (status === 'signed-in') this.#wasSignedIn = true;
    if (status !== 'signed-out' || !this.#wasSignedIn) return;
    this.#wasSignedIn = false;
    // What one account had open is not for the next.
    this.#go({ tab: this.place.tab });
  }

  protected override render() {
    const { text } = this.strings;
    const { tab } = this.place;
    return html`<div
      class="stack"
      @o365-workspace-selected=${this.#onWorkspaceSelected}
      @o365-workspace-deleted=${this.#onWorkspaceDeleted}
      @o365-user-selected=${this.#onUserSelected}
      @o365-user-closed=${this.#onUserClosed}
      @o365-review-requested=${this.#onReviewRequested}
      @o365-plan-selected=${({ detail }: CustomEvent<PlanDetail>) => this.#leadToPeople({ plans: [detail.skuId] })}
      @o365-people-selected=${({ detail }: CustomEvent<PeopleDetail>) => this.#leadToPeople(detail)}
    >
      ${renderSettingProblems(this, this.strings)} ${this.renderHeader()}
      ${renderTabs({
        text,
        tab,
        hrefOf: (each) => this.shared.hrefOf(this.#placeOf(each)),
        open: (each) => this.#go(this.#placeOf(each)),
        moveTo: (each) => this.#moveTo(each),
      })}
      <div class="panel" part="panel" role="tabpanel" id="panel" aria-labelledby="tab-${tab}" tabindex="-1">
        ${renderErrorNotice({ provider: this.shared, strings: this.strings }, this.parts.failure)}
        ${this.renderPanel()}
      </div>
      ${renderWhereStored({ provider: this.shared, strings: this.strings, storeMove: this.storeMove })}
    </div>`;
  }

  /** Where a connection is kept, leaving is not ending it. */
  private get signOutLabel(): string {
    const { text, format } = this.strings;
    return this.shared.connection ? portalConnectionWords(format).signOut : text.signOut;
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
      { label: this.signOutLabel, icon: 'close', run: () => void this.shared.signOut() },
    ] as const;
    return html`<div class="row" part="header">
        ${icon('organization')}
        <div part="heading" class="label" role="heading" aria-level=${this.headingLevel}>
          ${this.tenant.value?.displayName ?? text.heading}
        </div>
        ${this.tenant.value ? html`<span class="muted">${this.tenant.value.defaultDomain}</span>` : nothing}
        ${auth?.isDemo ? html`<span part="demo" class="badge outline">${text.demo}</span>` : nothing}
        ${this.renderStatus()}
        ${
          account
            ? html`<span class="push">
                ${renderMenu(
                  'account',
                  text.account(account.name),
                  items,
                  html`${icon('person')} <bdi>${account.name}</bdi>`,
                )}
              </span>`
            : nothing
        }
      </div>
      ${
        // The first tab tells it itself.
        account && signInError && this.place.tab !== 'start'
          ? renderSignInError({ provider: this.shared, strings: this.strings }, signInError)
          : nothing
      }`;
  }

  private renderStatus() {
    const { text } = this.strings;
    const { status, signInError } = this.shared;
    if (status === 'starting') return nothing;
    if (status !== 'signed-in')
      return html`<span class="badge outline">${icon('not-yet')} ${text.notConnected}</span>`;
    return signInError?.code === 'sign-in-again'
      ? html`<span class="badge warn">${icon('attention')} ${text.signInAgain}</span>`
      : html`<span class="badge ok">${icon('done')} ${text.connected}</span>`;
  }

  private renderPanel() {
    const { text } = this.strings;
    const { provider } = this;
    const { tab, workspaceId = '', userId = '' } = this.place;
    const level = Math.min(6, this.headingLevel + 1);
    switch (tab) {
      case 'start':
        return html`<slot name="start"></slot>
          <provisioning-setup
            provider=${provider}
            not-shared-hidden
            heading-level=${level}
            @o365-step-requested=${(event: CustomEvent<{ step: string }>) =>
              this.#lead(this.#placeOf(event.detail.step === 'subscribe' ? 'subscribe' : 'workspaces'))}
          ></provisioning-setup>`;
      case 'workspaces':
        return html`<workspace-list provider=${provider} heading-level=${level}></workspace-list>
          <workspace-editor
            provider=${provider}
            heading-level=${level}
            workspace-id=${workspaceId}
            tabindex="-1"
            @o365-workspace-created=${({ detail }: CustomEvent<WorkspaceDetail>) =>
              this.#go({ tab, workspaceId: detail.workspaceId })}
          >
            ${
              workspaceId
                ? html`<button slot="none" class="button" @click=${() => this.#lead({ tab })}>
                    ${text.backToWorkspaces}
                  </button>`
                : nothing
            }
          </workspace-editor>`;
      case 'subscribe':
        return this.beside.reviewing
          ? html`<div>
                <button class="button quiet" @click=${() => this.#lead(this.#placeOf(tab))}>
                  ${icon('undo')} ${text.backToSubscribers}
                </button>
              </div>
              <publish-review
                provider=${provider}
                heading-level=${level}
                workspace-id=${workspaceId}
              ></publish-review>`
          : html`<user-subscriber provider=${provider} heading-level=${level} workspace-id=${workspaceId}>
              <button slot="none" class="button primary" @click=${() => this.#lead({ tab: 'workspaces' })}>
                ${text.chooseWorkspace}
              </button>
            </user-subscriber>`;
      case 'users':
        return html`<user-list
          provider=${provider}
          heading-level=${level}
          user-id=${userId}
          .filters=${this.beside.people ?? everybody}
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

  /** Where a tab leads: one that shows a workspace, to the one that was open last. */
  #placeOf(tab: ConsoleTab): Place {
    const workspaceId = this.place.workspaceId ?? this.selection.id;
    return showsWorkspace(tab) && workspaceId !== undefined ? { tab, workspaceId } : { tab };
  }

  /** Goes to a place, unless the host does, whose `place` then is where the administrator wanted to go. */
  #go(place: Place, beside: Beside = {}): void {
    this.#next = { place, beside };
    if (isSamePlace(place, this.place)) return this.#arrive(place);
    const href = this.shared.hrefOf(place);
    const detail = { place, ...(href === undefined ? {} : { href }) };
    if (emit(this, 'o365-navigate', detail, { cancelable: true })) this.place = place;
  }

  #arrive(from: Place | undefined): void {
    const next = this.#next;
    this.#next = undefined;
    if (next && isSamePlace(next.place, this.place)) this.beside = next.beside;
    else this.beside = from?.tab === this.place.tab ? this.#samePeople : {};
  }

  get #samePeople(): Beside {
    const { people } = this.beside;
    return people ? { people } : {};
  }

  /** Goes where something in a panel leads to; the focus goes along. */
  #lead(place: Place, beside: Beside = {}): void {
    this.#go(place, { focus: 'panel', ...beside });
  }

  #leadToPeople(people: Beside['people'] & object): void {
    this.#lead({ tab: 'users' }, { people });
  }

  async #loadParts(): Promise<void> {
    await Promise.all(tabParts[this.place.tab].map((tag) => ProvisioningConsole.loadPart(tag)));
  }

  #moveTo(tab: ConsoleTab): void {
    this.#go(this.#placeOf(tab));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  /** What is open here is open for every element of the provider, and remembered in this tab of the browser. */
  #selectWorkspace(services: WorkspaceServices | undefined): void {
    const { tab, workspaceId } = this.place;
    // A review that is of no workspace is of licenses to take back, which are selected in its place.
    if (showsWorkspace(tab) && (workspaceId !== undefined || !this.beside.reviewing))
      services?.selection.select(workspaceId);
  }

  #focusLed(): void {
    const { focus } = this.beside;
    if (!focus) return;
    const target = this.renderRoot.querySelector<HTMLElement>(focus === 'panel' ? '#panel' : nameOf(focus));
    // The editor stands below the list, where nobody would see that it shows another workspace.
    if (focus !== 'panel') target?.scrollIntoView();
    target?.focus({ preventScroll: focus !== 'panel' });
  }

  readonly #onWorkspaceSelected = (event: CustomEvent<WorkspaceDetail>): void => {
    event.preventDefault();
    const { workspaceId } = event.detail;
    const focus = this.place.tab === 'workspaces' ? 'workspace-editor' : 'panel';
    this.#lead({ tab: 'workspaces', workspaceId }, { focus });
  };

  readonly #onWorkspaceDeleted = ({ detail }: CustomEvent<WorkspaceDeletedDetail>): void => {
    const { tab, workspaceId } = this.place;
    if (!detail.afterPublish && detail.workspaceId === workspaceId) this.#go({ tab });
  };

  readonly #onUserSelected = (event: CustomEvent<UserDetail>): void => {
    event.preventDefault();
    this.#go({ tab: 'users', userId: event.detail.userId }, this.#samePeople);
  };

  readonly #onUserClosed = (event: CustomEvent<UserDetail>): void => {
    event.preventDefault();
    this.#go({ tab: 'users' }, this.#samePeople);
  };

  readonly #onReviewRequested = ({ detail }: CustomEvent<ReviewRequestDetail>): void => {
    const place: Place = { tab: 'subscribe' };
    this.#lead('reclaim' in detail ? place : { ...place, workspaceId: detail.workspaceId }, {
      reviewing: true,
    });
  };
}
