import { html, nothing } from 'lit';
import type { ReadState } from '../../controllers/query-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { ActivityStrings } from '../../localization/en/activity-log.js';
import { errorWords } from '../../localization/error-words.js';
import type { Outcome } from '../../store/journal/journal-entry.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { renderRead, type StateParts } from '../../ui/states/element-state.js';

export interface DetailsParts {
  readonly provider: StateParts['provider'];
  readonly strings: StringsController<ActivityStrings>;
  readonly state: ReadState<PublishRecord>;
  readonly names: ReadonlyMap<string, string>;
  /** Why some have no name. */
  readonly unnamed: unknown;
  readonly onRetry: () => void;
  readonly onExport: (record: PublishRecord) => void;
}

/** Users listed; the export has all. */
export const listedUsers = 100;

/** Those who do not have it: it failed, is pending, or was not sent. */
export function listLeft({ outcomes }: PublishRecord): readonly Outcome[] {
  return [...outcomes.values()].filter(({ status }) => status !== 'applied');
}

export function renderActivityDetails(parts: DetailsParts): unknown {
  return renderRead(parts, parts.state, parts.onRetry, (record) => renderRecord(parts, record));
}

function renderRecord({ strings, names, unnamed, onExport }: DetailsParts, record: PublishRecord): unknown {
  const { text, common, format } = strings;
  const errors = errorWords(format);
  const left = listLeft(record);
  return html`<div class="stack tight">
    <dl class="facts">
      <div>
        <dt>${text.route}</dt>
        <dd>${text.routes[record.head.route]}</dd>
      </div>
      <div>
        <dt>${text.publishId}</dt>
        <dd><code>${record.head.publishId}</code></dd>
      </div>
    </dl>
    <div class="label">${text.onlyLeft}</div>
    ${
      left.length === 0
        ? html`<p class="state">${icon('done', 'ok')} ${text.nobodyLeft}</p>`
        : html`<table class="cards-when-narrow">
            <thead>
              <tr>
                <th scope="col">${text.user}</th>
                <th scope="col">${text.result}</th>
                <th scope="col">${text.reason}</th>
                <th scope="col">${text.requestId}</th>
              </tr>
            </thead>
            <tbody>
              ${left.slice(0, listedUsers).map(
                ({ userId, status, code, reason, requestId }) =>
                  html`<tr>
                    <th scope="row"><bdi>${names.get(userId) ?? html`<code>${userId}</code>`}</bdi></th>
                    <td>${text.statuses[status]}</td>
                    <td>${code ? errors[code].title : reason ? text.reasons[reason] : common.none}</td>
                    <td><code>${requestId ?? ''}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${unnamed}
    ${left.length > listedUsers ? html`<p class="muted small">${text.moreUsers(left.length - listedUsers)}</p>` : nothing}
    <div class="row">
      <button class="button small" @click=${() => onExport(record)}>
        ${icon('export')} ${text.exportUsers}
      </button>
    </div>
  </div>`;
}
