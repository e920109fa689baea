import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { SeatCount } from '../../model/publish-plan.js';
import type { ReviewParts } from './review-parts.js';

/** Licenses of each plan before and after, with a bar. */
export function renderLicenses(parts: ReviewParts): unknown {
  const { strings, review } = parts;
  const { text } = strings;
  const { seats } = review.plan;
  const services = countServices(parts);
  if (seats.length + services.length === 0) return nothing;
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
          <th scope="col"><span class="visually-hidden">${text.picture}</span></th>
        </tr>
      </thead>
      <tbody>
        ${seats.map((seat) => renderSeat(parts, seat))}
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

function renderSeat(parts: ReviewParts, seat: SeatCount): unknown {
  const { strings, names } = parts;
  const { text, format } = strings;
  const { total, assignedBefore, added, freed, assignedAfter, availableAfter, short } = seat;
  return html`<tr>
    <th scope="row">${names.plan(seat.skuId)}</th>
    <td class="end" data-label=${text.assignedNow}>${text.ofTotal(assignedBefore, total)}</td>
    <td class="end" data-label=${text.change}>${renderChange(parts, added, freed)}</td>
    <td class="end" data-label=${text.assignedAfter}>${text.ofTotal(assignedAfter, total)}</td>
    <td class="end" data-label=${text.availableAfter}>
      <span>
        ${format.number(availableAfter)}
        ${
          short > 0
            ? html`<span class="badge warn" title=${text.shortWhy(short, names.plan(seat.skuId))}
                >${icon('attention')} ${text.short(short)}</span
              >`
            : nothing
        }
      </span>
    </td>
    <td class="bar-cell">${renderBar(seat, text.barLabel(assignedAfter, total))}</td>
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
  { total, assignedBefore, added, freed, availableAfter }: SeatCount,
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
  for (const change of review.plan.changes) {
    for (const service of change.addServices) count(names.service(service), 'added');
    for (const service of change.removeServices) count(names.service(service), 'removed');
  }
  return [...counts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
