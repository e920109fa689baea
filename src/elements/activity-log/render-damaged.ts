import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { ActivityStrings } from '../../localization/en/activity-log.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { DamagedPublish } from '../../publishing/journal.js';
import { renderErrorNotice, type StateParts } from '../shared/element-state.js';

/** Why setting one aside did not work. */
export interface NotSetAside {
  readonly publishId: string;
  readonly error: ProvisioningError;
}

export interface DamagedParts extends Omit<StateParts, 'strings'> {
  readonly strings: StateParts['strings'] & { readonly text: ActivityStrings };
  readonly damaged: readonly DamagedPublish[];
  readonly failure: NotSetAside | undefined;
  readonly onExport: (publish: DamagedPublish) => void;
  readonly onSetAside: (publishId: string) => void;
}

/** Records that cannot be read: when each began, the way to look into it, and the way to be told no more. */
export function renderDamaged(parts: DamagedParts): unknown {
  const { strings, damaged, failure, onExport, onSetAside } = parts;
  const { text, format } = strings;
  if (damaged.length === 0) return nothing;
  return html`<div part="damaged" class="notice warn">
      ${icon('attention')}
      <strong>${text.damagedTitle(damaged.length)}</strong>
      <p>${text.damagedWhy}</p>
      <ul class="damaged">
        ${damaged.map((publish) => {
          const { publishId, startedAt } = publish;
          return html`<li class="row">
            <span
              >${startedAt ? text.damagedAt(format.dateTime(new Date(startedAt))) : text.damagedSometime}</span
            >
            <code>${publishId}</code>
            <button
              class="button small"
              aria-label=${text.damagedExportOf(publishId)}
              @click=${() => onExport(publish)}
            >
              ${icon('export')} ${text.damagedExport}
            </button>
            <button
              class="button small quiet"
              aria-label=${text.damagedSetAsideOf(publishId)}
              @click=${() => onSetAside(publishId)}
            >
              ${text.damagedSetAside}
            </button>
          </li>`;
        })}
      </ul>
    </div>
    ${failure ? renderErrorNotice(parts, failure.error, () => onSetAside(failure.publishId)) : nothing}`;
}
