import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CatalogSection } from '../../catalog/catalog.js';
import { enterpriseAppsId } from '../../catalog/enterprise-apps.js';
import type { Service } from '../../catalog/service-provider.js';
import { icon } from '../../icons.js';
import type { ProvisioningError } from '../../model/errors.js';
import { serviceKey, type WorkspaceService } from '../../model/workspace/workspace.js';
import { searchText } from '../../ui/match-text.js';
import type { EditorParts } from './editor-parts.js';

export interface ServicesView {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly renderFailed: (error: ProvisioningError) => unknown;
}

/** Services from which on a search over them is offered. */
const manyServices = 8;

/** What the workspace holds besides plans, by who provides it. */
export function renderServices(parts: EditorParts, view: ServicesView): TemplateResult {
  const { strings, headingLevel, catalog, workspace } = parts;
  const { text } = strings;
  const sections = catalog?.sections ?? [];
  const gone = workspace.draft.services.filter((service) => isGone(parts, service));
  const all = sections.flatMap((section) => section.services.map((service) => ({ section, service })));
  const wanted = searchText(view.search);
  const shown = all.filter(({ service }) => wanted.matches(service.name));
  return html`<section class="stack tight" part="services" aria-labelledby="services-heading">
    <div class="toolbar">
      <div id="services-heading" class="section" role="heading" aria-level=${headingLevel + 1}>
        ${text.services}
      </div>
      ${
        all.length > 0
          ? html`<span class="muted">
              ${text.pickedOf(workspace.draft.services.length, all.length + gone.length)}
            </span>`
          : nothing
      }
      ${all.length > manyServices || view.search !== '' ? renderSearch(parts, view) : nothing}
    </div>
    ${sections.map(({ error, providerName }) =>
      error
        ? html`<p class="state small">${icon('attention', 'warn')} ${text.servicesUnread(providerName)}</p>
            ${view.renderFailed(error)}`
        : nothing,
    )}
    ${
      catalog && all.length + gone.length === 0 && sections.every((section) => !section.error)
        ? html`<p class="muted">${text.noServices}</p>`
        : nothing
    }
    ${
      all.length > 0 && shown.length === 0
        ? html`<p class="muted" role="status">${text.noServiceFound}</p>`
        : nothing
    }
    ${
      shown.length + gone.length > 0
        ? html`<ul class="plans">
            ${repeat(
              shown,
              ({ section, service }) => serviceKey({ ...section, serviceId: service.id }),
              ({ section, service }) => renderService(parts, section, service),
            )}
            ${gone.map((service) => renderGone(parts, service))}
          </ul>`
        : nothing
    }
  </section>`;
}

function renderSearch(
  { strings: { text } }: EditorParts,
  { search, onSearch }: ServicesView,
): TemplateResult {
  return html`<label class="search push">
    ${icon('search')}<span class="visually-hidden">${text.searchServices}</span>
    <input
      type="search"
      placeholder=${text.searchServices}
      .value=${search}
      @input=${(event: InputEvent) => onSearch((event.target as HTMLInputElement).value)}
    />
  </label>`;
}

function renderService(parts: EditorParts, { providerId }: CatalogSection, service: Service): TemplateResult {
  const { strings, workspace, edit } = parts;
  const { text } = strings;
  const picked = workspace.draft.services.find(
    (each) => each.providerId === providerId && each.serviceId === service.id,
  );
  const isApp = providerId === enterpriseAppsId;
  const [firstOption] = service.options;
  const pick = (optionId: string | undefined): void =>
    edit({
      kind: 'put-service',
      service: { providerId, serviceId: service.id, ...(optionId === undefined ? {} : { optionId }) },
    });
  const toggle = (event: Event): void => {
    if ((event.target as HTMLInputElement).checked) pick(firstOption?.id);
    else edit({ kind: 'remove-service', service: { providerId, serviceId: service.id } });
  };
  return html`<li class="plan ${picked ? 'picked' : ''}">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          aria-labelledby="name-${service.id}"
          aria-describedby="kind-${service.id}"
          ?disabled=${parts.locked}
          .checked=${live(picked !== undefined)}
          @change=${toggle}
        />
        <span
          ><strong id="name-${service.id}">${service.name}</strong
          ><span id="kind-${service.id}" class="muted small part-number">
            ${isApp ? text.enterpriseApp : service.kind}
          </span></span
        >
      </label>
      ${renderOption(parts, service, isApp, picked, pick)}
      <span class="muted small renewal">${text.noLimit}</span>
    </div>
  </li>`;
}

/** The role, size or the like. One that is not offered any more is said, never shown as another. */
function renderOption(
  { strings: { text }, locked }: EditorParts,
  service: Service,
  isApp: boolean,
  picked: WorkspaceService | undefined,
  pick: (optionId: string) => void,
): TemplateResult {
  const isOffered = service.options.some(({ id }) => id === picked?.optionId);
  const isLost = picked !== undefined && !isOffered && (service.options.length > 0 || 'optionId' in picked);
  if (service.options.length === 0 && !isLost) return html`<span class="option"></span>`;
  return html`<label class="field inline option">
    <span class="field-label" aria-hidden="true">
      ${isApp ? text.role : (service.optionLabel ?? text.option)}
    </span>
    <select
      aria-label=${isApp ? text.roleOf(service.name) : text.optionOf(service.name)}
      aria-invalid=${isLost ? 'true' : nothing}
      ?disabled=${!picked || locked}
      @change=${(event: Event) => pick((event.target as HTMLSelectElement).value)}
    >
      ${isLost ? html`<option value="" selected disabled>${text.optionGone}</option>` : nothing}
      ${service.options.map(
        (option) =>
          html`<option value=${option.id} .selected=${option.id === picked?.optionId}>
            ${option.name}
          </option>`,
      )}
    </select>
  </label>`;
}

/** A service that the portal no longer offers. It can only be removed. */
function renderGone(
  { strings: { text }, edit, locked }: EditorParts,
  service: WorkspaceService,
): TemplateResult {
  return html`<li class="plan picked">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          checked
          ?disabled=${locked}
          @change=${() => edit({ kind: 'remove-service', service })}
        />
        <code>${service.serviceId}</code>
      </label>
      <span class="tags"><span class="badge bad">${icon('failed')} ${text.serviceGone}</span></span>
    </div>
  </li>`;
}

/** Whether the catalog was read and does not have it. While its provider cannot be asked, nobody knows. */
function isGone({ catalog }: EditorParts, service: WorkspaceService): boolean {
  if (!catalog || catalog.items.has(serviceKey(service))) return false;
  const section = catalog.sections.find(({ providerId }) => providerId === service.providerId);
  return !section?.error && !section?.services.some(({ id }) => id === service.serviceId);
}
