import { html, type TemplateResult } from 'lit';
import { nameService } from '../../catalog/service-name.js';
import { icon } from '../../icons.js';
import { getDeletionEffect } from '../../model/workspace/workspace.js';
import { namePlan, type EditorParts } from './editor-parts.js';

/** That the workspace goes, what publishing that takes from how many, and the way back. */
export function renderDeletion(parts: EditorParts, mayKeep: boolean): TemplateResult {
  const { strings, workspace, edit } = parts;
  const { text } = strings;
  const { plans = [], services = [], subscribers = [] } = getDeletionEffect(workspace) ?? {};
  const things = [
    ...plans.map(({ skuId }) => namePlan(parts, skuId)),
    ...services.map((service) => nameService(parts.catalog, service)),
  ];
  return html`<div class="notice warn">
    ${icon('trash')}
    <strong>${text.deleting}</strong>
    <p>
      ${
        things.length > 0 && subscribers.length > 0
          ? text.deletionTakes(things, subscribers.length)
          : text.deletionTakesNothing
      }
    </p>
    <div class="row" ?hidden=${!mayKeep}>
      <button class="button small" @click=${() => edit({ kind: 'keep' })}>
        ${icon('undo')} ${text.keepWorkspace}
      </button>
    </div>
  </div>`;
}
