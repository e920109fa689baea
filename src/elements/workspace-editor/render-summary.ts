import { html, nothing, type TemplateResult } from 'lit';
import { nameService } from '../../catalog/service-name.js';
import { icon, type IconName } from '../../icons.js';
import { appChoice, type AppChoices } from '../../model/plan/app-choice.js';
import {
  draftDifference,
  hasSomethingToPublish,
  hasUnpublishedChanges,
  type Workspace,
} from '../../model/workspace/workspace.js';
import { namePlan, type EditorParts } from './editor-parts.js';

export interface SummaryActions {
  readonly review: () => void;
  /** Missing where the host does not allow all that it would change. */
  readonly discard?: () => void;
}

/** Beside the draft: what it changes, whether the licenses last, and the way on. */
export function renderSummary(parts: EditorParts, actions: SummaryActions): TemplateResult {
  const { strings, headingLevel } = parts;
  const { text } = strings;
  return html`<section class="summary stack tight" part="summary" aria-labelledby="summary-heading">
    <div id="summary-heading" class="section" role="heading" aria-level=${headingLevel + 1}>
      ${text.changes}
    </div>
    ${renderChanges(parts)} ${renderDemand(parts)} ${renderActions(parts, actions)}
  </section>`;
}

function renderChanges(parts: EditorParts): TemplateResult {
  const { strings, workspace } = parts;
  const { text } = strings;
  const difference = draftDifference(workspace.deleting ? emptied(workspace) : workspace);
  const lines = [
    ...difference.plansAdded.map((id) => renderLine('plus', 'ok', namePlan(parts, id), text.added)),
    ...difference.plansRemoved.map((id) => renderLine('minus', 'bad', namePlan(parts, id), text.takenOut)),
    ...[...difference.plansAdded, ...difference.plansChanged].map((id) => renderApps(parts, id)),
    ...difference.servicesAdded.map((each) =>
      renderLine('plus', 'ok', nameService(parts.catalog, each), text.added),
    ),
    ...difference.servicesRemoved.map((each) =>
      renderLine('minus', 'bad', nameService(parts.catalog, each), text.takenOut),
    ),
    renderCount('plus', 'ok', difference.subscribersAdded.length, parts, text.isNew),
    renderCount('minus', 'bad', difference.subscribersRemoved.length, parts, text.leaving),
  ].filter((line) => line !== nothing);
  if (lines.length === 0)
    return html`<p class="muted">${workspace.published ? text.noChanges : text.neverChanges}</p>`;
  return html`<ul class="changes">
    ${lines}
  </ul>`;
}

/** What is left of a workspace once its deletion is published. */
function emptied(workspace: Workspace): Workspace {
  return { ...workspace, draft: { ...workspace.draft, plans: [], services: [], subscribers: [] } };
}

function renderLine(shape: IconName, tone: string, what: string, how: string): TemplateResult {
  return html`<li>
    ${icon(shape, tone)}<span>${what} <span class="muted">${how}</span></span>
  </li>`;
}

function renderCount(shape: IconName, tone: string, count: number, parts: EditorParts, how: string): unknown {
  return count > 0 ? renderLine(shape, tone, parts.strings.text.subscribers(count), how) : nothing;
}

/** How many apps of a plan were set differently from what was published. */
function renderApps(parts: EditorParts, skuId: string): unknown {
  const { strings, workspace } = parts;
  const find = (content: Workspace['draft'] | undefined): AppChoices =>
    content?.plans.find((plan) => plan.skuId === skuId)?.apps ?? {};
  const [now, before] = [find(workspace.draft), find(workspace.published)];
  const changed = [...new Set([...Object.keys(now), ...Object.keys(before)])]
    .filter((id) => appChoice(now, id) !== appChoice(before, id))
    .map((id) => appChoice(now, id));
  if (changed.length === 0) return nothing;
  const count = (choice: string): number => changed.filter((each) => each === choice).length;
  const { text } = strings;
  return renderLine(
    'pencil',
    '',
    text.appsSet(changed.length, namePlan(parts, skuId)),
    text.appsSetTo(count('on'), count('off'), count('as-is')),
  );
}

function renderDemand(parts: EditorParts): unknown {
  const { strings, workspace, demand, check } = parts;
  const { text } = strings;
  const { plans, subscribers } = workspace.draft;
  if (workspace.deleting || plans.length === 0 || subscribers.length === 0) return nothing;
  const inConflict = new Set(check.conflicts.flatMap(({ skuIds }) => [...skuIds]));
  return html`<hr />
    <div class="label">${text.licensesFor(subscribers.length)}</div>
    <dl class="sums">
      ${demand.map(
        ({ skuId, short }) =>
          html`<div>
            <dt>${namePlan(parts, skuId)}</dt>
            <dd>
              ${
                short > 0
                  ? html`<span class="state warn">${icon('attention')} ${text.short(short)}</span>`
                  : inConflict.has(skuId)
                    ? html`<span class="state warn">${icon('attention')} ${text.conflict}</span>`
                    : html`<span class="state">${icon('done', 'ok')} ${text.enough}</span>`
              }
            </dd>
          </div>`,
      )}
    </dl>
    <p class="muted small">${text.demandNote}</p>`;
}

/** Why the review cannot start yet, or undefined when it can. */
function findObstacle({ strings: { text }, workspace }: EditorParts): string | undefined {
  if (workspace.deleting) return undefined;
  if (!hasSomethingToPublish(workspace)) return text.nothingToReview;
  return undefined;
}

function renderActions(parts: EditorParts, { review, discard }: SummaryActions): TemplateResult {
  const { strings, workspace } = parts;
  const { text } = strings;
  const obstacle = findObstacle(parts);
  return html`<hr />
    ${obstacle ? html`<p class="state small" id="obstacle">${icon('info')} ${obstacle}</p>` : nothing}
    <button
      class="button primary"
      aria-disabled=${obstacle ? 'true' : nothing}
      aria-describedby=${obstacle ? 'obstacle' : nothing}
      @click=${() => (obstacle ? undefined : review())}
    >
      ${text.review}
    </button>
    ${
      workspace.published && hasUnpublishedChanges(workspace) && discard
        ? html`<button class="button quiet" @click=${discard}>${text.discard}</button>`
        : nothing
    }`;
}
