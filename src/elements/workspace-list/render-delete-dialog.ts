import { html, nothing, type TemplateResult } from 'lit';
import { nameService } from '../../catalog/service-name.js';
import { getDeletionEffect, type Workspace } from '../../model/workspace/workspace.js';
import type { CardParts } from './render-card.js';

export interface DeleteChoices {
  /** Names of some who lose something; empty while, and where, they cannot be read. */
  readonly names: readonly string[];
  readonly keep: () => void;
  readonly remove: (workspace: Workspace) => void;
}

/** The question before a workspace goes: what publishing that unassigns, and from how many. */
export function renderDeleteDialog(
  parts: Pick<CardParts, 'strings' | 'plans' | 'nameFormer' | 'catalog'>,
  workspace: Workspace,
  { names, keep, remove }: DeleteChoices,
): TemplateResult {
  const { text } = parts.strings;
  const needsPublish = workspace.published !== undefined;
  const losers = takesSomething(workspace) ? (getDeletionEffect(workspace)?.subscribers.length ?? 0) : 0;
  return html`<dialog aria-labelledby="delete-title" aria-describedby="delete-text" @close=${keep}>
    <div class="stack">
      <div class="section" id="delete-title" role="heading" aria-level="2">
        ${text.deleteTitle(workspace.draft.name)}
      </div>
      <p id="delete-text">${describeEffect(parts, workspace)}</p>
      ${
        losers > 0 && names.length > 0
          ? html`<p class="muted small">${text.deleteFrom(names, losers - names.length)}</p>`
          : nothing
      }
      <div class="row">
        <button class="button" @click=${keep}>${text.keepIt}</button>
        <button class="button danger" @click=${() => remove(workspace)}>
          ${needsPublish ? text.deleteAndReview : text.deleteNow}
        </button>
      </div>
    </div>
  </dialog>`;
}

function describeEffect(
  {
    strings: { text },
    plans,
    nameFormer,
    catalog,
  }: Pick<CardParts, 'strings' | 'plans' | 'nameFormer' | 'catalog'>,
  workspace: Workspace,
): string {
  const effect = getDeletionEffect(workspace);
  if (!effect) return text.deleteNever;
  const things = [
    ...effect.plans.map(({ skuId }) => plans?.get(skuId)?.name ?? nameFormer(skuId)),
    ...effect.services.map((service) => nameService(catalog, service)),
  ];
  return takesSomething(workspace)
    ? text.deleteTakes(text.list(things), effect.subscribers.length)
    : text.deleteNothing;
}

function takesSomething(workspace: Workspace): boolean {
  const { plans = [], services = [], subscribers = [] } = getDeletionEffect(workspace) ?? {};
  return plans.length + services.length > 0 && subscribers.length > 0;
}
