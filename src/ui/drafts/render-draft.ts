import { html, nothing, type TemplateResult } from 'lit';
import type { ClashChoice } from '../../context/drafts/draft-session.js';
import type { DraftController } from '../../controllers/draft-controller.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import { renderErrorNotice, renderRead, type StateParts } from '../states/element-state.js';
import { renderLateAnswer } from '../states/late-answer.js';
import { renderClash } from './render-clash.js';

export interface DraftViews {
  /** No workspace is open, or the one that was is gone. */
  readonly none: () => unknown;
  readonly head: (workspace: Workspace) => unknown;
  readonly body: (workspace: Workspace) => unknown;
  readonly settle: (choice: ClashChoice) => void;
}

/**
 * An element around the draft of one workspace: where reading it stands, and below the head why the draft could not be
 * stored, or who else changed the same.
 */
export function renderDraft(parts: StateParts, draft: DraftController, views: DraftViews): TemplateResult {
  return html`<div class="stack">
    ${renderRead(
      parts,
      draft.state,
      () => void draft.refetch(),
      () => {
        const { workspace, session } = draft;
        if (!workspace) return views.none();
        const { problem: error, clash } = session ?? {};
        const clashParts = {
          format: parts.strings.format,
          names: draft.clashNames,
          nameActor: (id: string) => parts.strings.common.actor(draft.actors.find(id)),
          settle: views.settle,
        };
        return [
          views.head(workspace),
          renderErrorNotice(parts, error && { error, retry: () => void draft.flush() }),
          renderLateAnswer(parts, session?.saving ?? false),
          clash ? renderClash(clashParts, clash) : nothing,
          views.body(workspace),
        ];
      },
    )}
  </div>`;
}
