import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon, type IconName } from '../../icons.js';
import type { UserSubscriberStrings } from '../../localization/en/user-subscriber.js';
import { createCsv, saveFile } from '../shared/csv.js';
import type { ListImport } from './list-import.js';
import type { MatchKind, RowMatch } from './match-list.js';
import { listLimit } from './parse-list.js';

export interface ListParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly list: ListImport;
  readonly subscribed: ReadonlySet<string>;
  /** Rows to look at that are shown. */
  readonly rowsShown: number;
  readonly renderError: () => unknown;
  readonly check: () => void;
  readonly readFile: (file: File) => void;
  readonly showMore: () => void;
  readonly add: () => void;
}

const looks: Readonly<Record<MatchKind, readonly [shape: IconName, tone: string]>> = {
  found: ['done', 'ok'],
  subscribed: ['done', ''],
  twice: ['copy', ''],
  several: ['attention', 'warn'],
  'not-found': ['failed', 'bad'],
  'not-a-name': ['failed', 'bad'],
};
const kinds = ['found', 'subscribed', 'twice', 'several', 'not-found', 'not-a-name'] as const;

/** Takes a pasted list or a file, says what it found, and asks about the rest. */
export function renderList(parts: ListParts): TemplateResult {
  const { strings, list, check } = parts;
  const { text } = strings;
  const { stage } = list;
  return html`<div class="stack">
    <div class="sources">
      <label class="field">
        <span class="field-label">${text.listLabel}</span>
        <textarea
          rows="7"
          spellcheck="false"
          .value=${list.text}
          @input=${(event: InputEvent) => list.write((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      ${renderFile(parts)}
    </div>
    ${list.error ? parts.renderError() : nothing}
    ${
      list.text.trim() !== '' && stage.name === 'writing'
        ? html`<div class="row">
            <button class="button primary" @click=${check}>${icon('search')} ${text.check}</button>
          </div>`
        : nothing
    }
    <div role="status">${renderStatus(parts)}</div>
    ${stage.name === 'checked' ? renderMatches(parts) : nothing}
  </div>`;
}

function renderFile({ strings: { text }, list, readFile }: ListParts): TemplateResult {
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) readFile(file);
  };
  return html`<div
    class="file"
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      take(event.dataTransfer?.files);
    }}
  >
    ${icon('import')}
    ${
      list.fileName === undefined
        ? html`<span class="muted">${text.dropHere}</span>`
        : html`<span class="label">${list.fileName}</span>
            <span class="muted small">${text.fileFacts(list.rowCount, list.column)}</span>`
    }
    <span class="muted small">${text.localOnly}</span>
    <label class="button file-button">
      ${list.fileName === undefined ? text.chooseFile : text.chooseAnother}
      <input
        type="file"
        class="visually-hidden"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          take(input.files);
          input.value = '';
        }}
      />
    </label>
  </div>`;
}

function renderStatus({ strings: { text }, list, subscribed }: ListParts): unknown {
  const { stage } = list;
  switch (stage.name) {
    case 'writing':
      return nothing;
    case 'checking':
      return html`<progress
          max=${Math.max(1, stage.total)}
          value=${stage.done}
          aria-label=${text.checking(stage.done, stage.total)}
        ></progress>
        <p class="muted small">${text.checking(stage.done, stage.total)}</p>`;
    case 'checked':
      return html`<p class="answer">
          ${text.canBeAdded(
            list.listPeople(subscribed).length,
            list.matches(subscribed).filter(needsLook).length,
          )}
        </p>
        ${list.tooLong ? html`<p class="state warn">${icon('attention')} ${text.tooLong(listLimit)}</p>` : nothing}`;
  }
}

function renderMatches(parts: ListParts): TemplateResult {
  const { strings, list, subscribed, rowsShown, showMore, add } = parts;
  const { text } = strings;
  const matches = list.matches(subscribed);
  const open = matches.filter(needsLook);
  const people = list.listPeople(subscribed).length;
  return html`<ul class="tally">
      ${kinds.map((kind) => {
        const count = matches.filter((match) => match.kind === kind).length;
        const [shape, tone] = looks[kind];
        return count > 0
          ? html`<li class="state">
              ${icon(shape, tone)} <strong>${strings.format.number(count)}</strong> ${text.tally[kind]}
            </li>`
          : nothing;
      })}
    </ul>
    ${
      open.length > 0
        ? html`<table class="cards-when-narrow">
              <thead>
                <tr>
                  <th scope="col">${text.inTheList}</th>
                  <th scope="col" class="end">${text.line}</th>
                  <th scope="col">${text.whatWeFound}</th>
                  <th scope="col">${text.choose}</th>
                </tr>
              </thead>
              <tbody>
                ${repeat(
                  open.slice(0, rowsShown),
                  ({ row }) => row,
                  (match) => renderRow(parts, match),
                )}
              </tbody>
            </table>
            ${
              open.length > rowsShown
                ? html`<div class="row">
                    <button class="button quiet" @click=${showMore}>
                      ${text.showMore(open.length - rowsShown)}
                    </button>
                  </div>`
                : nothing
            }`
        : nothing
    }
    <div class="actions">
      ${open.length > 0 ? html`<span class="state small">${icon('info')} ${text.unchosen}</span>` : nothing}
      <span class="push"></span>
      ${
        open.length > 0
          ? html`<button class="button quiet" @click=${() => void exportRows(parts, open)}>
              ${icon('export')} ${text.exportRows(open.length)}
            </button>`
          : nothing
      }
      <button
        class="button primary"
        aria-disabled=${people === 0 ? 'true' : nothing}
        @click=${() => people > 0 && add()}
      >
        ${text.addSubscribers(people)}
      </button>
    </div>`;
}

function renderRow(parts: ListParts, match: RowMatch): TemplateResult {
  const { text } = parts.strings;
  const [shape, tone] = looks[match.kind];
  return html`<tr>
    <td><code>${match.row.raw}</code></td>
    <td class="end" data-label=${text.line}>${match.row.line}</td>
    <td><span class="state ${tone}">${icon(shape)} ${describe(parts, match)}</span></td>
    <td>${renderChoice(parts, match)}</td>
  </tr>`;
}

function renderChoice({ strings: { text }, list }: ListParts, match: RowMatch): unknown {
  if (match.kind === 'not-a-name')
    return html`<span class="muted"
      >${/^\s*[=+\-@]/.test(match.row.raw) ? text.formula : text.leftOut}</span
    >`;
  if (match.kind !== 'several') return html`<span class="muted">${text.leftOut}</span>`;
  const { row, users } = match;
  return html`<select
    aria-label=${text.choosePersonFor(row.raw)}
    @change=${(event: Event) =>
      list.choose(
        row,
        users.find(({ id }) => id === (event.target as HTMLSelectElement).value),
      )}
  >
    <option value="">${text.choosePerson}</option>
    ${users.map(
      (user) =>
        html`<option value=${user.id} .selected=${list.chosenFor(row)?.id === user.id}>
          ${user.displayName}, ${user.userPrincipalName}
        </option>`,
    )}
  </select>`;
}

function describe({ strings: { text } }: ListParts, match: RowMatch): string {
  switch (match.kind) {
    case 'several':
      return text.severalPeople(match.users.length);
    case 'not-found':
      return text.notFound;
    case 'not-a-name':
      return text.notAName;
    case 'found':
    case 'subscribed':
    case 'twice':
      return text.tally[match.kind];
  }
}

async function exportRows(parts: ListParts, matches: readonly RowMatch[]): Promise<void> {
  const { text } = parts.strings;
  const rows = matches.map((match) => [match.row.line, match.row.raw, describe(parts, match)]);
  saveFile(await createCsv([text.line, text.inTheList, text.whatWeFound], rows), text.rowsFile);
}

function needsLook({ kind }: RowMatch): boolean {
  return kind === 'several' || kind === 'not-found' || kind === 'not-a-name';
}
