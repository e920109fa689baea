import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { ResourceLocation } from '../../services/connectors.js';
import type { DirectoryParts } from './directory-connect.js';

/** Resource locations as cards, and what to do about those without a spare connector. */
export function renderLocations(
  parts: DirectoryParts,
  locations: readonly ResourceLocation[],
): TemplateResult {
  const { text } = parts.strings;
  if (locations.length === 0) return html`<p class="muted">${text.noLocations}</p>`;
  return html`<ul class="stack tight" part="locations">
      ${locations.map((location) => renderLocation(parts, location))}
    </ul>
    ${locations.map((location) => renderAdvice(parts, location))}`;
}

function renderLocation({ strings: { text } }: DirectoryParts, location: ResourceLocation): TemplateResult {
  const active = countActive(location);
  const healthy = active === location.connectors.length && active > 1;
  return html`<li class="card location">
    <div class="row spread">
      <span class="label state">${icon('place')} <bdi>${location.name}</bdi></span>
      <span class="badge ${healthy ? 'ok' : active === 0 ? 'bad' : 'warn'}">
        ${icon(healthy ? 'done' : active === 0 ? 'failed' : 'attention')}
        ${text.activeOf(active, location.connectors.length)}
      </span>
    </div>
    <ul class="list">
      ${location.connectors.map(
        (connector) =>
          html`<li>
            <span class="grow">
              <strong><bdi>${connector.machineName}</bdi></strong>
              ${connector.version ? html`<span class="muted small">${connector.version}</span>` : nothing}
            </span>
            ${
              connector.active
                ? html`<span class="state">${icon('done', 'ok')} ${text.active}</span>`
                : html`<span class="state bad">${icon('not-yet')} ${text.inactive}</span>`
            }
          </li>`,
      )}
    </ul>
  </li>`;
}

function renderAdvice({ strings: { text } }: DirectoryParts, location: ResourceLocation): unknown {
  const active = countActive(location);
  if (active > 1) return nothing;
  const down = active === 0;
  return html`<div class="notice ${down ? 'bad' : 'warn'}">
    ${icon(down ? 'failed' : 'attention')}
    <strong>${down ? text.allDown(location.name) : text.noSpare(location.name)}</strong>
    <p>${down ? text.allDownWhy(location.name) : text.noSpareWhy(location.name)}</p>
  </div>`;
}

function countActive(location: ResourceLocation): number {
  return location.connectors.filter((connector) => connector.active).length;
}
