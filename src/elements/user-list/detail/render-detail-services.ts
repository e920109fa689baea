import { html, nothing, type TemplateResult } from 'lit';
import { nameService } from '../../../catalog/service-name.js';
import { icon } from '../../../icons.js';
import { serviceKey, type WorkspaceService } from '../../../model/workspace/workspace.js';
import { renderErrorNotice } from '../../../ui/states/element-state.js';
import { listServicesOf } from './detail-controller.js';
import type { DetailParts } from './detail-parts.js';

/** The services of the workspaces that a user is in, and whether the user has each. */
export function renderServices(parts: DetailParts): unknown {
  const { strings, detail, user, workspaces } = parts;
  const services = listServicesOf(user.id, workspaces);
  if (services.length === 0) return nothing;
  return html`<div class="stack tight">
    <div class="label">${strings.text.services}</div>
    ${renderErrorNotice(parts, detail.services.failure)}
    <ul class="list">
      ${services.map((service) => renderService(parts, service))}
    </ul>
  </div>`;
}

function renderService({ strings, detail }: DetailParts, service: WorkspaceService): TemplateResult {
  const { text } = strings;
  const held = detail.services.value;
  const has = held?.some((each) => serviceKey(each) === serviceKey(service));
  return html`<li>
    <span class="grow">
      <bdi>${nameService(detail.catalog.value, service)}</bdi>
    </span>
    ${
      held
        ? html`<span class="state small muted">
            ${icon(has ? 'done' : 'not-yet')} ${has ? text.assigned : text.notAssigned}
          </span>`
        : nothing
    }
  </li>`;
}
