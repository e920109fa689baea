import { LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { directorySyncRead } from '../../context/reads/reads.js';
import type { Session } from '../../context/session.js';
import { ActionController } from '../../controllers/action-controller.js';
import { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController, type ReadState } from '../../controllers/query-controller.js';
import { StoreMoveController } from '../../controllers/store-move-controller.js';
import { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import { icon } from '../../icons.js';
import { setupStrings } from '../../localization/en/provisioning-setup.js';
import type { StoredWorkspace } from '../../store/store.js';
import { elementStyles } from '../../theme/element.styles.js';
import { dialogStyles } from '../../ui/dialog.styles.js';
import { html } from '../../ui/placing-html.js';
import { checked } from '../../ui/settings/checked.js';
import { isBoolean, isHeadingLevel, isText } from '../../ui/settings/checks.js';
import { renderSettingProblems } from '../../ui/settings/render-setting-problems.js';
import {
  renderErrorNotice,
  renderLoading,
  renderRead,
  type StateParts,
} from '../../ui/states/element-state.js';
import { renderWhereStored } from '../../ui/store/render-where-stored.js';
import { judgeSync } from '../../ui/sync-health.js';
import { styles } from './provisioning-setup.styles.js';

/** The steps that show another element. */
const stepParts = [
  ['connect', 'o365-connect'],
  ['directory', 'directory-connect'],
] as const;

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
 * @fires {CustomEvent<ErrorDetail>} o365-error - Something failed, and the element says so.
 * @fires {CustomEvent<ElementDetail>} o365-ready - The element shows its first content.
 * @csspart heading - The heading.
 * @csspart step - A step.
 * @csspart not-shared - The lines that say that nobody else sees what is stored.
 * @csspart store-move - What this browser still holds, and moving it to where others see it.
 */
export class ProvisioningSetup extends LitElement {
  static override styles = [...elementStyles, dialogStyles, styles];

  /** Loads and registers the element of a tag; set where this element is registered, so that steps load when shown. */
  static loadPart: (tag: string) => Promise<unknown> = () => Promise.resolve();

  /** Id of the `o365-provider` to use when it is not around this element. */
  @checked(isText) @property() provider = '';

  /** Heading level, 1 to 6, so the element fits the host page's outline. */
  @checked(isHeadingLevel) @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Leaves out that nobody else sees what is stored: something around this element says it. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'not-shared-hidden' }) notSharedHidden = false;

  /** Steps that were open once: what is in the others is neither rendered nor asked for. */
  readonly #opened = new Set<StepName>();

  /** Elements whose code was asked for. */
  readonly #asked = new Set<string>();

  /** How the steps of an account were judged last: being read again does not fold them. */
  #judged: Partial<Record<StepName, Step>> & { readonly session?: Session | undefined } = {};

  private readonly shared = new ProviderController(this);
  private readonly strings = new StringsController(this, 'provisioning-setup', setupStrings);
  private readonly storeMove = new StoreMoveController(this, this.shared);
  private readonly code = new ActionController<unknown>(this);
  private readonly sync = new QueryController(this, this.shared, directorySyncRead);
  private readonly tenant = new QueryController(this, this.shared, ({ graph }) => graph.tenant);
  private readonly workspaces = new QueryController(this, this.shared, ({ workspaces }) => workspaces.read);

  protected override updated(): void {
    for (const [step, tag] of stepParts)
      if (this.#opened.has(step) && !this.#asked.has(tag)) {
        this.#asked.add(tag);
        void this.updateComplete.then(() => this.code.runBeside(() => ProvisioningSetup.loadPart(tag)));
      }
  }

  protected override render() {
    const { text } = this.strings;
    const steps = this.judge();
    const [heading, intro] = steps ? this.sumUp(steps) : [text.heading, undefined];
    return html`<div class="stack">
      ${renderSettingProblems(this, this.strings)}
      <div part="heading" class="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>
      ${
        steps
          ? html`<p class="muted">${intro}</p>
              ${renderErrorNotice(this.parts, this.code.failure)} ${this.renderSteps(steps)}
              ${this.notSharedHidden ? nothing : renderWhereStored({ ...this.parts, storeMove: this.storeMove })}`
          : renderLoading(this.parts, 3)
      }
    </div>`;
  }

  private get parts(): StateParts {
    return { provider: this.shared, strings: this.strings };
  }

  /** What is left, in a heading and a sentence. */
  private sumUp(steps: Record<StepName, Step>): readonly [heading: string, intro: string] {
    const { text } = this.strings;
    const states = Object.values(steps).map(({ state }) => state);
    const left = states.filter((state) => state === 'next' || state === 'later').length;
    const troubled = states.filter((state) => state === 'attention').length;
    if (left === 3) return [text.headingNone, text.introNone];
    if (left > 0) return [text.headingSome(left), text.introSome];
    return troubled > 0
      ? [text.headingTroubled(troubled), text.introTroubled]
      : [text.headingDone, text.introDone];
  }

  private renderSteps(steps: Record<StepName, Step>) {
    const level = Math.min(6, this.headingLevel + 1);
    return html`<div>
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
      ${this.renderStep(3, 'workspace', steps.workspace, () => this.renderWorkspaceStep())}
    </div>`;
  }

  /**
   * Where each step stands; undefined while that is not known yet. A tenant without a directory works too, so the
   * second step never blocks the third.
   */
  private judge(): Record<StepName, Step> | undefined {
    const { session, status } = this.shared;
    // Whoever was signed in before need not see the button meanwhile.
    if (status === 'starting') return undefined;
    if (status !== 'signed-in')
      return { connect: { state: 'next' }, directory: { state: 'later' }, workspace: { state: 'later' } };
    if (this.#judged.session !== session) this.#judged = { session };
    const judged = this.#judged;
    if (isSettled(this.tenant.state)) judged.connect = this.judgeConnection();
    if (isSettled(this.sync.state)) judged.directory = this.judgeSync();
    if (isSettled(this.workspaces.state)) judged.workspace = this.judgeWorkspaces();
    const { connect, directory, workspace } = judged;
    if (!connect || !directory || !workspace) return undefined;
    // One at a time: who comes for the first time is led, who wants to go on can.
    const isWaiting = directory.state === 'next' && workspace.state === 'next';
    return { connect, directory, workspace: isWaiting ? { ...workspace, state: 'later' } : workspace };
  }

  private judgeConnection(): Step {
    const { text } = this.strings;
    const tenant = this.tenant.value?.displayName;
    const account = this.shared.session?.account.name ?? '';
    const broken = this.shared.signInError?.code === 'sign-in-again' || this.tenant.state.status === 'failed';
    return {
      state: broken ? 'attention' : 'done',
      outcome: tenant && text.connectedTo(tenant, account),
    };
  }

  private judgeWorkspaces(): Step {
    const { text } = this.strings;
    const all = this.workspaces.value;
    if (!all) return { state: 'attention' };
    const published = all.filter(({ workspace }) => workspace.published).length;
    return {
      state: published > 0 ? 'done' : 'next',
      outcome:
        all.length > 0 ? `${text.workspaceCount(all.length)}, ${text.publishedCount(published)}` : undefined,
    };
  }

  private judgeSync(): Step {
    const { text, format } = this.strings;
    const { state } = this.sync;
    // That a permission is still to be given is no trouble: it is what comes next.
    if (state.status === 'failed')
      return { state: state.error.code === 'consent-required' ? 'next' : 'attention' };
    const sync = this.sync.value;
    if (!sync) return { state: 'later' };
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

  private renderWorkspaceStep() {
    return html`<slot name="workspace"></slot>
      <p>${this.strings.text.workspaceWhy}</p>
      ${renderRead(
        this.parts,
        this.workspaces.state,
        () => void this.workspaces.refetch(),
        (all) => this.renderWorkspaces(all),
      )}`;
  }

  private renderWorkspaces(all: readonly StoredWorkspace[]) {
    const { text } = this.strings;
    const published = all.some(({ workspace }) => workspace.published);
    return html`<div class="row">
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

/** Whether there is an answer, or a reason why there is none. */
function isSettled({ status }: ReadState<unknown>): boolean {
  return status === 'ready' || status === 'failed';
}
