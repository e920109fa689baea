import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { directorySyncRead } from '../../context/reads.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { setupStrings } from '../../localization/en/provisioning-setup.js';
import { elementStyles } from '../../theme/element.styles.js';
import { styles } from './provisioning-setup.styles.js';

type StepName = 'connect' | 'directory' | 'workspace';
type StepState = 'done' | 'next' | 'later' | 'attention';

/**
 * @summary The three steps of getting started, each with its live state: connect Office 365, connect the directory, create and publish a workspace.
 * @tagname provisioning-setup
 *
 * @slot connect - Words of the portal's own in the first step.
 * @slot directory - Words of the portal's own in the second step.
 * @slot workspace - Words of the portal's own in the third step.
 * @fires {CustomEvent<{ step: string }>} o365-step-requested - The person wants to go where a step is done.
 * @csspart heading - The heading.
 * @csspart step - A step.
 */
export class ProvisioningSetup extends LitElement {
  static override styles = [...elementStyles, styles];

  /** Loads and registers the element of a tag; set where this element is registered, so that steps load when shown. */
  static loadPart: (tag: string) => Promise<unknown> = () => Promise.resolve();

  /** Id of the `o365-provider` to use when it is not around this element. */
  @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-setup', setupStrings);
  private readonly sync = new QueryController(
    this,
    () => this.shared.graph && directorySyncRead(this.shared.graph),
  );
  private readonly workspaces = new QueryController(this, () => this.shared.workspaces?.read);

  override connectedCallback(): void {
    super.connectedCallback();
    void ProvisioningSetup.loadPart('o365-connect');
  }

  protected override updated(): void {
    if (this.shared.status === 'signed-in') void ProvisioningSetup.loadPart('directory-connect');
  }

  protected override render() {
    const { text } = this.strings;
    const states = this.judge();
    const left = Object.values(states).filter((state) => state === 'next' || state === 'later').length;
    const level = Math.min(6, this.headingLevel + 1);
    return html`<div class="stack">
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${left === 0 ? text.headingDone : left === 3 ? text.headingNone : text.headingSome(left)}
      </div>
      <p class="muted">${left === 0 ? text.introDone : left === 3 ? text.introNone : text.introSome}</p>
      <div>
        ${this.renderStep(
          1,
          'connect',
          states.connect,
          html`<slot name="connect"></slot>
            <o365-connect provider=${this.provider} heading-level=${level}></o365-connect>`,
        )}
        ${this.renderStep(
          2,
          'directory',
          states.directory,
          html`<slot name="directory"></slot>
            <directory-connect provider=${this.provider} heading-level=${level}></directory-connect>`,
        )}
        ${this.renderStep(3, 'workspace', states.workspace, this.renderWorkspaces())}
      </div>
    </div>`;
  }

  /** Where each step stands. A tenant without a directory works too, so the second step never blocks the third. */
  private judge(): Record<StepName, StepState> {
    const connected = this.shared.status === 'signed-in';
    if (!connected) return { connect: 'next', directory: 'later', workspace: 'later' };
    const published = this.workspaces.value?.some(({ workspace }) => workspace.published) ?? false;
    const sync = this.sync.state;
    return {
      connect: 'done',
      directory:
        sync.status === 'ready'
          ? sync.value.state === 'on'
            ? 'done'
            : 'attention'
          : sync.status === 'failed'
            ? 'attention'
            : 'later',
      workspace: published ? 'done' : 'next',
    };
  }

  private renderStep(number: number, name: StepName, state: StepState, body: TemplateResult) {
    const { text } = this.strings;
    const badge = {
      done: html`<span class="badge ok">${icon('done')} ${text.states.done}</span>`,
      next: html`<span class="badge info">${text.states.next}</span>`,
      later: html`<span class="state muted">${icon('waiting')} ${text.states.later}</span>`,
      attention: html`<span class="badge warn">${icon('attention')} ${text.states.attention}</span>`,
    }[state];
    return html`<div class="step ${state}" part="step">
      <span class="number" aria-hidden="true">${state === 'done' ? icon('done') : number}</span>
      <details ?open=${state === 'next' || state === 'attention'}>
        <summary>
          <span class="section">${text.steps[name]}</span>
          ${badge} ${icon('chevron', 'chevron')}
        </summary>
        <div class="body">${body}</div>
      </details>
    </div>`;
  }

  private renderWorkspaces() {
    const { text } = this.strings;
    const all = this.workspaces.value ?? [];
    const published = all.filter(({ workspace }) => workspace.published).length;
    return html`<slot name="workspace"></slot>
      <p>${text.workspaceWhy}</p>
      ${
        all.length > 0
          ? html`<p class="muted">${text.workspaceCount(all.length)}, ${text.publishedCount(published)}</p>`
          : nothing
      }
      <div class="row">
        <button
          class="button ${published > 0 ? '' : 'primary'}"
          @click=${() => emit(this, 'o365-step-requested', { step: 'workspace' })}
        >
          ${all.length > 0 ? text.openWorkspaces : html`${icon('plus')} ${text.createWorkspace}`}
        </button>
      </div>`;
  }
}
