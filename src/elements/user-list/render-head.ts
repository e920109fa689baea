import { html, nothing, type TemplateResult } from 'lit';
import type { Directory } from '../../context/reads/reads.js';
import type { ReadState } from '../../controllers/query-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/people/user-list.js';
import type { CsvExport, CsvSource } from './csv-export.js';
import { renderColumns } from './filters/render-filters.js';
import type { ColumnId } from './grid/columns.js';
import type { ListData } from './list-data.js';

export interface HeadParts {
  readonly strings: StringsController<UserListStrings>;
  readonly headingLevel: number;
  readonly state: ReadState<Directory>;
  readonly data: ListData;
  readonly csv: CsvExport;
  readonly csvSource: () => CsvSource;
  /** The menu of columns was opened. */
  readonly onLookForColumns: () => void;
  readonly onColumns: (columns: readonly ColumnId[] | undefined) => void;
  readonly onRefresh: () => void;
}

/** The sentence that sums it up, how old it is, and what can be done with all of it. */
export function renderHead(parts: HeadParts): TemplateResult {
  const { strings, headingLevel, state, data, csv, csvSource, onLookForColumns, onColumns } = parts;
  const { text } = strings;
  const directory = state.status === 'ready' ? state.value : undefined;
  const { all, shown } = data.columns;
  return html`<div class="row">
    <div part="heading" class="heading" role="heading" aria-level=${headingLevel}>${text.heading}</div>
    ${directory ? renderAnswer(parts, directory) : nothing}
    <span class="push"></span>
    ${
      directory && directory.users.length > 0
        ? html`${renderAge(parts)} ${renderColumns(strings, all, shown, onLookForColumns, onColumns)}
          ${csv.render(strings, data.matching.length, csvSource)}`
        : nothing
    }
  </div>`;
}

function renderAnswer(
  { strings: { text }, data }: HeadParts,
  { users, complete }: Directory,
): TemplateResult {
  const { licenses, licensed } = data.choices;
  return html`<span part="answer" class="muted" role="status"
    >${complete ? text.answer(licenses, licensed, users.length) : text.reading(users.length)}</span
  >`;
}

/** How old it is, and the button that reads what changed since. */
function renderAge({ strings: { text }, state, onRefresh }: HeadParts): unknown {
  if (state.status !== 'ready' || !state.value.complete) return nothing;
  const words = state.refreshing ? text.refreshing : text.refresh;
  return html`<span class="muted small">${text.readAt(state.readAt)}</span>
    <button
      class="button icon-only small"
      aria-label=${words}
      title=${words}
      aria-disabled=${state.refreshing ? 'true' : nothing}
      @click=${onRefresh}
    >
      ${icon(state.refreshing ? 'waiting' : 'refresh')}
    </button>`;
}
