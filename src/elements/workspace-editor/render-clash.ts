import { html, type TemplateResult } from 'lit';
import type { ClashChoice, DraftClash } from '../../context/draft-session.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceEditorStrings } from '../../localization/en/workspace-editor.js';
import { compareWorkspaces, type FieldChange } from '../../model/compare-workspaces.js';

export interface ClashParts {
  readonly strings: StringsController<WorkspaceEditorStrings>;
  readonly namePlan: (skuId: string) => string;
  readonly nameApp: (servicePlanId: string) => string;
  readonly settle: (choice: ClashChoice) => void;
}

/** Lines of the comparison; subscribers are counted in one. */
const linesShown = 50;

/** Two administrators changed the same: both versions are kept until one of them chooses. */
export function renderClash(parts: ClashParts, { base, mine, theirs }: DraftClash): TemplateResult {
  const { text } = parts.strings;
  const changes = compareWorkspaces(base, mine, theirs);
  const names = changes.filter(({ conflict }) => conflict).map((change) => nameField(parts, change));
  const who = theirs.edited.by || text.somebody;
  return html`<div class="notice warn" role="alert" part="clash">
    ${icon('people')}
    <strong>${text.clashTitle(who, base.draft.name, new Date(theirs.edited.at))}</strong>
    <div class="body stack tight">
      <p>${text.clashText([...new Set(names)])} ${text.keepBothWhy}</p>
      <div class="row">
        <button class="button primary small" @click=${() => parts.settle('both')}>${text.keepBoth}</button>
        <button class="button small" @click=${() => parts.settle('theirs')}>${text.onlyTheirs}</button>
        <button class="button small" @click=${() => parts.settle('mine')}>${text.onlyMine}</button>
      </div>
      <details>
        <summary>${icon('chevron', 'chevron')} ${text.compare}</summary>
        ${renderLines(parts, changes)}
      </details>
    </div>
  </div>`;
}

function renderLines(parts: ClashParts, changes: readonly FieldChange[]): TemplateResult {
  const { text } = parts.strings;
  const lines = changes.filter(({ field }) => field.kind !== 'subscriber').slice(0, linesShown);
  const subscribers = changes.filter(({ field }) => field.kind === 'subscriber');
  const countOf = (who: 'mine' | 'theirs'): number =>
    subscribers.filter(({ changedBy }) => changedBy === who || changedBy === 'both').length;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text.field}</th>
        <th scope="col">${text.mine}</th>
        <th scope="col">${text.theirs}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (change) =>
          html`<tr>
            <th scope="row">${nameField(parts, change)}</th>
            <td>${nameValue(parts, change, change.mine)}</td>
            <td>${nameValue(parts, change, change.theirs)}</td>
          </tr>`,
      )}
      ${
        subscribers.length > 0
          ? html`<tr>
              <th scope="row">${text.changes}</th>
              <td>${text.subscriberCount(countOf('mine'))}</td>
              <td>${text.subscriberCount(countOf('theirs'))}</td>
            </tr>`
          : []
      }
    </tbody>
  </table>`;
}

function nameField({ strings: { text }, namePlan, nameApp }: ClashParts, { field }: FieldChange): string {
  switch (field.kind) {
    case 'name':
    case 'description':
    case 'route':
    case 'deletion':
      return text.fields[field.kind];
    case 'plan':
      return namePlan(field.skuId);
    case 'app':
      return nameApp(field.servicePlanId);
    case 'service':
      return field.serviceId;
    case 'subscriber':
      return field.userId;
  }
}

function nameValue(
  { strings: { text, common } }: ClashParts,
  { field }: FieldChange,
  value: string | undefined,
): string {
  if (field.kind === 'app') return value === 'on' ? text.on : value === 'off' ? text.off : text.asIs;
  if (field.kind === 'name' || field.kind === 'description' || field.kind === 'route')
    return value ?? common.none;
  return value === undefined ? text.no : value === 'yes' || value === '' ? text.yes : value;
}
