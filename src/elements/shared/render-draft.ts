import { html, nothing, type TemplateResult } from 'lit';
import type { DraftController } from '../../controllers/draft-controller.js';
import type { Workspace } from '../../model/workspace.js';
import { renderErrorNotice, renderRead, type StateParts } from './element-state.js';

export interface DraftViews {
  /** No workspace is open, or the one that was is gone. */
  readonly none: () => unknown;
  readonly head: (workspace: Workspace) => unknown;
  readonly body: (workspace: Workspace) => unknown;
}

/** An element around the draft of one workspace: where reading it stands, and below the head why the draft could not be stored. */
export function renderDraft(parts: StateParts, draft: DraftController, views: DraftViews): TemplateResult {
  return html`<div class="stack">
    ${renderRead(
      parts,
      draft.state,
      () => void draft.refetch(),
      () => {
        const { workspace, session } = draft;
        if (!workspace) return views.none();
        const { problem } = session ?? {};
        return [
          views.head(workspace),
          problem ? renderErrorNotice(parts, problem, () => void draft.flush()) : nothing,
          views.body(workspace),
        ];
      },
    )}
  </div>`;
}
