import { html } from 'lit';
import type { PublishRoute } from '../../model/workspace.js';
import type { ReviewParts } from './review-parts.js';

export interface RouteParts extends ReviewParts {
  readonly onRoute: (route: PublishRoute) => void;
}

const facts = ['results', 'later', 'needs'] as const;

/** The two ways to the same result, with what each costs. */
export function renderRoute(parts: RouteParts): unknown {
  const { strings, review, onRoute } = parts;
  const { text } = strings;
  return html`<fieldset class="stack tight" part="route">
    <legend class="row">
      <span class="section">${text.routeHeading}</span> <span class="muted">${text.routeNote}</span>
    </legend>
    <div class="routes">
      ${(['direct', 'group'] as const).map((route) => {
        const cost = review.costs[route];
        return html`<label class="route ${review.plan.route === route ? 'chosen' : ''}">
          <input
            type="radio"
            name="route"
            .checked=${review.plan.route === route}
            ?disabled=${!cost}
            @change=${() => onRoute(route)}
          />
          <span class="stack tight">
            <strong>${text.routes[route]}</strong>
            <span>${cost ? text.routeCost(cost.writes, cost.durationMs) : text.groupUnavailable}</span>
            <span class="route-facts">
              ${facts.map(
                (fact) =>
                  html`<span class="muted">${text.routeFacts[fact]}</span>
                    <span>${text.routeFacts[route][fact]}</span>`,
              )}
            </span>
          </span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}
