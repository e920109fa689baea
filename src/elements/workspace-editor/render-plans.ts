import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../icons.js';
import { planKind } from '../../model/plan/plan-kind.js';
import { countPlan, planObstacle, type Plan, type PlanCounts } from '../../model/plan/plan.js';
import { readOrganizationScopes } from '../../services/organization.js';
import { searchText, type TextSearch } from '../../ui/match-text.js';
import { nameApp, type EditorParts } from './editor-parts.js';
import { renderApps, type AppsView } from './render-apps.js';
import { renderProblems } from './render-problems.js';

/** What the administrator looks for and has unfolded. */
export interface PlansView extends AppsView {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  /** Asks for the permission to read when plans renew; missing where they may be read. */
  readonly onAskRenewals?: () => void;
}

export function renderPlans(parts: EditorParts, view: PlansView): TemplateResult {
  const { strings, headingLevel, workspace, plans } = parts;
  const { text } = strings;
  const picked = new Set(workspace.draft.plans.map(({ skuId }) => skuId));
  const pickable = plans.filter((plan) => picked.has(plan.skuId) || planObstacle(plan) === undefined);
  const others = plans.filter((plan) => !pickable.includes(plan));
  const gone = workspace.draft.plans.filter(({ skuId }) => !parts.plansById.has(skuId));
  const wanted = searchText(view.search);
  const shown = orderPlans(parts, pickable).filter((plan) => matches(plan, wanted));
  return html`<section class="stack tight" part="plans" aria-labelledby="plans-heading">
    <div class="toolbar">
      <div id="plans-heading" class="section" role="heading" aria-level=${headingLevel + 1}>
        ${text.plans}
      </div>
      <span class="muted">${text.pickedOf(picked.size, pickable.length + gone.length)}</span>
      <label class="search push">
        ${icon('search')}<span class="visually-hidden">${text.searchPlans}</span>
        <input
          type="search"
          placeholder=${text.searchPlans}
          .value=${view.search}
          @input=${(event: InputEvent) => view.onSearch((event.target as HTMLInputElement).value)}
        />
      </label>
    </div>
    ${
      pickable.length + gone.length === 0
        ? html`<p class="muted">${text.noPlans}</p>`
        : shown.length === 0 && !wanted.isEmpty
          ? html`<p class="muted" role="status">${text.noPlanFound}</p>`
          : html`<ul class="plans">
              ${gone.map(({ skuId }) => renderGone(parts, skuId))}
              ${repeat(
                shown,
                ({ skuId }) => skuId,
                (plan) => renderPlan(parts, view, plan, picked.has(plan.skuId)),
              )}
            </ul>`
    }
    ${view.onAskRenewals && shown.length > 0 ? renderAskRenewals(parts, view.onAskRenewals) : nothing}
    ${others.length > 0 ? renderOthers(parts, others) : nothing}
    <p class="visually-hidden" role="status">${describeTurnedOff(parts)}</p>
  </section>`;
}

/** For those who do not see the apps change. */
function describeTurnedOff(parts: EditorParts): string {
  const names = parts.turnedOff.map(({ servicePlanId }) => nameApp(parts, servicePlanId));
  return names.length > 0 ? parts.strings.text.turnedOffToo(names) : '';
}

/** Bought ones first, free ones last; else as they come, by name. Picking does not move a plan. */
function orderPlans({ subscriptions }: EditorParts, plans: readonly Plan[]): Plan[] {
  const isLast = (plan: Plan): number => Number(planKind(plan, subscriptions) === 'free');
  return [...plans].sort((a, b) => isLast(a) - isLast(b));
}

function matches({ name, skuPartNumber, apps }: Plan, wanted: TextSearch): boolean {
  return wanted.matches(name, skuPartNumber) || apps.some((app) => wanted.matches(app.name));
}

function renderPlan(parts: EditorParts, view: PlansView, plan: Plan, picked: boolean): TemplateResult {
  const { edit } = parts;
  const counts = countPlan(plan);
  const toggle = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    edit({ kind: checked ? 'add-plan' : 'remove-plan', skuId: plan.skuId });
  };
  return html`<li class="plan ${picked ? 'picked' : ''}">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          aria-labelledby="name-${plan.skuId}"
          aria-describedby="part-${plan.skuId}"
          ?disabled=${parts.locked}
          .checked=${live(picked)}
          @change=${toggle}
        />
        <span
          ><strong id="name-${plan.skuId}">${plan.name}</strong
          ><span id="part-${plan.skuId}" class="muted small part-number">${plan.skuPartNumber}</span></span
        >
      </label>
      <span class="tags">${renderTags(parts, plan, counts, picked)}</span>
      ${renderAvailable(parts, plan, counts, picked)}
      <span class="muted small renewal">${renderRenewal(parts, plan)}</span>
    </div>
    ${picked ? [renderProblems(parts, plan), renderApps(parts, view, plan)] : nothing}
  </li>`;
}

function renderTags(parts: EditorParts, plan: Plan, counts: PlanCounts, picked: boolean): unknown {
  const { strings, check, subscriptions } = parts;
  const { text } = strings;
  const obstacle = planObstacle(plan);
  const inConflict = picked && check.conflicts.some(({ skuIds }) => skuIds.includes(plan.skuId));
  const kind = planKind(plan, subscriptions);
  return [
    inConflict ? html`<span class="badge warn">${icon('attention')} ${text.conflict}</span>` : nothing,
    obstacle ? renderObstacle(parts, plan) : nothing,
    kind === 'free' || kind === 'trial'
      ? html`<span class="badge">${icon('plan')} ${text[kind]}</span>`
      : nothing,
    counts.expiringSoon > 0
      ? html`<span class="badge warn">${icon('calendar')} ${text.expiringSoon(counts.expiringSoon)}</span>`
      : nothing,
    counts.suspended > 0 && !obstacle
      ? html`<span class="badge warn">${icon('paused')} ${text.suspendedUnits(counts.suspended)}</span>`
      : nothing,
  ];
}

function renderObstacle({ strings: { text } }: EditorParts, plan: Plan): unknown {
  switch (planObstacle(plan)) {
    case 'company-only':
      return html`<span class="badge">${icon('organization')} ${text.companyOnly}</span>`;
    case 'suspended':
      return html`<span class="badge warn">${icon('paused')} ${text.suspended}</span>`;
    case undefined:
      return nothing;
  }
}

function renderAvailable(
  { strings, workspace, demand }: EditorParts,
  plan: Plan,
  { total, assigned, available }: PlanCounts,
  picked: boolean,
): TemplateResult {
  const { text, format } = strings;
  const ownDemand = demand.find(({ skuId }) => skuId === plan.skuId);
  const short = picked
    ? (ownDemand?.short ?? 0)
    : Math.max(0, workspace.draft.subscribers.length - available);
  return html`<span class="availability">
    <span class="number"><strong>${format.number(available)}</strong> ${text.ofTotal(total)}</span>
    <meter
      class="usage"
      min="0"
      max=${Math.max(1, total)}
      value=${Math.min(assigned, total)}
      aria-label=${text.usage(assigned, total)}
    ></meter>
    <span class="muted small number">${text.assigned(assigned)}</span>
    ${
      assigned > total
        ? html`<span class="state warn small">
            ${icon('attention')} ${text.overAssigned(assigned - total)}
          </span>`
        : nothing
    }
    ${
      short > 0
        ? html`<span class="state warn small">${icon('attention')} ${text.shortForAll(short)}</span>`
        : nothing
    }
  </span>`;
}

/** The earliest date at which something of the plan renews or ends. */
function renderRenewal({ strings: { text }, subscriptions }: EditorParts, plan: Plan): unknown {
  const next = subscriptions
    .filter((each) => each.skuId === plan.skuId && each.status !== 'Deleted' && each.nextLifecycle)
    .sort((a, b) => (a.nextLifecycle?.getTime() ?? 0) - (b.nextLifecycle?.getTime() ?? 0))[0];
  if (!next?.nextLifecycle) return nothing;
  return next.status === 'Enabled' && !next.trial
    ? text.renews(next.nextLifecycle)
    : text.ends(next.nextLifecycle);
}

/** A date is good to have; which permission it takes, and the way to it. */
function renderAskRenewals({ strings: { text, common } }: EditorParts, ask: () => void): TemplateResult {
  return html`<p class="row small muted">
    <span>${text.renewalsUnread} ${common.needsPermission(readOrganizationScopes)}</span>
    <button class="button quiet small" @click=${ask}>${common.allow}</button>
  </p>`;
}

function renderGone({ strings: { text }, edit, locked }: EditorParts, skuId: string): TemplateResult {
  return html`<li class="plan picked">
    <div class="plan-line">
      <label class="check">
        <input
          type="checkbox"
          checked
          ?disabled=${locked}
          @change=${() => edit({ kind: 'remove-plan', skuId })}
        />
        <span><code>${skuId}</code></span>
      </label>
      <span class="tags"><span class="badge bad">${icon('failed')} ${text.notOwned}</span></span>
    </div>
  </li>`;
}

function renderOthers(parts: EditorParts, others: readonly Plan[]): TemplateResult {
  const { text } = parts.strings;
  return html`<details>
    <summary>
      ${icon('chevron', 'chevron')} <span class="label">${text.cannotBePicked(others.length)}</span>
      <span class="muted">${text.cannotBePickedWhy}</span>
    </summary>
    <ul class="list">
      ${others.map(
        (plan) =>
          html`<li>
            <span class="grow">${plan.name} <span class="muted small">${plan.skuPartNumber}</span></span>
            ${renderObstacle(parts, plan)}
          </li>`,
      )}
    </ul>
  </details>`;
}
