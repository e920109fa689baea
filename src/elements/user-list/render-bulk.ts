import { html, nothing } from 'lit';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';
import { errorWords } from '../../localization/error-words.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import { addSubscribers, removeSubscribers } from '../../model/workspace-editing.js';
import type { StoredWorkspace } from '../../workspaces/workspace-store.js';

/** What is about to be done with the selected users. */
export interface BulkAction {
  readonly kind: 'subscribe' | 'unsubscribe';
  readonly workspaceId: string;
  readonly error?: ProvisioningError;
}

export interface BulkParts {
  readonly strings: StringsController<UserListStrings>;
  readonly provider: ProviderController;
  readonly selected: ReadonlySet<string>;
  readonly matchCount: number;
  readonly workspaces: readonly StoredWorkspace[];
  readonly action: BulkAction | undefined;
  readonly onAction: (action: BulkAction | undefined) => void;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  readonly onReview: (
    workspaceId: string,
    change: { readonly added: number; readonly removed: number },
  ) => void;
}

/** The bar that says how many are selected and what can be done with them. */
export function renderBulk(parts: BulkParts): unknown {
  const { strings, selected, matchCount, workspaces, action, onAction, onSelectAll, onClear } = parts;
  const { text, format } = strings;
  if (selected.size === 0) return nothing;
  const begin = (kind: BulkAction['kind']): void =>
    onAction({ kind, workspaceId: workspaces[0]?.workspace.id ?? '' });
  return html`<div
    part="selection"
    class="selection"
    role="group"
    aria-label=${text.selectedCount(selected.size)}
  >
    <strong role="status">${text.selectedCount(selected.size)}</strong>
    ${
      selected.size < matchCount
        ? html`<button class="button quiet small" @click=${onSelectAll}>
            ${text.selectAll(matchCount)}
          </button>`
        : nothing
    }
    <span class="push"></span>
    <button
      class="button small"
      aria-expanded=${action?.kind === 'subscribe'}
      @click=${() => begin('subscribe')}
    >
      ${text.subscribeTo}
    </button>
    <button
      class="button small"
      aria-expanded=${action?.kind === 'unsubscribe'}
      @click=${() => begin('unsubscribe')}
    >
      ${text.unsubscribeFrom}
    </button>
    <button
      class="button icon-only small"
      aria-label=${text.clearSelection}
      title=${text.clearSelection}
      @click=${() => {
        onAction(undefined);
        onClear();
      }}
    >
      ${icon('close')}
    </button>
    ${action ? renderChoice(parts, action) : nothing}
    <span class="visually-hidden">${format.number(selected.size)}</span>
  </div>`;
}

function renderChoice(parts: BulkParts, action: BulkAction): unknown {
  const { strings, selected, workspaces, onAction } = parts;
  const { text, common, format } = strings;
  const errors = errorWords(format);
  const subscribing = action.kind === 'subscribe';
  if (workspaces.length === 0) return html`<p class="wide-row muted">${text.noWorkspacesYet}</p>`;
  return html`<div class="wide-row stack tight">
    <p>${subscribing ? text.chooseWorkspace(selected.size) : text.chooseLeaving(selected.size)}</p>
    <div class="row">
      <label class="field inline">
        <span class="field-label">${text.workspace}</span>
        <select
          @change=${(event: Event) =>
            onAction({ ...action, workspaceId: (event.target as HTMLSelectElement).value })}
        >
          ${workspaces.map(
            ({ workspace: { id, draft } }) =>
              html`<option value=${id} .selected=${id === action.workspaceId}>${draft.name}</option>`,
          )}
        </select>
      </label>
      <button class="button primary" @click=${() => void runAction(parts, action)}>
        ${subscribing ? text.subscribeAndReview : text.unsubscribeAndReview}
      </button>
      <button class="button quiet" @click=${() => onAction(undefined)}>${common.cancel}</button>
    </div>
    <p class="muted small">${text.bulkNote}</p>
    ${
      action.error
        ? html`<p class="state bad" role="alert">
            ${icon('failed')} ${errors[action.error.code].title}. ${errors[action.error.code].remedy}
          </p>`
        : nothing
    }
  </div>`;
}

async function runAction(
  { provider, selected, onAction, onReview }: BulkParts,
  action: BulkAction,
): Promise<void> {
  const services = provider.workspaces;
  const account = provider.graph?.account;
  if (!services || !account) return;
  const { workspaceId } = action;
  const stamp = { at: new Date().toISOString(), by: account.username };
  const change = { added: 0, removed: 0 };
  try {
    await services.edit(workspaceId, (workspace) => {
      const edit = action.kind === 'subscribe' ? addSubscribers : removeSubscribers;
      const edited = edit(workspace, selected, stamp);
      const difference = edited.draft.subscribers.length - workspace.draft.subscribers.length;
      change.added = Math.max(0, difference);
      change.removed = Math.max(0, -difference);
      return edited;
    });
  } catch (error) {
    onAction({ ...action, error: toProvisioningError(error) });
    return;
  }
  services.selection.select(workspaceId);
  onAction(undefined);
  onReview(workspaceId, change);
}
