import { html, nothing } from 'lit';
import type { ReadState } from '../../controllers/query-controller.js';
import { icon } from '../../icons.js';
import type { ActivityStrings } from '../../localization/en/activity-log.js';
import { errorWords } from '../../localization/error-words.js';
import type { StateParts } from '../../ui/states/element-state.js';

export interface UnnamedParts extends Omit<StateParts, 'strings'> {
  readonly strings: StateParts['strings'] & { readonly text: ActivityStrings };
}

/** Why people are not called by their names, and the way to read them. */
export function renderUnnamed({ provider, strings }: UnnamedParts, names: ReadState<unknown>): unknown {
  if (names.status !== 'failed') return nothing;
  const { text, common, format } = strings;
  const { code, scopes } = names.error;
  return html`<div class="row">
    <span class="state warn small">
      ${icon('attention')} ${text.unnamed(errorWords(format)[code].title)}
    </span>
    ${
      code === 'consent-required'
        ? html`<button class="button small" @click=${() => void provider.signIn({ scopes })}>
            ${icon('key')} ${common.allow}
          </button>`
        : nothing
    }
  </div>`;
}
