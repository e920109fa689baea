import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Account } from '../../auth/auth.js';
import { ClipboardController } from '../../controllers/clipboard-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import { connectStrings } from '../../localization/en/o365-connect.js';
import type { Tenant } from '../../services/organization.js';
import { elementStyles } from '../../theme/element.styles.js';
import {
  renderErrorNotice,
  renderNotSignedIn,
  renderRead,
  renderSignInError,
} from '../shared/element-state.js';
import { styles } from './o365-connect.styles.js';
import { permissions, publishingRoles } from './permissions.js';

/**
 * @summary Connects the portal to the administrator's Office 365 tenant: signs in at Microsoft and shows as whom, where, with which permissions.
 * @tagname o365-connect
 *
 * @csspart heading - The heading.
 * @csspart status - The badge that says whether the tenant is connected.
 * @csspart tenant - The facts of the connected tenant.
 * @csspart permissions - The list of permissions.
 */
export class O365Connect extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'o365-connect', connectStrings);
  private readonly clipboard = new ClipboardController(this);
  private readonly tenant = new QueryController(this, () => this.shared.graph?.tenant);

  protected override render() {
    const { text } = this.strings;
    return html`<div class="stack">
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${this.renderStatus()}
      </div>
      ${this.renderContent()}
    </div>`;
  }

  private renderStatus() {
    const { text } = this.strings;
    switch (this.shared.status) {
      case 'signed-in':
        return html`<span part="status" class="badge ok">${icon('done')} ${text.connected}</span>`;
      case 'signing-in':
        return html`<span part="status" class="badge info">${icon('waiting')} ${text.connecting}</span>`;
      case 'starting':
        return nothing;
      case 'waiting':
      case 'signed-out':
        return html`<span part="status" class="badge outline">${icon('not-yet')} ${text.notConnected}</span>`;
    }
  }

  private renderContent() {
    const { auth, status } = this.shared;
    const account = auth?.state.status === 'signed-in' ? auth.state.account : undefined;
    const parts = { provider: this.shared, strings: this.strings };
    const error = this.shared.signInError;
    if (account)
      return html`${error ? renderErrorNotice(parts, error, () => void this.tenant.refetch()) : nothing}
      ${renderRead(
        parts,
        this.tenant.state,
        () => void this.tenant.refetch(),
        (tenant) => this.renderConnected(tenant, account),
      )}
      ${this.renderActions()}`;
    if (status === 'signed-out') return this.renderSignedOut();
    return renderNotSignedIn(parts);
  }

  private renderSignedOut() {
    const { text, errors } = this.strings;
    const error = this.shared.signInError;
    return html`<div class="split">
      <div class="stack">
        <p>${text.why}</p>
        ${error ? renderSignInError(errors, error) : nothing}
        <div class="row">
          <button class="button primary" @click=${() => void this.shared.signIn()}>
            ${text.signIn} ${icon('open-in-new')}
          </button>
        </div>
        <p class="muted small">${text.roleHint}</p>
      </div>
      <div class="stack tight">
        <div class="label">${text.asksHeading}</div>
        ${this.renderPermissions()}
      </div>
    </div>`;
  }

  private renderConnected(tenant: Tenant, account: Account) {
    const { text } = this.strings;
    const all = permissions.flatMap(({ scopes }) => [...scopes]);
    const granted = new Set(this.shared.auth?.grantedScopes);
    const missing = all.some((scope) => !granted.has(scope));
    const link = this.shared.auth?.adminConsentUrl(all);
    return html`<div class="stack">
      <dl class="facts" part="tenant">
        <div>
          <dt>${text.organization}</dt>
          <dd>${tenant.displayName}</dd>
        </div>
        <div>
          <dt>${text.primaryDomain}</dt>
          <dd>
            ${tenant.defaultDomain}
            ${
              tenant.domainCount > 1
                ? html`<div class="muted small">${text.otherDomains(tenant.domainCount - 1)}</div>`
                : nothing
            }
          </dd>
        </div>
        <div>
          <dt>${text.cloud}</dt>
          <dd>${text.clouds[this.shared.auth?.cloud.name ?? 'global']}</dd>
        </div>
        <div>
          <dt>${text.signedInAs}</dt>
          <dd>
            ${account.name}
            <div class="muted small">${account.username}</div>
          </dd>
        </div>
        <div>
          <dt>${text.tenantId}</dt>
          <dd class="row">
            <code>${tenant.id}</code>
            <button
              class="button icon-only small"
              aria-label=${text.copyTenantId}
              @click=${() => void this.clipboard.copy(tenant.id)}
            >
              ${icon('copy')}
            </button>
            ${this.renderCopied(tenant.id)}
          </dd>
        </div>
        <div>
          <dt>${text.role}</dt>
          <dd>${this.renderRole(account)}</dd>
        </div>
      </dl>
      <div class="split">
        <div class="stack tight">
          <div class="label">${text.permissionsHeading}</div>
          ${this.renderPermissions()}
          ${
            missing
              ? html`<div class="row">
                  <button class="button" @click=${() => void this.shared.signIn({ scopes: all })}>
                    ${icon('key')} ${text.askAll}
                  </button>
                </div>`
              : nothing
          }
        </div>
        ${
          link && missing
            ? html`<div class="stack tight">
                <div class="label">${text.needsSomeoneElse}</div>
                <p class="muted">${text.consentLinkWhy}</p>
                <div class="row">
                  <button class="button" @click=${() => void this.clipboard.copy(link)}>
                    ${icon('copy')} ${text.copyConsentLink}
                  </button>
                  ${this.renderCopied(link)}
                </div>
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Also when the tenant cannot be read: another account may be able to. */
  private renderActions() {
    const { text } = this.strings;
    return html`<div class="actions">
      <button class="button" @click=${() => void this.shared.signIn({ switchAccount: true })}>
        ${text.switchAccount}
      </button>
      <button class="button quiet" @click=${() => void this.shared.signOut()}>${text.signOut}</button>
      <span class="muted small">${text.signOutNote}</span>
    </div>`;
  }

  private renderRole({ roleIds }: Account) {
    const { text, format } = this.strings;
    const names = roleIds.flatMap((id) => text.roles[id] ?? []);
    const mayPublish = roleIds.some((id) => publishingRoles.has(id));
    return html`<span class="state ${mayPublish ? '' : 'warn'}">
        ${icon(mayPublish ? 'done' : 'attention', mayPublish ? 'ok' : 'warn')}
        ${names.length > 0 ? format.list(names) : text.noRole}
      </span>
      <div class="muted small">${mayPublish ? text.canPublish : text.cannotPublishWhy}</div>`;
  }

  private renderPermissions() {
    const { text } = this.strings;
    const granted = new Set(this.shared.auth?.grantedScopes);
    return html`<ul class="asks" part="permissions">
      ${permissions.map(({ name, scopes }) => {
        const has = scopes.every((scope) => granted.has(scope));
        const when = granted.size === 0 ? text.asks[name].when : has ? text.granted : text.askedWhenNeeded;
        return html`<li>
          ${has ? icon('done', 'ok') : icon('key')}
          <div>${text.asks[name].what}<code>${scopes.join(', ')}</code></div>
          <span class="when">${when}</span>
        </li>`;
      })}
    </ul>`;
  }

  private renderCopied(what: string) {
    const { text } = this.strings;
    const outcome = this.clipboard.outcome(what);
    return html`<span class="muted small" role="status">
      ${outcome === 'copied' ? text.copied : outcome === 'refused' ? html`<code>${what}</code>` : nothing}
    </span>`;
  }
}
