import { html, nothing, type TemplateResult } from 'lit';
import { isKeptOn, keepKey, type Keep } from '../../model/usage/keep.js';
import { nameOf, type InsightsParts } from './insights-parts.js';
import { renderKeepForm } from './render-keep-form.js';
import { parseDay } from './render-people.js';

/** Where the form is when a keep is changed in the list. */
const keepsPlace = 'keeps';

/** Everything that is kept on purpose, also what is over. */
export function renderKeeps(
  parts: InsightsParts,
  keeps: readonly Keep[],
  personName: (userId: string) => string,
): TemplateResult {
  const { text, common, format } = parts.strings;
  if (keeps.length === 0) return html`<p class="muted" part="keeps">${text.keptNone}</p>`;
  return html`<table class="cards-when-narrow" part="keeps">
    <caption class="visually-hidden">
      ${text.keptOnPurpose(keeps.length)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.keptWho}</th>
        <th scope="col">${text.keptWhy}</th>
        <th scope="col">${text.keptUntil}</th>
        <th scope="col">${text.keptBy}</th>
        <th scope="col"><span class="visually-hidden">${text.action}</span></th>
      </tr>
    </thead>
    <tbody>
      ${keeps.map((keep) => {
        const who = keep.userId ? personName(keep.userId) : text.everybody;
        const plan = keep.skuId ? nameOf(parts, keep.skuId) : text.allPlans;
        const until = parseDay(keep.until);
        const { draft } = parts;
        const editing = draft?.place === keepsPlace && keepKey(draft.target) === keepKey(keep);
        return html`<tr>
            <th scope="row">
              <span><bdi>${who}</bdi> <span class="muted small">${plan}</span></span>
            </th>
            <td data-label=${text.keptWhy}><bdi>${keep.reason}</bdi></td>
            <td data-label=${text.keptUntil}>
              <span>
                ${until ? format.date(until) : text.forEver}
                ${isKeptOn(keep, parts.now) ? nothing : html`<span class="badge outline">${text.over}</span>`}
              </span>
            </td>
            <td data-label=${text.keptBy}><bdi>${common.actor(parts.findActor(keep.by))}</bdi></td>
            <td class="end">
              <button
                class="button quiet small"
                aria-label=${text.changeLabel(who)}
                @click=${() =>
                  parts.onDraft({
                    place: keepsPlace,
                    target: keep,
                    reason: keep.reason,
                    until: keep.until ?? '',
                    existing: true,
                    incomplete: false,
                  })}
              >
                ${text.change}
              </button>
            </td>
          </tr>
          ${
            editing
              ? html`<tr class="detail">
                  <td colspan="5">${renderKeepForm(parts, who)}</td>
                </tr>`
              : nothing
          }`;
      })}
    </tbody>
  </table>`;
}
