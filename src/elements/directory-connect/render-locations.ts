import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { ResourceLocation } from '../../model/connector.js';
import { adviseOnConnectors, countActive, purposeOf, type ConnectorAdvice } from './connector-advice.js';
import type { DirectoryParts } from './directory-parts.js';

/** Resource locations as cards, and what to do so that sign-in goes on when a server stops. */
export function renderLocations(
  parts: DirectoryParts,
  locations: readonly ResourceLocation[],
): TemplateResult {
  const { text } = parts.strings;
  if (locations.length === 0)
    return html`<p class="muted">${text.noLocations}</p>
      <div>${parts.setUpLink()}</div>`;
  const mixed = new Set(locations.map(purposeOf)).size > 1;
  return html`<ul class="stack tight" part="locations">
      ${locations.map((location) => renderLocation(parts, location, mixed))}
    </ul>
    ${adviseOnConnectors(locations).map((advice) => renderAdvice(parts, advice))}`;
}

/** @param mixed - whether the locations differ in what their connectors do */
function renderLocation(
  { strings: { text } }: DirectoryParts,
  location: ResourceLocation,
  mixed: boolean,
): TemplateResult {
  const active = countActive(location);
  const healthy = active === location.connectors.length && active > 1;
  return html`<li class="card location">
    <div class="row spread">
      <span class="state">
        ${icon('place')} <bdi class="label">${location.name}</bdi>
        ${mixed ? html`<span class="muted small">${text.purposes[purposeOf(location)]}</span>` : nothing}
      </span>
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
              ${
                connector.version
                  ? html`<span class="muted small">${text.version(connector.version)}</span>`
                  : nothing
              }
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

function renderAdvice(parts: DirectoryParts, advice: ConnectorAdvice): TemplateResult {
  const { text } = parts.strings;
  const [title, why] = describe(text, advice);
  const { tone, shape } = looks[advice.kind];
  return html`<div class="notice ${tone}" part="advice">
    ${icon(shape)}
    <strong>${title}</strong>
    <p>${why}</p>
    <div class="row">${parts.setUpLink()}</div>
  </div>`;
}

const looks = {
  down: { tone: 'bad', shape: 'failed' },
  'no-spare': { tone: 'warn', shape: 'attention' },
  inactive: { tone: 'warn', shape: 'attention' },
  'one-location': { tone: '', shape: 'info' },
} as const;

function describe(text: DirectoryParts['strings']['text'], advice: ConnectorAdvice): [string, string] {
  const { location, purpose } = advice;
  switch (advice.kind) {
    case 'down':
      return [text.allDown(location), text.allDownWhy(location, purpose)];
    case 'no-spare':
      return [
        text.noSpare(location),
        advice.inactive.length > 0
          ? text.noSpareInactive(advice.inactive, location, purpose)
          : text.noSpareWhy(location, purpose),
      ];
    case 'inactive':
      return [text.someInactive(advice.inactive), text.someInactiveWhy(advice.inactive, location)];
    case 'one-location':
      return [text.oneLocation(location), text.oneLocationWhy(purpose)];
  }
}
