import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceEditorStrings } from '../../localization/en/workspace/workspace-editor.js';
import { findNameFault, findTextFault } from '../../model/workspace/name-fault.js';
import type { WorkspaceEdit } from '../../model/workspace/workspace-edit.js';
import { workspaceLimits } from '../../model/workspace/workspace-limits.js';
import type { Workspace } from '../../model/workspace/workspace.js';

/** What stands in a field and differs from the draft: as typed, with its spaces, also when the draft cannot take it. */
export interface TypedTexts {
  readonly name?: string;
  readonly description?: string;
}

export interface TextParts {
  readonly strings: StringsController<WorkspaceEditorStrings>;
  readonly workspace: Workspace;
  readonly others: readonly Workspace[];
  readonly typed: TypedTexts;
  readonly onTyped: (typed: TypedTexts) => void;
  /** Stores it after a pause. */
  readonly edit: (edit: WorkspaceEdit) => void;
  readonly flush: () => void;
  readonly locked: boolean;
}

/** Name and description. What is typed stays, whatever happens to the draft meanwhile. */
export function renderTexts(parts: TextParts): TemplateResult {
  const { text } = parts.strings;
  const { draft } = parts.workspace;
  return html`<div class="texts">
    ${renderField(parts, 'name', text.name, draft.name, describeNameFault(parts))}
    ${renderField(parts, 'description', text.description, draft.description, findDescriptionFault(parts))}
  </div>`;
}

function renderField(
  parts: TextParts,
  field: keyof TypedTexts,
  label: string,
  value: string,
  fault: string | undefined,
): TemplateResult {
  const { typed, onTyped, flush, locked } = parts;
  const onInput = (event: InputEvent): void => {
    const words = (event.target as HTMLInputElement).value;
    onTyped({ ...typed, [field]: words });
    take(parts, field, words);
  };
  const onBlur = (): void => {
    flush();
    // What the draft could not take stays to be put right.
    if (!fault) onTyped(without(typed, field));
  };
  return html`<label class="field">
    <span class="field-label">${label}</span>
    <input
      type="text"
      ?readonly=${locked}
      .value=${live(typed[field] ?? value)}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${fault ? `${field}-fault` : nothing}
      @input=${onInput}
      @blur=${onBlur}
    />
    ${fault ? html`<span class="field-error" id="${field}-fault">${icon('failed')} ${fault}</span>` : nothing}
  </label>`;
}

/** Puts the text into the draft unless it cannot be taken: then the field says why. */
function take({ edit }: TextParts, field: keyof TypedTexts, words: string): void {
  if (field === 'description') {
    if (words.length <= workspaceLimits.descriptionLength) edit({ kind: 'describe', description: words });
    return;
  }
  const name = words.trim();
  if (!findTextFault(name)) edit({ kind: 'rename', name });
}

function describeNameFault({ strings: { text }, typed, workspace, others }: TextParts): string | undefined {
  switch (findNameFault(typed.name ?? workspace.draft.name, others)) {
    case 'needed':
      return text.nameNeeded;
    case 'too-long':
      return text.nameTooLong(workspaceLimits.nameLength);
    case 'invisible':
      return text.nameInvisible;
    case 'taken':
      return text.nameTaken;
    case undefined:
      return undefined;
  }
}

function findDescriptionFault({ strings: { text }, typed }: TextParts): string | undefined {
  const { descriptionLength } = workspaceLimits;
  return (typed.description ?? '').length > descriptionLength
    ? text.descriptionTooLong(descriptionLength)
    : undefined;
}

function without(typed: TypedTexts, field: keyof TypedTexts): TypedTexts {
  const { [field]: _dropped, ...rest } = typed;
  return rest;
}
