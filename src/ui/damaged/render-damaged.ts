import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { DamagedRecord } from '../../store/store.js';
import { saveFile } from '../csv.js';
import { renderErrorNotice, type StateParts } from '../states/element-state.js';
import type { DamagedRecords } from './damaged-records.js';

/** What is said of records of one kind. */
export interface DamagedText {
  readonly title: (count: number) => string;
  readonly why: string;
  readonly at: (when: string) => string;
  readonly sometime: string;
  /** What removing one means. */
  readonly removeWhy: string;
  readonly fileName: string;
}

export interface DamagedParts extends StateParts {
  readonly records: DamagedRecords;
  readonly text: DamagedText;
  /** Whether the host lets the administrator remove one. */
  readonly mayRemove: (id: string) => boolean;
}

/** Records that cannot be read: of when each is, the way to look into it, and the way to be rid of it. */
export function renderDamaged(parts: DamagedParts): unknown {
  const { records, text } = parts;
  const { all, asking, failure } = records;
  if (all.length === 0) return nothing;
  return html`<div part="damaged" class="notice warn">
      ${icon('attention')}
      <strong>${text.title(all.length)}</strong>
      <p>${text.why}</p>
      <ul class="damaged">
        ${all.map((record) => renderRecord(parts, record))}
      </ul>
    </div>
    ${asking ? renderQuestion(parts, asking) : nothing} ${renderErrorNotice(parts, failure)}`;
}

function renderRecord(
  { strings, records, text, mayRemove }: DamagedParts,
  damaged: DamagedRecord,
): TemplateResult {
  const { common, format } = strings;
  const { id, at, record } = damaged;
  return html`<li class="row">
    <span>${at ? text.at(format.dateTime(new Date(at))) : text.sometime}</span>
    <code>${id}</code>
    <button
      class="button small"
      aria-label=${common.damagedExportOf(id)}
      @click=${() => exportRecord(record, `${text.fileName}-${id}.json`)}
    >
      ${icon('export')} ${common.damagedExport}
    </button>
    ${
      mayRemove(id)
        ? html`<button
            class="button small quiet"
            aria-label=${common.damagedRemoveOf(id)}
            @click=${() => records.ask(id)}
          >
            ${icon('trash')} ${common.damagedRemove}
          </button>`
        : nothing
    }
  </li>`;
}

function renderQuestion({ strings: { common }, records, text }: DamagedParts, { id }: DamagedRecord) {
  return html`<div class="notice warn" role="alert">
    ${icon('attention')}
    <strong>${common.damagedRemoveTitle(id)}</strong>
    <p>${text.removeWhy}</p>
    <div class="row">
      <button class="button danger" @click=${() => void records.remove(id)}>
        ${common.damagedRemoveNow}
      </button>
      <button class="button quiet" @click=${() => records.cancel()}>${common.cancel}</button>
    </div>
  </div>`;
}

function exportRecord(record: unknown, fileName: string): void {
  saveFile(new Blob([JSON.stringify(record, undefined, 2)], { type: 'application/json' }), fileName);
}
