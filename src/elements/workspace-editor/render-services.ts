import { html, nothing, type TemplateResult } from 'lit';
import type { CatalogSection } from '../../catalog/catalog.js';
import type { Service } from '../../catalog/service-provider.js';
import { icon } from '../../icons.js';
import { addService, removeService } from '../../model/workspace-editing.js';
import { serviceKey, type WorkspaceService } from '../../model/workspace.js';
import type { EditorParts } from './editor-parts.js';

/** What the workspace holds besides plans, by who provides it. */
export function renderServices(
  parts: EditorParts,
  renderFailed: (section: CatalogSection) => TemplateResult,
): TemplateResult {
  const { strings, headingLevel, catalog, workspace } = parts;
  const { text } = strings;
  const sections = catalog?.sections ?? [];
  const gone = workspace.draft.services.filter((service) => isGone(parts, service));
  const all = sections.flatMap((section) => section.services.map((service) => ({ section, service })));
  return html`<section class="stack tight" part="services" aria-labelledby="services-heading">
    <div id="services-heading" class="section" role="heading" aria-level=${headingLevel + 1}>
      ${text.services}
    </div>
    ${sections.filter((section) => section.error).map(renderFailed)}
    ${
      catalog && all.length + gone.length === 0 && sections.every((section) => !section.error)
        ? html`<p class="muted">${text.noServices}</p>`
        : nothing
    }
    ${
      all.length + gone.length > 0
        ? html`<ul class="plans">
            ${all.map(({ section, service }) => renderService(parts, section, service))}
            ${gone.map((service) => renderGone(parts, service))}
          </ul>`
        : nothing
    }
  </section>`;
}

function renderService(parts: EditorParts, { providerId }: CatalogSection, service: Service): TemplateResult {
  const { strings, workspace, edit } = parts;
  const { text } = strings;
  const picked = workspace.draft.services.find(
    (each) => each.providerId === providerId && each.serviceId === service.id,
  );
  const [firstOption] = service.options;
  const pick = (optionId: string | undefined): void =>
    edit((draft, stamp) =>
      addService(
        draft,
        { providerId, serviceId: service.id, ...(optionId === undefined ? {} : { optionId }) },
        stamp,
      ),
    );
  const toggle = (event: Event): void => {
    if ((event.target as HTMLInputElement).checked) pick(firstOption?.id);
    else edit((draft, stamp) => removeService(draft, { providerId, serviceId: service.id }, stamp));
  };
  return html`<li class="plan ${picked ? 'picked' : ''}">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          aria-labelledby="name-${service.id}"
          aria-describedby="kind-${service.id}"
          .checked=${picked !== undefined}
          @change=${toggle}
        />
        <span
          ><strong id="name-${service.id}">${service.name}</strong
          ><span id="kind-${service.id}" class="muted small part-number">${service.kind}</span></span
        >
      </label>
      ${
        service.options.length > 0
          ? html`<label class="field inline option">
              <span class="field-label" aria-hidden="true">${text.option}</span>
              <select
                aria-label=${text.optionOf(service.name)}
                ?disabled=${!picked}
                @change=${(event: Event) => pick((event.target as HTMLSelectElement).value)}
              >
                ${service.options.map(
                  (option) =>
                    html`<option value=${option.id} .selected=${option.id === picked?.optionId}>
                      ${option.name}
                    </option>`,
                )}
              </select>
            </label>`
          : html`<span class="option"></span>`
      }
      <span class="muted small renewal">${text.noLimit}</span>
    </div>
  </li>`;
}

/** A service that the portal stopped offering, or an option of it. It can only be taken out. */
function renderGone({ strings: { text }, edit }: EditorParts, service: WorkspaceService): TemplateResult {
  return html`<li class="plan picked">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          checked
          @change=${() => edit((draft, stamp) => removeService(draft, service, stamp))}
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
