import { html, nothing, type TemplateResult } from 'lit';
import type { Domain } from '../../services/organization.js';
import type { DirectoryParts } from './directory-parts.js';

/** The tenant's domains and who checks passwords for each. */
export function renderDomains(
  { strings: { text } }: DirectoryParts,
  domains: readonly Domain[],
): TemplateResult {
  return html`<table part="domains">
    <caption class="visually-hidden">
      ${text.domains}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.domain}</th>
        <th scope="col">${text.signInBy}</th>
      </tr>
    </thead>
    <tbody>
      ${domains.map(
        (domain) =>
          html`<tr>
            <th scope="row">
              <bdi>${domain.name}</bdi>
              ${
                domain.isDefault
                  ? html`<span class="muted small">${text.primary}</span>`
                  : domain.isInitial
                    ? html`<span class="muted small">${text.initial}</span>`
                    : nothing
              }
            </th>
            <td>${domain.authenticationType === 'Federated' ? text.federated : text.managed}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
