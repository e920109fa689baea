import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import type { LicenseCount } from '../../../model/publish/change-set.js';
import type { ReviewParts } from '../review-parts.js';

/** Licenses of each plan before and after, with a bar. */
export function renderLicenses(parts: ReviewParts): unknown {
  const { strings, review } = parts;
  const { text } = strings;
  const { licenses } = review.changeSet;
  const services = countServices(parts);
  if (licenses.length + services.length === 0) return nothing;
  const legend = [
    ['assigned', text.assigned],
    ['added', text.added],
    ['freed', text.freed],
    ['available', text.available],
  ] as const;
  return html`<div class="stack tight" part="licenses">
    <div class="row">
      <div class="section">${text.licenses}</div>
      <ul class="legend">
        ${legend.map(([name, words]) => html`<li><span class="swatch ${name}"></span> ${words}</li>`)}
      </ul>
    </div>
    <table class="cards-when-narrow">
      <thead>
        <tr>
          <th scope="col">${text.plan}</th>
          <th scope="col" class="end">${text.assignedNow}</th>
          <th scope="col" class="end">${text.change}</th>
          <th scope="col" class="end">${text.assignedAfter}</th>
          <th scope="col" class="end">${text.availableAfter}</th>
          <th scope="col"><span class="visually-hidden">${text.chart}</span></th>
        </tr>
      </thead>
      <tbody>
        ${licenses.map((count) => renderCount(parts, count))}
        ${services.map(
          ({ name, added, removed }) =>
            html`<tr>
              <th scope="row">${name} <span class="muted small">${text.figures.services}</span></th>
              <td class="end" data-label=${text.assignedNow}>–</td>
              <td class="end" data-label=${text.change}>${renderChange(parts, added, removed)}</td>
              <td class="end" data-label=${text.assignedAfter}>–</td>
              <td class="end" data-label=${text.availableAfter}>${text.noLimit}</td>
              <td></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderCount(parts: ReviewParts, count: LicenseCount): unknown {
  const { strings, names } = parts;
  const { text, format } = strings;
  const { total, assignedBefore, added, freed, assignedAfter, availableAfter, short } = count;
  return html`<tr>
    <th scope="row">${names.plan(count.skuId)}</th>
    <td class="end" data-label=${text.assignedNow}>${text.ofTotal(assignedBefore, total)}</td>
    <td class="end" data-label=${text.change}>${renderChange(parts, added, freed)}</td>
    <td class="end" data-label=${text.assignedAfter}>${text.ofTotal(assignedAfter, total)}</td>
    <td class="end" data-label=${text.availableAfter}>
      <span>
        ${format.number(availableAfter)}
        ${
          short > 0
            ? html`<span class="badge warn" title=${text.shortWhy(short, names.plan(count.skuId))}
                >${icon('attention')} ${text.short(short)}</span
              >`
            : nothing
        }
      </span>
    </td>
    <td class="bar-cell">${renderBar(count, text.barLabel(assignedAfter, total))}</td>
  </tr>`;
}

function renderChange({ strings: { format } }: ReviewParts, added: number, removed: number): unknown {
  if (added + removed === 0) return '–';
  const plus = added > 0 ? `+${format.number(added)}` : '';
  const minus = removed > 0 ? `−${format.number(removed)}` : '';
  return html`<strong>${[plus, minus].filter(Boolean).join(' ')}</strong>`;
}

/** What stays, what is added, what is freed and what is available, as parts of all there is. */
function renderBar(
  { total, assignedBefore, added, freed, availableAfter }: LicenseCount,
  label: string,
): unknown {
  const stays = Math.max(0, assignedBefore - freed);
  // Freed units that are given out again at once are shown as added.
  const freedLeft = Math.min(Math.max(0, freed - added), availableAfter);
  const parts = { assigned: stays, added, freed: freedLeft, available: availableAfter - freedLeft };
  const whole = Math.max(total, stays + added + availableAfter, 1);
  return html`<span class="bar" role="img" aria-label=${label}>
    ${Object.entries(parts).map(([name, units]) =>
      units > 0
        ? html`<span class="part ${name}" .style=${`inline-size:${(units / whole) * 100}%`}></span>`
        : nothing,
    )}
  </span>`;
}

function countServices({ review, names }: ReviewParts) {
  const counts = new Map<string, { name: string; added: number; removed: number }>();
  const count = (name: string, key: 'added' | 'removed'): void => {
    const entry = counts.get(name) ?? { name, added: 0, removed: 0 };
    entry[key] += 1;
    counts.set(name, entry);
  };
  for (const { steps } of review.changeSet.changes)
    for (const step of steps)
      if (step.kind === 'give-service') count(names.service(step.service), 'added');
      else if (step.kind === 'take-service') count(names.service(step.service), 'removed');
  return [...counts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
