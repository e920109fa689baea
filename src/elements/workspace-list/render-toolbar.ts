import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceListStrings } from '../../localization/en/workspace/workspace-list.js';

const filters = ['all', 'unpublished', 'never', 'failed', 'deleting'] as const;
export type WorkspaceFilter = (typeof filters)[number];

export interface ToolbarParts {
  readonly strings: StringsController<WorkspaceListStrings>;
  readonly search: string;
  readonly filter: WorkspaceFilter;
  /** How many are shown; undefined when all are. */
  readonly shown: number | undefined;
  readonly onSearch: (text: string) => void;
  readonly onFilter: (filter: WorkspaceFilter) => void;
  readonly import: () => void;
  /** Writes those that are shown into a file. */
  readonly export: () => void;
  readonly create: () => void;
  /** Whether workspaces may be made here. */
  readonly mayCreate: boolean;
  /** What was asked for last is still being done. */
  readonly busy: boolean;
}

/** Search and filter over the cards, and how workspaces come to be. */
export function renderToolbar(parts: ToolbarParts): TemplateResult {
  const { strings, search, filter, shown, onSearch, onFilter } = parts;
  const { text } = strings;
  return html`<div class="toolbar">
    <label class="search">
      ${icon('search')}<span class="visually-hidden">${text.search}</span>
      <input
        type="search"
        placeholder=${text.search}
        .value=${search}
        @input=${(event: InputEvent) => onSearch((event.target as HTMLInputElement).value)}
      />
    </label>
    <label class="field inline">
      <span class="field-label">${text.show}</span>
      <select
        @change=${(event: Event) => onFilter((event.target as HTMLSelectElement).value as WorkspaceFilter)}
      >
        ${filters.map(
          (each) => html`<option value=${each} .selected=${each === filter}>${text.filters[each]}</option>`,
        )}
      </select>
    </label>
    <span class="visually-hidden" role="status">${shown === undefined ? nothing : text.found(shown)}</span>
    <div class="row push tools">
      ${
        parts.mayCreate
          ? html`<button class="button quiet" @click=${parts.import}>
              ${icon('import')} ${text.import}
            </button>`
          : nothing
      }
      <button class="button quiet" @click=${parts.export}>
        ${icon('export')} ${shown === undefined ? text.exportAll : text.exportShown(shown)}
      </button>
      ${
        parts.mayCreate
          ? html`<button
              class="button primary"
              aria-busy=${parts.busy ? 'true' : nothing}
              @click=${parts.create}
            >
              ${icon('plus')} ${text.create}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

/** No workspace yet: what to do next. */
export function renderEmpty({ strings: { text }, ...parts }: ToolbarParts): TemplateResult {
  if (!parts.mayCreate)
    return html`<div class="blank" part="state">
      ${icon('plan')}
      <p class="label">${text.emptyTitle}</p>
    </div>`;
  return html`<div class="blank" part="state">
    ${icon('plan')}
    <p class="label">${text.emptyTitle}</p>
    <p class="muted">${text.empty}</p>
    <div class="row">
      <button class="button primary" aria-busy=${parts.busy ? 'true' : nothing} @click=${parts.create}>
        ${icon('plus')} ${text.createFirst}
      </button>
      <button class="button quiet" @click=${parts.import}>${icon('import')} ${text.importFile}</button>
    </div>
  </div>`;
}
