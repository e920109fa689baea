import { html, nothing, type TemplateResult } from 'lit';
import type { DraftSession } from '../../context/drafts/draft-session.js';
import type { DraftController } from '../../controllers/draft-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceEditorStrings } from '../../localization/en/workspace/workspace-editor.js';
import { hasUnpublishedChanges, type Workspace } from '../../model/workspace/workspace.js';

/** The name, where the workspace stands, and whether the draft is kept. */
export function renderHead(
  { text, common }: StringsController<WorkspaceEditorStrings>,
  headingLevel: number,
  workspace: Workspace,
  { session, actors }: DraftController,
): TemplateResult {
  return html`<div class="row">
      <div part="heading" class="heading" role="heading" aria-level=${headingLevel}>
        ${workspace.draft.name}
      </div>
      ${renderBadge(text, workspace)}
      <span class="muted small push" role="status">${describeKeeping(text, session)}</span>
    </div>
    ${
      session?.merge && !session.clash
        ? html`<p class="state small" role="status">
            ${icon('people')}
            ${text.merged(common.actor(actors.find(session.merge.by)), new Date(session.merge.at))}
          </p>`
        : nothing
    }`;
}

function renderBadge(text: WorkspaceEditorStrings, workspace: Workspace): TemplateResult {
  if (workspace.deleting) return html`<span class="badge warn">${icon('trash')} ${text.deleting}</span>`;
  if (!workspace.published) return html`<span class="badge outline">${icon('not-yet')} ${text.never}</span>`;
  return hasUnpublishedChanges(workspace)
    ? html`<span class="badge info">${icon('pencil')} ${text.unpublished}</span>`
    : html`<span class="badge ok">${icon('done')} ${text.published}</span>`;
}

function describeKeeping(text: WorkspaceEditorStrings, session: DraftSession | undefined): string {
  if (!session) return '';
  if (session.problem || session.clash) return text.unsaved;
  if (session.unsaved || session.saving) return text.saving;
  return session.keptAt ? text.kept(session.keptAt) : '';
}
