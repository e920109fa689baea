import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import type { NextState } from '../../../publishing/next/next-publish.js';
import { renderErrorNotice, type StateParts } from '../../../ui/states/element-state.js';
import type { ReviewParts } from '../review-parts.js';

export interface NextParts extends Pick<ReviewParts, 'strings'> {
  readonly provider: StateParts['provider'];
  readonly state: NextState;
  /** The workspace's; empty where it is about none. */
  readonly name: string;
  readonly onEnd: () => void;
  /** Waits once more for what was confirmed. */
  readonly onRetry: () => void;
}

/** What waits until the other publish is done, or why it was not published. */
export function renderNext({ strings, provider, state, name, onEnd, onRetry: retry }: NextParts): unknown {
  const { text } = strings;
  if (state.status === 'failed')
    return renderErrorNotice({ provider, strings }, { error: state.error, retry });
  if (state.status !== 'waiting') return nothing;
  const { confirmed, problem: error } = state;
  return html`<div class="notice" part="next">
      ${icon('waiting')}
      <strong role="status"><bdi>${text.nextHeading(confirmed.changeSet.kind, name)}</bdi></strong>
      <p>${text.nextWhy}</p>
      <div class="row"><button class="button" @click=${onEnd}>${text.endNext}</button></div>
    </div>
    ${renderErrorNotice({ provider, strings }, error && { error, retry })}`;
}
