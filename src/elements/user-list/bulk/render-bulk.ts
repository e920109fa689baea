import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UserListStrings } from '../../../localization/en/people/user-list.js';
import { planObstacle, type Plan } from '../../../model/plan/plan.js';
import type { Workspace } from '../../../model/workspace/workspace.js';
import type { StoredWorkspace } from '../../../store/store.js';
import { renderErrorNotice, type StateParts } from '../../../ui/states/element-state.js';
import { renderLateAnswer } from '../../../ui/states/late-answer.js';
import type { BulkAction, BulkController } from './bulk-controller.js';

export interface BulkParts extends StateParts {
  readonly strings: StringsController<UserListStrings>;
  readonly bulk: BulkController;
  readonly selected: ReadonlySet<string>;
  /** How many of the selected do not match the filters. */
  readonly hiddenCount: number;
  readonly matchCount: number;
  readonly workspaces: readonly StoredWorkspace[];
  readonly plans: readonly Plan[];
  /** Which of the selected hold which plan directly, by SKU id. */
  readonly holders: () => ReadonlyMap<string, readonly string[]>;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

type WorkspaceAction = BulkAction & { readonly kind: 'subscribe' | 'unsubscribe' };

/** The bar that says how many are selected and what can be done with them. */
export function renderBulk(parts: BulkParts): unknown {
  const { strings, selected, hiddenCount, matchCount, bulk, onSelectAll, onClear } = parts;
  const { text } = strings;
  if (selected.size === 0) return nothing;
  const [workspace] = listChangeable(parts);
  const workspaceId = workspace?.id ?? '';
  const mayReclaim = bulk.can('reclaim');
  // Where there is no workspace yet, choosing one says so.
  const maySubscribe = workspace !== undefined || parts.workspaces.length === 0;
  const button = (words: string, action: BulkAction): TemplateResult =>
    html`<button
      class="button small"
      aria-expanded=${bulk.action?.kind === action.kind ? 'true' : 'false'}
      @click=${() => (bulk.action = action)}
    >
      ${action.kind === 'swap' ? icon('swap') : nothing} ${words}
    </button>`;
  return html`<div
    part="selection"
    class="selection"
    role="group"
    aria-label=${text.selectedCount(selected.size)}
  >
    <strong role="status">${text.selectedCount(selected.size)}</strong>
    ${hiddenCount > 0 ? html`<span class="muted small">${text.hiddenCount(hiddenCount)}</span>` : nothing}
    ${
      selected.size < matchCount
        ? html`<button class="button quiet small" @click=${onSelectAll}>
            ${text.selectAll(matchCount)}
          </button>`
        : nothing
    }
    <span class="push"></span>
    ${maySubscribe ? button(text.subscribeTo, { kind: 'subscribe', workspaceId }) : nothing}
    ${mayReclaim ? button(text.swapPlan, { kind: 'swap', skuId: '', insteadSkuId: '' }) : nothing}
    ${mayReclaim ? button(text.reclaim, { kind: 'reclaim', skuId: '' }) : nothing}
    ${maySubscribe ? button(text.unsubscribeFrom, { kind: 'unsubscribe', workspaceId }) : nothing}
    <button
      class="button icon-only small"
      aria-label=${text.clearSelection}
      title=${text.clearSelection}
      @click=${() => {
        bulk.action = undefined;
        onClear();
      }}
    >
      ${icon('close')}
    </button>
    ${bulk.action ? html`<div class="wide-row stack tight">${renderAction(parts, bulk.action)}</div>` : nothing}
  </div>`;
}

/** The workspaces whose subscribers the host lets the administrator change. */
function listChangeable({ workspaces, bulk }: BulkParts): readonly Workspace[] {
  return workspaces.map(({ workspace }) => workspace).filter(({ id }) => bulk.can('subscribe', id));
}

function renderAction(parts: BulkParts, action: BulkAction): unknown {
  switch (action.kind) {
    case 'subscribe':
    case 'unsubscribe':
      return renderWorkspaceAction(parts, action);
    case 'reclaim':
    case 'swap':
      return renderPlanAction(parts, action);
  }
}

function renderWorkspaceAction(parts: BulkParts, action: WorkspaceAction): unknown {
  const { strings, selected, workspaces, bulk } = parts;
  const { text } = strings;
  if (workspaces.length === 0) return html`<p class="muted">${text.noWorkspacesYet}</p>`;
  const subscribing = action.kind === 'subscribe';
  const subscribe = (): void => void bulk.subscribe(action, selected);
  const names = listChangeable(parts).map(({ id, draft }) => [id, draft.name] as const);
  return html`<p>${subscribing ? text.chooseWorkspace(selected.size) : text.chooseLeaving(selected.size)}</p>
    <div class="row">
      ${renderSelect(text.workspace, names, action.workspaceId, (workspaceId) => {
        bulk.action = { kind: action.kind, workspaceId };
      })}
      <button class="button primary" aria-busy=${bulk.running ? 'true' : nothing} @click=${subscribe}>
        ${subscribing ? text.subscribeAndReview : text.unsubscribeAndReview}
      </button>
      ${renderCancel(parts)}
    </div>
    <p class="muted small">${text.bulkNote}</p>
    ${
      // Trying again is meant for those who are selected by then.
      renderErrorNotice(parts, bulk.failure && { ...bulk.failure, retry: subscribe })
    }
    ${renderLateAnswer(parts, bulk.running)}`;
}

/** Takes a plan from those who hold it directly, or gives them another in its place. */
function renderPlanAction(
  parts: BulkParts,
  action: BulkAction & { readonly kind: 'reclaim' | 'swap' },
): unknown {
  const { strings, selected, bulk, plans } = parts;
  const { text } = strings;
  const holders = parts.holders();
  const held = plans.filter(({ skuId }) => holders.has(skuId));
  if (held.length === 0) return html`<p class="muted">${text.nobodyDirect}</p>`;
  const skuId = held.some((plan) => plan.skuId === action.skuId) ? action.skuId : (held[0]?.skuId ?? '');
  const userIds = holders.get(skuId) ?? [];
  const from = held.map(
    (plan) => [plan.skuId, text.planHeld(plan.name, holders.get(plan.skuId)?.length ?? 0)] as const,
  );
  const swap = action.kind === 'swap';
  const others = plans.filter((plan) => plan.skuId !== skuId && !planObstacle(plan));
  const chosen = swap ? (others.find((plan) => plan.skuId === action.insteadSkuId) ?? others[0]) : undefined;
  const items = userIds.map((userId) => ({
    userId,
    skuId,
    ...(chosen ? { insteadSkuId: chosen.skuId } : {}),
  }));
  const incomplete = swap && !chosen;
  return html`<p>${text.holdDirectly(userIds.length, selected.size)}</p>
    <div class="row">
      ${renderSelect(swap ? text.swapFrom : text.plan, from, skuId, (next) => {
        bulk.action = { ...action, skuId: next };
      })}
      ${
        swap
          ? renderSelect(
              text.swapTo,
              others.map((plan) => [plan.skuId, plan.name] as const),
              chosen?.skuId ?? '',
              (next) => {
                bulk.action = { ...action, skuId, insteadSkuId: next };
              },
            )
          : nothing
      }
      <button
        class="button primary"
        aria-disabled=${incomplete ? 'true' : nothing}
        @click=${() => incomplete || bulk.reclaim(items)}
      >
        ${swap ? text.swapAndReview(items.length) : text.reclaimAndReview(items.length)}
      </button>
      ${renderCancel(parts)}
    </div>
    <p class="muted small">${swap ? text.swapNote : text.reclaimNote}</p>`;
}

function renderSelect(
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): TemplateResult {
  return html`<label class="field inline">
    <span class="field-label">${label}</span>
    <select @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
      ${options.map(
        ([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
      )}
    </select>
  </label>`;
}

function renderCancel({ strings: { common }, bulk }: BulkParts): TemplateResult {
  return html`<button class="button quiet" @click=${() => (bulk.action = undefined)}>
    ${common.cancel}
  </button>`;
}
