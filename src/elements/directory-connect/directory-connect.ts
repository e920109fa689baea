import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import {
  connectorsRead,
  directorySyncRead,
  domainsRead,
  syncErrorsRead,
  syncSettingsRead,
  userOriginsRead,
} from '../../context/reads/reads.js';
import type { Session } from '../../context/session.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { icon, type IconName } from '../../icons.js';
import { directoryStrings } from '../../localization/en/directory-connect.js';
import { readDomainsScopes, readOrganizationScopes } from '../../services/organization.js';
import { readSyncSettingsScopes, type DirectorySync, type SyncSettings } from '../../services/sync.js';
import { readUsersScopes } from '../../services/users/users.js';
import { elementStyles } from '../../theme/element.styles.js';
import { checked } from '../../ui/settings/checked.js';
import { isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import { renderRead } from '../../ui/states/element-state.js';
import { judgeSync, type SyncHealth } from '../../ui/sync-health.js';
import { styles } from './directory-connect.styles.js';
import type { DirectoryParts } from './directory-parts.js';
import { renderDomains } from './render-domains.js';
import { renderFacts } from './render-facts.js';
import { renderLocations } from './render-locations.js';
import { renderSyncErrors } from './render-sync-errors.js';

const badges: Readonly<Record<SyncHealth, readonly [tone: string, shape: IconName]>> = {
  never: ['outline', 'not-yet'],
  off: ['outline', 'not-yet'],
  'unknown-age': ['info', 'info'],
  fresh: ['ok', 'done'],
  late: ['warn', 'attention'],
  stopped: ['bad', 'failed'],
};

/**
 * @summary Shows whether an on-premises Active Directory feeds the tenant, how fresh it is, the domains, and the connectors of each resource location.
 * @tagname directory-connect
 *
 * @slot help - Advice of the portal's own, shown when no directory is connected.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart status - The badge that judges the synchronization.
 * @csspart answer - The sentence that states the result.
 * @csspart facts - Age, users, errors, protection against accidental deletion, features.
 * @csspart domains - The table of domains.
 * @csspart sync-errors - The table of users with errors.
 * @csspart locations - The resource locations.
 * @csspart advice - What to do about the connectors.
 */
export class DirectoryConnect extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Page that tells how to set up synchronization and connectors. */
  @checked(isText) @property({ attribute: 'help-url' }) helpUrl =
    'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-roadmap';

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'directory-connect', directoryStrings);
  private readonly sync = new QueryController(this, this.shared, directorySyncRead);
  private readonly domains = new QueryController(this, this.shared, domainsRead);
  private readonly origins = new QueryController(this, this.shared, userOriginsRead);
  private readonly syncErrors = new QueryController(this, this.shared, (session) =>
    // Only a tenant that synchronizes can have such errors.
    this.sync.value?.state === 'on' ? syncErrorsRead(session) : undefined,
  );
  private readonly locations = new QueryController(this, this.shared, connectorsRead);

  private readonly settings: QueryController<SyncSettings> = new QueryController(
    this,
    this.shared,
    (session) => (this.hasSettings && this.maySeeSettings ? syncSettingsRead(session) : undefined),
  );

  /** Asks the tenant again. */
  async refresh(): Promise<void> {
    await this.shared.refresh(
      'directory-sync',
      'domains',
      'user-origins',
      'sync-errors',
      'sync-settings',
      'connectors',
    );
  }

  protected override render() {
    const { text } = this.strings;
    const sync = this.sync.value;
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div class="row">
        <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
          ${text.heading}
        </div>
        ${sync ? this.renderBadge(judgeSync(sync, new Date())) : nothing}
        ${
          sync
            ? html`<button class="button quiet push" @click=${() => void this.refresh()}>
                ${icon('refresh')} ${text.checkAgain}
              </button>`
            : nothing
        }
      </div>
      ${renderRead(
        this.parts,
        this.sync.state,
        () => void this.sync.refetch(),
        (value, session) => this.renderSync(value, session),
      )}
    </div>`;
  }

  private get parts(): DirectoryParts {
    const scopes = [...readOrganizationScopes, ...readDomainsScopes, ...readUsersScopes];
    return { provider: this.shared, strings: this.strings, scopes, setUpLink: () => this.renderSetUpLink() };
  }

  /** Graph knows them only where something synchronizes, and not in national clouds. */
  private get hasSettings(): boolean {
    return this.sync.value?.state === 'on' && this.shared.auth?.cloud.name === 'global';
  }

  /** They need a permission of their own, which nobody is asked for unless they want to see them. */
  private get maySeeSettings(): boolean {
    const granted = this.shared.auth?.grantedScopes ?? [];
    return (
      this.settings.state.status !== 'waiting' ||
      readSyncSettingsScopes.every((scope) => coversScope(granted, scope))
    );
  }

  private renderSetUpLink(): TemplateResult {
    return html`<a class="link" href=${this.helpUrl} target="_blank" rel="noreferrer">
      ${this.strings.text.setUp} ${icon('open-in-new')}
    </a>`;
  }

  private renderBadge(health: SyncHealth) {
    const { text } = this.strings;
    const words: Record<SyncHealth, string> = {
      never: text.never,
      off: text.off,
      'unknown-age': text.works,
      fresh: text.works,
      late: text.attention,
      stopped: text.stopped,
    };
    const [tone, shape] = badges[health];
    return html`<span part="status" class="badge ${tone}">${icon(shape)} ${words[health]}</span>`;
  }

  private renderSync(sync: DirectorySync, { graph: { connectors } }: Session) {
    const { text } = this.strings;
    const health = judgeSync(sync, new Date());
    const trouble = health === 'late' || health === 'stopped';
    const missing = health === 'never' || health === 'off';
    return html`
      <p class="answer" part="answer" role="status">${this.answer(sync, health)}</p>
      ${trouble ? html`<p class="muted">${text.normalAge} ${this.renderSetUpLink()}</p>` : nothing}
      ${
        missing
          ? html`<slot name="help">
              <p class="muted">${text.neverHint} ${this.renderSetUpLink()}</p>
            </slot>`
          : nothing
      }
      ${renderFacts(this.parts, {
        sync,
        origins: this.origins.state,
        errors: this.syncErrors.value,
        settings: this.hasSettings ? this.settings.state : undefined,
      })}
      <div class=${connectors ? 'split' : 'stack'}>
        <div class="stack">
          <div class="stack tight">
            <div class="label">${text.domains}</div>
            ${renderRead(
              this.parts,
              this.domains.state,
              () => void this.domains.refetch(),
              (domains) => renderDomains(this.parts, domains),
            )}
          </div>
          ${
            this.syncErrors.state.status === 'failed' || (this.syncErrors.value?.length ?? 0) > 0
              ? renderRead(
                  this.parts,
                  this.syncErrors.state,
                  () => void this.syncErrors.refetch(),
                  (errors) => renderSyncErrors(this.parts, errors),
                )
              : nothing
          }
        </div>
        ${
          connectors
            ? html`<div class="stack tight">
                <div class="label">${text.locations}</div>
                ${renderRead(
                  this.parts,
                  this.locations.state,
                  () => void this.locations.refetch(),
                  (locations) => renderLocations(this.parts, locations),
                )}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  private answer(sync: DirectorySync, health: SyncHealth): string {
    const { text, format } = this.strings;
    const age = sync.lastRun ? format.relative(sync.lastRun, new Date()) : '';
    switch (health) {
      case 'never':
        return text.answerNever;
      case 'off':
        return text.answerOff;
      case 'unknown-age':
        return text.answerUnknownAge;
      case 'fresh':
        return text.answerFresh(age);
      case 'late':
        return text.answerLate(age);
      case 'stopped':
        return text.answerStopped(age);
    }
  }
}
