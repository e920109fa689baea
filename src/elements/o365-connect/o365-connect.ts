import { LitElement, adoptStyles, html, nothing } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { ActionController } from '../../controllers/action-controller.js';
import { FirstStringsController } from '../../controllers/first-strings-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { connectStrings } from '../../localization/en/o365-connect.js';
import { loadCode } from '../../model/page/load-code.js';
import { firstIcon } from '../../theme/first-icons.js';
import { smallElementStyles } from '../../theme/small-element.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderBeforeSignIn, renderCodeMissing } from '../../ui/states/before-sign-in.js';
import type { FirstParts } from './connect-parts.js';
import { styles } from './o365-connect.styles.js';
import type { Connection } from './render-connection.js';
import { renderPermissions } from './render-permissions.js';

/**
 * @summary Connects the portal to the administrator's Office 365 tenant: signs in at Microsoft and shows as whom, where, with which permissions.
 * @tagname o365-connect
 *
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart status - The badge that says whether the tenant is connected.
 * @csspart demo - The badge that says that the tenant is invented.
 * @csspart tenant - The facts of the connected tenant.
 * @csspart permissions - The list of permissions.
 */
export class O365Connect extends LitElement {
  static override styles = [...smallElementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  private readonly shared = new ProviderController(this);
  private readonly strings = new FirstStringsController(this, 'o365-connect', connectStrings);
  private readonly parts: FirstParts = { provider: this.shared, strings: this.strings };

  private readonly loading = new ActionController(this);

  /** What is shown from sign-in on, or when that fails; loaded then. */
  @state() private connection?: Connection;

  /** After the update: an element that joins late learns in it that somebody is signed in. */
  protected override updated(): void {
    const { auth, signInError } = this.shared;
    const isNeeded = auth?.state.status === 'signed-in' || signInError;
    if (isNeeded && !this.connection && !this.loading.running && !this.loading.failure)
      void this.updateComplete.then(() => this.loading.run(() => this.loadConnection()));
  }

  protected override render() {
    const { text } = this.strings;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${this.renderStatus()}
        ${this.shared.auth?.isDemo ? html`<span part="demo" class="badge outline">${text.demo}</span>` : nothing}
      </div>
      ${this.renderContent()}
    </div>`;
  }

  private async loadConnection(): Promise<void> {
    const { createConnection, moreStyles } = await loadCode(() => import('./render-connection.js'));
    // Who left the page meanwhile and came back has asked twice.
    this.connection ??= createConnection(this, this.shared);
    adoptStyles(this.renderRoot as ShadowRoot, [...smallElementStyles, ...moreStyles, styles]);
  }

  private renderStatus() {
    const { text } = this.strings;
    switch (this.shared.status) {
      case 'signed-in':
        return this.shared.signInError?.code === 'sign-in-again'
          ? html`<span part="status" class="badge warn">${firstIcon('attention')} ${text.signInAgain}</span>`
          : html`<span part="status" class="badge ok">${firstIcon('done')} ${text.connected}</span>`;
      case 'signing-in':
        return html`<span part="status" class="badge info">${firstIcon('waiting')} ${text.connecting}</span>`;
      case 'starting':
        return nothing;
      case 'waiting':
      case 'signed-out':
      case 'not-connected':
        return html`<span part="status" class="badge outline"
          >${firstIcon('not-yet')} ${text.notConnected}</span
        >`;
    }
  }

  private renderContent() {
    const { status, auth } = this.shared;
    if (this.loading.failure) return renderCodeMissing(this.parts, this.loading.failure);
    if (auth?.state.status === 'signed-in')
      return this.connection?.render() ?? renderBeforeSignIn(this.parts);
    return status === 'signed-out' ? this.renderSignedOut() : renderBeforeSignIn(this.parts);
  }

  private renderSignedOut() {
    const { text } = this.strings;
    const error = this.shared.signInError;
    return html`<div class="split">
      <div class="stack">
        <p>${text.why}</p>
        ${error ? this.connection?.renderError(error) : nothing}
        <div class="row">
          <button
            class="button primary"
            @pointerenter=${this.shared.prepareSignIn}
            @focus=${this.shared.prepareSignIn}
            @click=${() => void this.shared.signIn()}
          >
            ${text.signIn} ${firstIcon('open-in-new')}
          </button>
        </div>
        <p class="muted small">${text.roleHint}</p>
      </div>
      <div class="stack tight">
        <div class="label">${text.asksHeading}</div>
        ${renderPermissions(this.parts, () => false)}
      </div>
    </div>`;
  }
}
