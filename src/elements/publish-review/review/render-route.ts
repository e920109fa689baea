import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PublishRoute } from '../../../model/workspace/workspace.js';
import type { ReviewParts } from '../review-parts.js';

export interface RouteParts extends ReviewParts {
  /** The review's, or the one just chosen while the review of it is made. */
  readonly route: PublishRoute;
  readonly onRoute: (route: PublishRoute) => void;
}

const facts = ['results', 'later', 'needs'] as const;

/** The two ways to the same result, with what each costs. */
export function renderRoute(parts: RouteParts): unknown {
  const { strings, review, route: chosen, can, onRoute } = parts;
  const { text } = strings;
  return html`<fieldset class="stack tight" part="route">
    <legend class="row">
      <span class="section">${text.routeHeading}</span> <span class="muted">${text.routeNote}</span>
    </legend>
    <div class="routes">
      ${(['direct', 'group'] as const).map((route) => {
        const cost = review.costs[route];
        return html`<label class="route ${chosen === route ? 'chosen' : ''}">
          <input
            type="radio"
            name="route"
            aria-label=${text.routes[route]}
            aria-describedby=${`about-${route}`}
            .checked=${live(chosen === route)}
            ?disabled=${!cost || !can('edit')}
            @change=${() => onRoute(route)}
          />
          <span class="stack tight" id=${`about-${route}`}>
            <strong>${text.routes[route]}</strong>
            <span>${cost ? text.routeCost(route, cost.writes, cost.durationMs) : text.groupUnavailable}</span>
            ${
              cost
                ? html`<span class="route-facts">
                    ${facts.map(
                      (fact) =>
                        html`<span class="muted">${text.routeFacts[fact]}</span>
                          <span>${text.routeFacts[route][fact]}</span>`,
                    )}
                  </span>`
                : nothing
            }
          </span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}
