import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { directorySyncRead } from '../../context/reads.js';
import type { GraphServices } from '../../context/graph-services.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { setupStrings } from '../../localization/en/provisioning-setup.js';
import { elementStyles } from '../../theme/element.styles.js';
import { judgeSync } from '../shared/sync-health.js';
import { styles } from './provisioning-setup.styles.js';

type StepName = 'connect' | 'directory' | 'workspace';
type StepState = 'done' | 'next' | 'later' | 'attention' | 'optional';

interface Step {
  readonly state: StepState;
  /** What was reached, in a few words. */
  readonly outcome?: string | undefined;
}

/**
 * @summary The three steps of getting started, each with its live state: connect Office 365, connect the directory, create and publish a workspace.
 * @tagname provisioning-setup
 *
 * @slot connect - Words of the portal's own in the first step.
 * @slot directory - Words of the portal's own in the second step.
 * @slot workspace - Words of the portal's own in the third step.
 * @fires {CustomEvent<{ step: string }>} o365-step-requested - The person wants to go where a step is done: `workspace` or `subscribe`.
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

  /** Steps that were open once: what is in the others is neither rendered nor asked for. */
  readonly #opened = new Set<StepName>();

  /** How the directory was judged last: being read again does not fold it. */
  #directory: { readonly graph: GraphServices | undefined; readonly step: Step } | undefined;

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-setup', setupStrings);
  private readonly sync = new QueryController(
    this,
    () => this.shared.graph && directorySyncRead(this.shared.graph),
  );
  private readonly tenant = new QueryController(this, () => this.shared.graph?.tenant);
  private readonly workspaces = new QueryController(this, () => this.shared.workspaces?.read);

  protected override updated(): void {
    if (this.#opened.has('connect')) void ProvisioningSetup.loadPart('o365-connect');
    if (this.#opened.has('directory')) void ProvisioningSetup.loadPart('directory-connect');
  }

  protected override render() {
    const { text } = this.strings;
    const steps = this.judge();
    const left = Object.values(steps).filter(({ state }) => state === 'next' || state === 'later').length;
    const level = Math.min(6, this.headingLevel + 1);
    return html`<div class="stack">
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>
        ${left === 0 ? text.headingDone : left === 3 ? text.headingNone : text.headingSome(left)}
      </div>
      <p class="muted">${left === 0 ? text.introDone : left === 3 ? text.introNone : text.introSome}</p>
      <div>
        ${this.renderStep(1, 'connect', steps.connect, () => [
          html`<slot name="connect"></slot>
            <o365-connect provider=${this.provider} heading-level=${level}></o365-connect>`,
          steps.connect.state === 'done' ? this.renderNext('directory') : nothing,
        ])}
        ${this.renderStep(2, 'directory', steps.directory, () => [
          html`<slot name="directory"></slot>
            <directory-connect provider=${this.provider} heading-level=${level}></directory-connect>`,
          steps.connect.state === 'done' ? this.renderNext('workspace') : nothing,
        ])}
        ${this.renderStep(3, 'workspace', steps.workspace, () => this.renderWorkspaces())}
      </div>
    </div>`;
  }

  /** Where each step stands. A tenant without a directory works too, so the second step never blocks the third. */
  private judge(): Record<StepName, Step> {
    const { auth, status } = this.shared;
    const { text } = this.strings;
    if (status !== 'signed-in' || auth?.state.status !== 'signed-in')
      return {
        // Whoever was signed in before need not see the button meanwhile.
        connect: { state: status === 'starting' ? 'later' : 'next' },
        directory: { state: 'later' },
        workspace: { state: 'later' },
      };
    const tenant = this.tenant.value?.displayName;
    const all = this.workspaces.value ?? [];
    const published = all.filter(({ workspace }) => workspace.published).length;
    return {
      connect: { state: 'done', outcome: tenant && text.connectedTo(tenant, auth.state.account.name) },
      directory: this.judgeDirectory(),
      workspace: {
        state: published > 0 ? 'done' : 'next',
        outcome:
          all.length > 0 ? `${text.workspaceCount(all.length)}, ${text.publishedCount(published)}` : '',
      },
    };
  }

  private judgeDirectory(): Step {
    const { graph } = this.shared;
    const { status } = this.sync.state;
    if (status === 'failed' || status === 'ready') this.#directory = { graph, step: this.judgeSync() };
    const last = this.#directory;
    return last && last.graph === graph ? last.step : { state: 'later' };
  }

  private judgeSync(): Step {
    const { text, format } = this.strings;
    const sync = this.sync.value;
    if (!sync) return { state: 'attention' };
    if (sync.state !== 'on') return { state: 'optional' };
    const now = new Date();
    const health = judgeSync(sync, now);
    return {
      state: health === 'late' || health === 'stopped' ? 'attention' : 'done',
      outcome: sync.lastRun && text.synchronized(format.relative(sync.lastRun, now)),
    };
  }

  private renderStep(number: number, name: StepName, { state, outcome }: Step, body: () => unknown) {
    const { text } = this.strings;
    const badge = {
      done: html`<span class="badge ok">${icon('done')} ${text.states.done}</span>`,
      next: html`<span class="badge info">${text.states.next}</span>`,
      later: html`<span class="state muted">${icon('waiting')} ${text.states.later}</span>`,
      attention: html`<span class="badge warn">${icon('attention')} ${text.states.attention}</span>`,
      optional: html`<span class="badge outline">${icon('not-yet')} ${text.states.optional}</span>`,
    }[state];
    const open = state === 'next' || state === 'attention' || state === 'optional';
    if (open) this.#opened.add(name);
    return html`<div class="step ${state}" part="step">
      <span class="number" aria-hidden="true">${state === 'done' ? icon('done') : number}</span>
      <details id=${name} ?open=${open} @toggle=${this.#noteOpened}>
        <summary>
          <span class="section">${text.steps[name]}</span>
          ${badge} ${outcome ? html`<span class="muted">${outcome}</span>` : nothing}
          ${icon('chevron', 'chevron')}
        </summary>
        <div class="body">${this.#opened.has(name) ? body() : nothing}</div>
      </details>
    </div>`;
  }

  private renderNext(step: StepName): TemplateResult {
    const { text } = this.strings;
    return html`<div class="row">
      <button class="button" @click=${() => this.#openStep(step)}>${text.next(text.steps[step])}</button>
    </div>`;
  }

  private renderWorkspaces() {
    const { text } = this.strings;
    const all = this.workspaces.value ?? [];
    const published = all.some(({ workspace }) => workspace.published);
    return html`<slot name="workspace"></slot>
      <p>${text.workspaceWhy}</p>
      <div class="row">
        ${
          published
            ? html`<button class="button primary" @click=${() => this.#request('subscribe')}>
                ${icon('person-plus')} ${text.addPeople}
              </button>`
            : nothing
        }
        <button class="button ${published ? '' : 'primary'}" @click=${() => this.#request('workspace')}>
          ${all.length > 0 ? text.openWorkspaces : html`${icon('plus')} ${text.createWorkspace}`}
        </button>
      </div>`;
  }

  readonly #noteOpened = (event: Event): void => {
    const { open, id } = event.currentTarget as HTMLDetailsElement;
    if (open) this.#opened.add(id as StepName);
    this.requestUpdate();
  };

  #openStep(step: StepName): void {
    const details = this.renderRoot.querySelector<HTMLDetailsElement>(`#${step}`);
    if (!details) return;
    details.open = true;
    details.querySelector('summary')?.focus();
  }

  #request(step: string): void {
    emit(this, 'o365-step-requested', { step });
  }
}
