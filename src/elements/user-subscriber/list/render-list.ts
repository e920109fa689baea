import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../icons.js';
import { listLimit } from './parse-list.js';
import {
  exportRows,
  listUnsettled,
  looks,
  needsLook,
  renderListRow,
  renderReadDeleted,
  type ListParts,
} from './render-list-rows.js';

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
    ${parts.renderError()}
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

function renderStatus(parts: ListParts): unknown {
  const { list, subscribed } = parts;
  const { text } = parts.strings;
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
          ${text.canBeAdded(list.listPeople(subscribed).length, listUnsettled(parts).length)}
        </p>
        ${list.tooLong ? html`<p class="state warn">${icon('attention')} ${text.tooLong(listLimit)}</p>` : nothing}`;
  }
}

function renderMatches(parts: ListParts): TemplateResult {
  const { strings, list, subscribed, rowsShown, showMore, add } = parts;
  const { text } = strings;
  const matches = list.matches(subscribed);
  const open = matches.filter(needsLook);
  const unsettled = listUnsettled(parts);
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
    ${parts.renderHelpError()}
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
                  (match) => renderListRow(parts, match),
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
      ${unsettled.length > 0 ? html`<span class="state small">${icon('info')} ${text.unchosen}</span>` : nothing}
      ${open.some(({ kind }) => kind === 'not-found') ? renderReadDeleted(parts) : nothing}
      <span class="push"></span>
      ${
        unsettled.length > 0
          ? html`<button class="button quiet" @click=${() => void exportRows(parts, unsettled)}>
              ${icon('export')} ${text.exportRows(unsettled.length)}
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
