import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceListStrings } from '../../localization/en/workspace/workspace-list.js';
import { findNameFault } from '../../model/workspace/name-fault.js';
import { workspaceLimits } from '../../model/workspace/workspace-limits.js';
import type { Workspace } from '../../model/workspace/workspace.js';

export interface RenameParts {
  readonly strings: StringsController<WorkspaceListStrings>;
  readonly workspace: Workspace;
  readonly others: readonly Workspace[];
  /** What stands in the field. */
  readonly typed: string;
  readonly onType: (name: string) => void;
  readonly cancel: () => void;
  readonly rename: (name: string) => void;
}

/** Asks for another name, and says at once why one does not go. */
export function renderRenameDialog(parts: RenameParts): TemplateResult {
  const { strings, workspace, others, typed, onType, cancel, rename } = parts;
  const { text } = strings;
  const fault = findNameFault(typed, others);
  const words = {
    needed: text.nameNeeded,
    'too-long': text.nameTooLong(workspaceLimits.nameLength),
    invisible: text.nameInvisible,
    taken: text.nameTaken,
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!fault) rename(typed);
  };
  return html`<dialog aria-labelledby="rename-title" @close=${cancel}>
    <form class="stack" @submit=${submit}>
      <div class="section" id="rename-title" role="heading" aria-level="2">
        ${text.renameTitle(workspace.draft.name)}
      </div>
      <label class="field">
        <span class="field-label">${text.name}</span>
        <input
          type="text"
          autocomplete="off"
          .value=${typed}
          aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${fault ? 'rename-fault' : nothing}
          @input=${(event: InputEvent) => onType((event.target as HTMLInputElement).value)}
        />
        ${
          fault
            ? html`<span class="field-error" id="rename-fault" role="status"
                >${icon('failed')} ${words[fault]}</span
              >`
            : nothing
        }
      </label>
      <div class="row">
        <button class="button" type="button" @click=${cancel}>${text.cancel}</button>
        <button class="button primary" type="submit" aria-disabled=${fault ? 'true' : nothing}>
          ${text.rename}
        </button>
      </div>
    </form>
  </dialog>`;
}
