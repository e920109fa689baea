import { html, nothing, type TemplateResult } from 'lit';
import type { ClashChoice, DraftClash } from '../../context/drafts/draft-session.js';
import type { ClashNames } from '../../controllers/names/clash-names.js';
import { icon } from '../../icons.js';
import { clashWords } from '../../localization/clash-words.js';
import type { ClashStrings } from '../../localization/en/workspace/draft-clash.js';
import type { Format } from '../../localization/format.js';
import { compareWorkspaces, type FieldChange } from '../../model/workspace/compare-workspaces.js';

export interface ClashParts {
  readonly format: Format;
  readonly names: ClashNames;
  /** What somebody is called at the start of a sentence, by object id. */
  readonly nameActor: (id: string) => string;
  readonly settle: (choice: ClashChoice) => void;
}

/** Lines of the comparison; what is about single people is counted in one. */
const linesShown = 50;
const countedKinds = ['subscriber', 'exception'] as const;
type CountedKind = (typeof countedKinds)[number];

/** Two administrators changed the same: both versions are kept until one of them chooses. */
export function renderClash(parts: ClashParts, { base, mine, theirs }: DraftClash): TemplateResult {
  const text = clashWords(parts.format);
  const changes = compareWorkspaces(base, mine, theirs);
  const contested = changes.filter(({ conflict }) => conflict).map((change) => nameField(parts, change));
  const who = parts.nameActor(theirs.edited.by);
  return html`<div class="notice warn" role="alert" part="clash">
    ${icon('people')}
    <strong>${text.title(who, base.draft.name, new Date(theirs.edited.at))}</strong>
    <div class="body stack tight">
      <p>${text.why([...new Set(contested)])} ${text.keepBothWhy}</p>
      <div class="row">
        <button class="button primary small" @click=${() => parts.settle('both')}>${text.keepBoth}</button>
        <button class="button small" @click=${() => parts.settle('theirs')}>${text.onlyTheirs}</button>
        <button class="button small" @click=${() => parts.settle('mine')}>${text.onlyMine}</button>
      </div>
      <details>
        <summary>${icon('chevron', 'chevron')} ${text.compare}</summary>
        ${renderLines(parts, text, changes)}
      </details>
    </div>
  </div>`;
}

function renderLines(parts: ClashParts, text: ClashStrings, changes: readonly FieldChange[]): TemplateResult {
  const lines = changes.filter(({ field }) => !isCounted(field.kind)).slice(0, linesShown);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text.what}</th>
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
      ${countedKinds.map((kind) => renderCounts(text, kind, changes))}
    </tbody>
  </table>`;
}

function renderCounts(
  text: ClashStrings,
  kind: CountedKind,
  changes: readonly FieldChange[],
): TemplateResult | typeof nothing {
  const counted = changes.filter(({ field }) => field.kind === kind);
  if (counted.length === 0) return nothing;
  const say = (who: 'mine' | 'theirs'): string => {
    const own = counted.filter(({ changedBy }) => changedBy === who || changedBy === 'both');
    const added = own.filter((change) => change[who] !== undefined).length;
    return text.countedChanges[kind](added, own.length - added);
  };
  return html`<tr>
    <th scope="row">${text.counted[kind]}</th>
    <td>${say('mine')}</td>
    <td>${say('theirs')}</td>
  </tr>`;
}

function isCounted(kind: FieldChange['field']['kind']): kind is CountedKind {
  return countedKinds.some((each) => each === kind);
}

function nameField({ format, names }: ClashParts, { field }: FieldChange): string {
  const text = clashWords(format);
  switch (field.kind) {
    case 'name':
    case 'description':
    case 'route':
    case 'deletion':
      return text[field.kind];
    case 'accepted-group':
      return text.acceptedGroup;
    case 'plan':
      return names.plan(field.skuId);
    case 'app':
      return text.appOf(names.app(field.servicePlanId), names.plan(field.skuId));
    case 'service':
      return names.service(field);
    case 'subscriber':
    case 'exception':
      return text.counted[field.kind];
  }
}

/** What one of the two says about a field, in words. */
function nameValue({ format, names }: ClashParts, { field }: FieldChange, value: string | undefined): string {
  const { values } = clashWords(format);
  switch (field.kind) {
    case 'name':
    case 'description':
      return value ?? '';
    case 'route':
      return value === 'group' ? values.group : values.direct;
    case 'app':
      return value === 'on' ? values.on : value === 'off' ? values.off : values.asIs;
    case 'service':
      if (value === undefined) return values.no;
      return names.option({ ...field, ...toOption(value) }) ?? values.yes;
    case 'plan':
    case 'deletion':
    case 'accepted-group':
    case 'subscriber':
    case 'exception':
      return value === undefined ? values.no : values.yes;
  }
}

/** A service without an option says so by an empty text. */
function toOption(value: string | undefined): { readonly optionId?: string } {
  return value ? { optionId: value } : {};
}
